import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import type { Account } from '#accounts/account.ts';
import { addErasure } from '#accounts/erasing/erased-list.server.ts';
import { eraseColleague, eraseMyself } from '#accounts/erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from '#accounts/erasing/forgetting.server.ts';
import { replayErasures } from '#accounts/erasing/replaying.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { administrator } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { changeRole, handOver, leave } from './changing-roles.server.ts';
import { archive } from './closing.server.ts';
import { ALL_OF_PROJECTS } from './erasing.server.ts';
import { appointLeader, projectsLedAlone, projectsWithoutLeader } from './leading.server.ts';
import { ROLES, type Role } from './member.ts';
import { addMember, endMembership, memberOf } from './members.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'leiders-'));
after(() => rmSync(folder, { recursive: true }));
const erasing = { folder, holdings: [...ALL_OF_PROJECTS, ...ALL_OF_ACCOUNTS] };

const WHO = ['leader', 'core', 'member', 'reader'] as const;
type Someone = (typeof WHO)[number];

async function membershipOf(db: Database, { project }: Neighbourhood, account: Account): Promise<string> {
	const row = await db
		.selectFrom('memberships')
		.select('id')
		.where('project', '=', project)
		.where('account', '=', account.id)
		.where('until', 'is', null)
		.executeTakeFirst();
	return row?.id ?? '';
}

const namesOf = (projects: { name: string }[]) => projects.map(({ name }) => name);
const newest = async (db: Database, chain: string) => (await entriesOf(db, keys, chain, { limit: 1 }))[0];

