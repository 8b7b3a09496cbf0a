import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { eraseMyself } from '#accounts/erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from '#accounts/erasing/forgetting.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aPerson, type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing, withApp } from '../../tests/village/people.ts';
import { acceptAnew, acceptAsMyself, declineProject, projectInvitationAt } from './accepting.server.ts';
import { archive } from './closing.server.ts';
import { ALL_OF_PROJECTS } from './erasing.server.ts';
import type { Asked } from './invitation.ts';
import {
	invitationsTo,
	inviteToProject,
	inviteToProjectAgain,
	projectInvitationLink,
	withdrawProjectInvitation,
} from './inviting.server.ts';
import { endMembership, memberOf, membersFor } from './members.server.ts';
import { ownProjectDataOf } from './own-data.server.ts';

const ORIGIN = 'https://wijk.example';
const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const folder = mkdtempSync(join(tmpdir(), 'genodigden-'));
after(() => rmSync(folder, { recursive: true }));

const HARM = 'harm@woonstichting.example';
const woonstichting: Asked = { role: 'member', subproject: null, organisation: { name: 'Woonstichting Zon', kind: 'corporation' } };
const named = (name: string): Asked => ({ ...woonstichting, organisation: { name, kind: 'municipality' } });
const gone = { kind: 'gone', code: 'projects.invitationOver' };

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const at = (address: string) => ({ address, addressKey: address });

