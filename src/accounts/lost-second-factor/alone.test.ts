import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { Database } from '#platform/database/database.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { bramJoins } from '../../../tests/village/bram.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { linkIn, tokenIn } from '../../../tests/village/links.ts';
import { keys, noorSetsUp, type Person } from '../../../tests/village/people.ts';
import type { Account } from '../account.ts';
import { addFirstAuthenticator, secretToAdd } from '../adding-authenticator.server.ts';
import { appointAdministrator, dismissAdministrator } from '../appointing.server.ts';
import { askForNewAddress } from '../new-address/asking.server.ts';
import { confirmNewAddress } from '../new-address/confirming.server.ts';
import { undoNewAddress } from '../new-address/undoing.server.ts';
import { isPassword } from '../password.server.ts';
import { askForNewPassword, resetPassword } from '../resetting-password.server.ts';
import { administratorOf, halfSignInOf } from '../sign-ins.server.ts';
import { beginSignIn } from '../signing-in.server.ts';
import { confirmReset } from './confirming.server.ts';
import { openResets } from './resets.server.ts';
import { startReset, withdrawReset } from './starting.server.ts';

/** Nobody gets past somebody's second factor alone. One person tries everything there is to try, in any order and over days. */

const noon = new Date('2026-11-22T12:00:00.000Z');
const monthAgo = new Date('2026-10-22T12:00:00.000Z');
const HOUR = 3_600_000;
const ORIGIN = 'https://wijk.example';
const PASSWORD = 'groen kanaal lepel zucht';
const NEW_PASSWORD = 'oranje sokkel droge pinda';
const SEM = { name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };
const ELSEWHERE = 'sem@elders.example';

interface World {
	db: Database;
	/** Who tries, and can read the victim's mail as well. */
	alone: Person;
	victim: Person;
	/** A colleague who can be made an administrator, and whom the one who tries also is: a second account of one person. */
	puppet: Person;
	now: Date;
}

/** Somebody who just showed who they are: whoever has their own factors always can. */
const at = ({ account }: Person, now: Date): Account => ({ ...account, provenAt: now });
const administering = async ({ db, now }: World, who: Person) => {
	const administrator = await administratorOf(db, at(who, now), now);
	if (!administrator) throw new Refusal('not-allowed', 'accounts.onlyAdministrators');
	return administrator;
};
const mailOf = async (world: World, path: string): Promise<string> =>
	tokenIn((await linkIn(world.db, SEM.address, path, world.now)) ?? (await linkIn(world.db, ELSEWHERE, path, world.now)));
const openOf = async ({ db, now }: World) => (await openResets(db, now).executeTakeFirst())?.id ?? 'niets';
const start = (by: 'alone' | 'puppet') => async (world: World) => {
	const { db, victim, now } = world;
	await startReset(db, keys, await administering(world, world[by]), victim.account.id, 'x', ORIGIN, now);
};
const confirm = (by: 'alone' | 'puppet') => async (world: World) =>
	confirmReset(world.db, keys, at(world[by], world.now), await openOf(world), ORIGIN, world.now);

const DEEDS = {
	start: start('alone'),
	'start as the puppet': start('puppet'),
	confirm: confirm('alone'),
	'confirm as the puppet': confirm('puppet'),
	withdraw: async (world) => withdrawReset(world.db, keys, await administering(world, world.alone), await openOf(world), world.now),
	'appoint the puppet': async (world) =>
		appointAdministrator(world.db, keys, await administering(world, world.alone), world.puppet.account.id, world.now),
	'dismiss the puppet': async (world) => {
		await dismissAdministrator(world.db, keys, await administering(world, world.alone), world.puppet.account.id, world.now);
	},
	'take a new password by mail': async (world) => {
		const { db, now } = world;
		await askForNewPassword(db, keys, SEM.address, ORIGIN, now);
		await resetPassword(db, keys, await mailOf(world, '/nieuw-wachtwoord/'), NEW_PASSWORD, now);
	},
	// As at a screen that the victim left open.
	'ask for another address': async ({ db, victim, now }) => {
		await askForNewAddress(db, keys, at(victim, now), { address: ELSEWHERE, addressKey: ELSEWHERE }, ORIGIN, now);
	},
	'confirm the other address': async (world) => confirmNewAddress(world.db, keys, await mailOf(world, '/nieuw-adres/'), ORIGIN, world.now),
	'go back to the address': async (world) => {
		const token = await undoNewAddress(world.db, keys, await mailOf(world, '/oud-adres/'), world.now);
		await resetPassword(world.db, keys, token, NEW_PASSWORD, world.now);
	},
	'wait a day': async (world) => {
		world.now = new Date(world.now.getTime() + 25 * HOUR);
	},
} satisfies Record<string, (world: World) => Promise<void>>;
type Deed = keyof typeof DEEDS;