onBothEngines('the lead of a project', (fresh) => {
	it('is given to another, or handed over, and the one who had it then takes part in the core', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { leader, core } = village.people;
		const asLeader = await memberOf(db, leader.account, village.project, noon);
		await handOver(db, keys, asLeader, await membershipOf(db, village, core.account), noon);
		assert.equal((await memberOf(db, core.account, village.project, noon)).role, 'leader');
		assert.equal((await memberOf(db, leader.account, village.project, noon)).role, 'core');
		const told = await newest(db, village.project);
		assert.deepEqual(
			[told?.action, told?.object, told?.detail],
			['projects.role-changed', leader.account.pseudonym, { state: 'kept', before: { role: 'leader' }, after: { role: 'core' } }],
		);
	});

	it('cannot be laid down by the only one who has it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.leader;
		const leader = await memberOf(db, account, village.project, noon);
		const membership = await membershipOf(db, village, account);
		const conflict = { kind: 'conflict', code: 'projects.lastLeader' };
		await assert.rejects(leave(db, keys, leader, noon), conflict);
		await assert.rejects(endMembership(db, keys, leader, membership, noon), conflict);
		await assert.rejects(changeRole(db, keys, leader, { membership, role: 'core', subproject: null }, noon), conflict);
		await assert.rejects(eraseMyself(db, keys, account, account.address, erasing, noon), conflict);
		assert.deepEqual(namesOf(await projectsLedAlone(db, account.id)), ['Zonnedam-Oost']);
		assert.equal(await membershipOf(db, village, account), membership);
	});

	it('is for somebody of the organisation that the project belongs to', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await memberOf(db, village.people.leader.account, village.project, noon);
		const elsewhere = { addressKey: village.people['other municipality'].account.address, role: 'leader', subproject: null } as const;
		await assert.rejects(addMember(db, keys, leader, elsewhere, noon), { code: 'projects.leaderElsewhere' });
	});

	it('goes on to whom the administrator names when the leader is erased, and the journal of the project tells it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { leader, core } = village.people;
		const who = await administrator(db, village.people.administrator);
		const given = { typed: leader.account.address };
		await assert.rejects(eraseColleague(db, keys, who, leader.account.id, given, erasing, noon), { code: 'projects.lastLeader' });
		const named = { ...given, successor: core.account.id };
		assert.deepEqual(await eraseColleague(db, keys, who, leader.account.id, named, erasing, noon), { ok: true });
		assert.equal((await memberOf(db, core.account, village.project, noon)).role, 'leader');
		const entries = await entriesOf(db, keys, village.project, { limit: 2 });
		assert.deepEqual(
			entries.map(({ action, actor, object }) => [action, actor, object]),
			[
				['projects.membership-ended', who.pseudonym, leader.account.pseudonym],
				['projects.leader-appointed', who.pseudonym, core.account.pseudonym],
			],
		);
		assert.ok((await verifyChain(db, keys, village.project)).ok);
	});

	it('is given by the administrator where a restored backup left nobody to have it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const who = await administrator(db, village.people.administrator);
		const { leader, core } = village.people;
		const given = { project: village.project, leader: core.account.id };
		await assert.rejects(appointLeader(db, keys, who, given, noon), { code: 'projects.hasLeader' });
		const own = { folder: mkdtempSync(join(folder, 'terug-')), holdings: erasing.holdings };
		addErasure(own.folder, { pseudonym: leader.account.pseudonym, at: noon.toISOString(), invitations: [] });
		assert.equal(await replayErasures(db, keys, own, noon), 1);
		assert.deepEqual(namesOf(await projectsWithoutLeader(db, who)), ['Zonnedam-Oost']);
		const outside = await administrator(db, village.people['other municipality']);
		await assert.rejects(appointLeader(db, keys, outside, given, noon), { kind: 'not-found' });
		await appointLeader(db, keys, who, given, noon);
		assert.deepEqual(await projectsWithoutLeader(db, who), []);
		assert.equal((await memberOf(db, core.account, village.project, noon)).role, 'leader');
	});

	it('is with somebody whatever is done, as long as the project is at work', async () => {
		const anyone = fc.constantFrom(...WHO);
		const deed = fc.oneof(
			fc.record({ does: fc.constant('leave' as const), by: anyone }),
			fc.record({ does: fc.constant('end' as const), by: anyone, whom: anyone }),
			fc.record({ does: fc.constant('change' as const), by: anyone, whom: anyone, role: fc.constantFrom(...ROLES) }),
			fc.record({ does: fc.constant('hand over' as const), by: anyone, whom: anyone }),
			fc.record({ does: fc.constant('erase' as const), by: anyone }),
			fc.record({ does: fc.constant('be erased' as const), by: anyone, successor: fc.option(anyone) }),
			fc.record({ does: fc.constant('appoint' as const), by: anyone }),
			fc.record({ does: fc.constant('add' as const), by: anyone, whom: anyone, role: fc.constantFrom(...ROLES) }),
		);
		type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
		const attempt = async (db: Database, village: Neighbourhood, what: Deed): Promise<unknown> => {
			const of = (who: Someone) => village.people[who].account;
			const membership = 'whom' in what ? await membershipOf(db, village, of(what.whom)) : '';
			const mila = await administrator(db, village.people.administrator);
			const seat = 'role' in what ? { role: what.role as Role, subproject: village.part } : { role: 'member' as const, subproject: null };
			if (what.does === 'erase') return eraseMyself(db, keys, of(what.by), of(what.by).address, erasing, noon);
			if (what.does === 'be erased') {
				const given = { typed: of(what.by).address, successor: what.successor ? of(what.successor).id : null };
				return eraseColleague(db, keys, mila, of(what.by).id, given, erasing, noon);
			}
			if (what.does === 'appoint') return appointLeader(db, keys, mila, { project: village.project, leader: of(what.by).id }, noon);
			const member = await memberOf(db, of(what.by), village.project, noon);
			if (what.does === 'leave') return leave(db, keys, member, noon);
			if (what.does === 'end') return endMembership(db, keys, member, membership, noon);
			if (what.does === 'hand over') return handOver(db, keys, member, membership, noon);
			if (what.does === 'add') return addMember(db, keys, member, { ...seat, addressKey: of(what.whom).address }, noon);
			return changeRole(db, keys, member, { ...seat, membership }, noon);
		};
		let [done, refused] = [0, 0];
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { minLength: 12, maxLength: 40 }), async (deeds) => {
				const db = await fresh();
				const village = await theNeighbourhood(db, noon);
				const mila = await administrator(db, village.people.administrator);
				for (const what of deeds) {
					try {
						await attempt(db, village, what);
						done++;
					} catch (error) {
						if (!(error instanceof Refusal)) throw error;
						refused++;
					}
					assert.deepEqual(await projectsWithoutLeader(db, mila), [], JSON.stringify(what));
				}
				assert.ok((await verifyChain(db, keys, village.project)).ok);
			}),
			{ numRuns: 6, endOnFailure: true },
		);
		assert.ok(done > 5 && refused > 5, `${done} done, ${refused} refused`);
	});

	it('of a closed project may be laid down, for nothing is to be led any more', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.leader;
		await archive(db, keys, signing, await memberOf(db, account, village.project, noon), noon);
		await leave(db, keys, await memberOf(db, account, village.project, noon), noon);
		await assert.rejects(memberOf(db, account, village.project, noon), { kind: 'not-found' });
	});
});