onBothEngines('an invitation to a project', (fresh) => {
	async function settled() {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		/** Invites one address, and gives the token in the letter. */
		const invited = async (address: string, asked = woonstichting, who: Resident = 'leader', now = noon) => {
			const member = await as(db, village, who);
			assert.deepEqual(await inviteToProject(db, keys, member, [at(address)], asked, ORIGIN, now), [{ address, became: 'invited' }]);
			const sent = (await invitationsTo(db, member, now)).find((one) => one.address === address && one.state === 'open');
			return tokenOf(await projectInvitationLink(db, keys, member, sent?.id ?? '', now));
		};
		const anew = (token: string, name = 'Harm Smit', now = noon) =>
			acceptAnew(db, keys, token, { name, password: 'groen kanaal lepel zucht' }, 'Firefox', now);
		return { db, village, invited, anew };
	}
	const tokenOf = (link: string | null) => link?.split('/').at(-1) ?? '';

	it('lets somebody without an account make one, in an organisation that is founded by it, without any right over it', async () => {
		const { db, village, invited, anew } = await settled();
		const token = await invited(HARM);
		assert.deepEqual((await projectInvitationAt(db, token, noon))?.hasAccount, false);
		const { signIn, project } = await anew(token);
		const { account } = await withApp(db, signIn, noon);
		assert.equal((await memberOf(db, account, project, noon)).role, 'member');
		assert.equal(await administratorOf(db, account, noon), null);
		const row = (await membersFor(db, await as(db, village, 'leader'))).find(({ name }) => name === 'Harm Smit');
		assert.equal(row?.organisation, 'Woonstichting Zon');
		await assert.rejects(anew(token), gone);
	});

	it('is accepted with an account by whose address it was sent to, and by nobody else', async () => {
		const { db, village, invited } = await settled();
		const { moderator, editor } = village.people;
		const token = await invited(moderator.account.address);
		await assert.rejects(acceptAsMyself(db, keys, editor.account, token, noon), { code: 'projects.invitationOfOther' });
		assert.equal(await acceptAsMyself(db, keys, moderator.account, token, noon), village.project);
		assert.equal((await as(db, village, 'moderator')).role, 'member');
		await assert.rejects(acceptAsMyself(db, keys, moderator.account, token, noon), gone);
		assert.deepEqual(
			await inviteToProject(db, keys, await as(db, village, 'leader'), [at(moderator.account.address)], woonstichting, ORIGIN, noon),
			[{ address: moderator.account.address, became: 'is-member' }],
		);
	});

	it('works for a week, until it is taken back, sent again, or until who sent it has gone', async () => {
		const { db, village, invited } = await settled();
		const leader = await as(db, village, 'leader');
		const first = await invited(HARM);
		assert.notEqual(await projectInvitationAt(db, first, later(6.9)), null);
		assert.equal(await projectInvitationAt(db, first, later(7)), null);
		assert.equal((await invitationsTo(db, leader, later(8)))[0]?.state, 'over');
		const again = async () => {
			const [sent] = await invitationsTo(db, leader, noon);
			await inviteToProjectAgain(db, keys, leader, sent?.id ?? '', ORIGIN, noon);
			const [newest] = await invitationsTo(db, leader, noon);
			return { id: newest?.id ?? '', token: tokenOf(await projectInvitationLink(db, keys, leader, newest?.id ?? '', noon)) };
		};
		const { id, token } = await again();
		assert.equal(await projectInvitationAt(db, first, noon), null);
		assert.notEqual(await projectInvitationAt(db, token, noon), null);
		await withdrawProjectInvitation(db, keys, leader, id, noon);
		assert.equal(await projectInvitationAt(db, token, noon), null);
		assert.deepEqual(await invitationsTo(db, leader, noon), []);

		const byAdmin = await invited('ine@woonstichting.example', woonstichting, 'admin');
		const admin = (await membersFor(db, leader)).find(({ role }) => role === 'admin');
		await endMembership(db, keys, leader, admin?.membership ?? '', noon);
		assert.equal(await projectInvitationAt(db, byAdmin, noon), null);
	});

	it('leads nowhere once the project is closed', async () => {
		const { db, village, invited, anew } = await settled();
		const token = await invited(HARM);
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		assert.equal(await projectInvitationAt(db, token, noon), null);
		await assert.rejects(anew(token), gone);
	});

	it('is declined by nothing but the link, and may be asked to be told of the end all the same', async () => {
		const { db, village, invited } = await settled();
		const token = await invited(HARM);
		await declineProject(db, keys, token, true, noon);
		await declineProject(db, keys, token, true, noon);
		assert.equal((await invitationsTo(db, await as(db, village, 'leader'), noon))[0]?.state, 'declined');
		const told = async () =>
			(await db.selectFrom('letters').select('kind').where('address', '=', HARM).where('kind', '=', 'projects.closed').execute()).length;
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		assert.equal(await told(), 1);
		assert.notEqual(await projectInvitationAt(db, token, later(30)), null);
		await declineProject(db, keys, token, false, later(30));
		assert.equal((await projectInvitationAt(db, token, later(30)))?.isInformed, false);
		await assert.rejects(acceptAsMyself(db, keys, village.people.editor.account, token, noon), gone);
	});

	it('lets nobody into an organisation that has its own people, unless one of them invites', async () => {
		const { db, village, invited, anew } = await settled();
		await assert.rejects(anew(await invited(HARM, named('gemeente waterdam'))), { code: 'projects.organisationIsHere' });
		assert.equal(await db.selectFrom('accounts').select('id').where('address', '=', HARM).executeTakeFirst(), undefined);
		await anew(await invited('kees@zonnedam.example', named('Gemeente Zonnedam')), 'Kees Mol');
		const [told] = await lettersFor(db, keys, village.people.administrator.account.id, noon);
		assert.match(told?.paragraphs[0] ?? '', /Kees Mol \(kees@zonnedam\.example\).* Fenna de Boer/);
		await anew(await invited('een@woonstichting.example'), 'Een');
		await anew(await invited('twee@woonstichting.example'), 'Twee');
		const { organisation } = await db.selectFrom('accounts').select('organisation').where('name', '=', 'Een').executeTakeFirstOrThrow();
		await aPerson(db, 'Drie Buiten', organisation, noon);
		await assert.rejects(anew(await invited('vier@woonstichting.example')), { code: 'projects.organisationIsHere' });
	});

	it('is sent by who manages the members, to no leader and not without end', async () => {
		const { db, village } = await settled();
		for (const who of ['core', 'member', 'subproject member', 'reader'] as const)
			await assert.rejects(
				inviteToProject(db, keys, await as(db, village, who), [at(HARM)], woonstichting, ORIGIN, noon),
				{ kind: 'not-allowed' },
				who,
			);
		const leader = await as(db, village, 'leader');
		const send = () => inviteToProject(db, keys, leader, [at(HARM), at(HARM)], woonstichting, ORIGIN, noon);
		for (let n = 0; n < 3; n++) assert.deepEqual(await send(), [{ address: HARM, became: 'invited' }]);
		assert.deepEqual(await send(), [{ address: HARM, became: 'too-often' }]);
		assert.equal((await invitationsTo(db, leader, noon)).length, 1);
		const elsewhere = { ...woonstichting, role: 'subproject', subproject: village.project } as const;
		await assert.rejects(inviteToProject(db, keys, leader, [at('b@b.example')], elsewhere, ORIGIN, noon), { kind: 'not-found' });
	});

	it('goes with the data of who got it, and with the name of who sent it', async () => {
		const { db, village, invited } = await settled();
		const { moderator, admin } = village.people;
		await invited(moderator.account.address);
		const [own] = (await ownProjectDataOf(db, moderator.account)).projectInvitations;
		assert.deepEqual([own?.project, own?.role, own?.by, own?.answer], ['Zonnedam-Oost', 'member', 'Fenna de Boer', 'none']);
		const byAdmin = await invited(HARM, woonstichting, 'admin');
		const erasing = { folder, holdings: [...ALL_OF_PROJECTS, ...ALL_OF_ACCOUNTS] };
		for (const { account } of [moderator, admin])
			assert.deepEqual(await eraseMyself(db, keys, account, account.address, erasing, noon), { ok: true });
		assert.equal(await projectInvitationAt(db, byAdmin, noon), null);
		const kept = await db.selectFrom('project_invitations').select(['address', 'inviter']).execute();
		assert.deepEqual(
			kept.map((row) => ({ ...row })),
			[{ address: HARM, inviter: null }],
		);
		assert.deepEqual(await db.selectFrom('letters').select('id').where('kind', '=', 'projects.invitation').execute(), []);
	});
});