/** Whether somebody with the password and no second factor can come in: by adding an app of their own. */
async function isOpen({ db, victim, now }: World): Promise<boolean> {
	const row = await db.selectFrom('accounts').selectAll().where('id', '=', victim.account.id).executeTakeFirstOrThrow();
	for (const password of [PASSWORD, NEW_PASSWORD]) {
		if (!(await isPassword(password, row.password))) continue;
		const from = { place: '192.0.2.7', device: 'x', knownDevice: undefined };
		const half = await beginSignIn(db, keys, { addressKey: row.address_key, password }, from, now);
		if (!half.ok) throw new Error(half.issue);
		const waiting = await halfSignInOf(db, half.token, now);
		if (!waiting) throw new Error('This sign-in waits for nothing.');
		if (waiting.hasAuthenticator) {
			assert.deepEqual(await addFirstAuthenticator(db, keys, waiting, '000000', undefined, now), {
				ok: false,
				issue: 'accounts.startAgain',
			});
			return false;
		}
		return secretToAdd(db, keys, waiting).then(
			() => true,
			() => false,
		);
	}
	return false;
}

const attempt = async (world: World, deeds: Deed[]): Promise<void> => {
	for (const deed of deeds) {
		try {
			await DEEDS[deed](world);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}
};

async function worldOf(db: Database, { operates }: { operates: boolean }): Promise<World> {
	const noor = await noorSetsUp(db, monthAgo);
	const join = (name: string, more: object = {}) =>
		bramJoins(db, noor, monthAgo, { name, address: `${name}@zonnedam.example`, addressKey: `${name}@zonnedam.example`, ...more });
	const [puppet, victim] = [await join('pop'), await bramJoins(db, noor, monthAgo, SEM)];
	const alone = operates ? await join('operator') : await join('administrator', { asAdministrator: true });
	if (operates) await db.insertInto('operators').values({ account: alone.account.id, since: monthAgo.toISOString() }).execute();
	return { db, alone, puppet, victim, now: noon };
}

onBothEngines('one person alone', (fresh, engine) => {
	const deeds = fc.array(fc.constantFrom(...(Object.keys(DEEDS) as Deed[])), { minLength: 4, maxLength: 14 });
	const tries = engine === 'sqlite' ? 10 : 5;
	const examples: [Deed[]][] = [
		[['start', 'confirm', 'take a new password by mail', 'wait a day', 'wait a day']],
		[['appoint the puppet', 'start', 'confirm as the puppet', 'wait a day', 'wait a day']],
		[['appoint the puppet', 'start as the puppet', 'confirm', 'take a new password by mail', 'wait a day']],
		[['start', 'ask for another address', 'confirm the other address', 'confirm', 'go back to the address', 'wait a day']],
	];

	for (const operates of [false, true]) {
		it(`who ${operates ? 'operates the installation' : 'administers the organisation'} and reads the mail never gets past a second factor`, async () => {
			await fc.assert(
				fc.asyncProperty(deeds, async (order) => {
					const world = await worldOf(await fresh(), { operates });
					await attempt(world, order);
					// A week is what keeps a second account from counting as a second person.
					fc.pre(world.now.getTime() - noon.getTime() < 6 * 24 * HOUR);
					assert.equal(await isOpen(world), false);
				}),
				{ numRuns: tries, seed: 20261122, endOnFailure: true, examples },
			);
		});
	}

	it('does with a second person who can confirm it, so that this test can fail', async () => {
		const world = await worldOf(await fresh(), { operates: false });
		const { db, puppet } = world;
		await db.insertInto('administrators').values({ account: puppet.account.id, since: monthAgo.toISOString() }).execute();
		await attempt(world, ['take a new password by mail', 'start', 'confirm as the puppet']);
		assert.equal(await isOpen(world), false);
		await attempt(world, ['wait a day']);
		assert.equal(await isOpen(world), true);
	});
});
