import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Database, tx } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { openIdentityProvider } from '../../../tests/village/identity-provider.ts';
import { keys, type Person } from '../../../tests/village/people.ts';
import { HOME, invited, type TwoOrganisations, twoOrganisations } from '../../../tests/village/two-organisations.ts';
import { isFresh } from '../account.ts';
import { secretToAdd } from '../adding-authenticator.server.ts';
import { invitationsOf } from '../inviting.server.ts';
import { accountOf, administratorOf, halfSignInOf, openHalfway, operatorOf } from '../sign-ins.server.ts';
import { signInBy } from './identities.server.ts';
import type { Assertion, IdentityProvider } from './identity-provider.ts';
import { providerFor, providerOf, providersFor, removeProvider, setProvider } from './identity-providers.server.ts';
import { hasAnotherWay, issuersOf, link, unlink } from './linking.server.ts';

const MINUTE = 60_000;
const SEM = 'sem@zonnedam.example';
const browser = { place: '192.0.2.7', device: 'Firefox', knownDevice: undefined };

const saidOf = ({ issuer }: IdentityProvider, more: Partial<Assertion> = {}): Assertion => ({
	issuer,
	subject: 'u-0042',
	address: SEM,
	isVerified: true,
	provenAt: null,
	...more,
});

async function inVillage(db: Database, story: (village: TwoOrganisations) => Promise<void>): Promise<void> {
	const village = await twoOrganisations(db);
	await story(village).finally(village.close);
}

const issuesOf = async (given: Promise<{ ok: boolean; issue?: string; reason?: string }>) => {
	const { ok, issue, reason } = await given;
	return ok ? 'ok' : (issue ?? reason);
};

/** Noor, long after she last proved that it is her. */
const stale = ({ account }: Person) => ({ ...account, provenAt: new Date(account.provenAt.getTime() - 31 * MINUTE) });

onBothEngines('the provider of an organisation', (fresh) => {
	it('is found by the domain of an address, and by nothing else', async () => {
		const db = await fresh();
		await inVillage(db, async ({ zonnedam, thuis }) => {
			assert.equal((await providerFor(db, keys, 'wie@ZONNEDAM.example'))?.issuer, zonnedam.idp.issuer);
			assert.equal((await providerFor(db, keys, 'wie@thuis.example'))?.issuer, thuis.idp.issuer);
			for (const address of ['wie@sub.zonnedam.example', 'wie@nergens.example']) {
				assert.equal(await providerFor(db, keys, address), null, address);
			}
		});
	});

	it('is set by an operator who proved it is them, and stands in the journal without its secret', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, operator, zonnedam: { provider } }) => {
			const old = { ...operator, provenAt: stale(noor).provenAt };
			await assert.rejects(setProvider(db, keys, old, provider, HOME), { kind: 'not-allowed' });
			await assert.rejects(removeProvider(db, keys, old, provider.organisation), { kind: 'not-allowed' });
			const entries = await entriesOf(db, keys, INSTALLATION, { limit: 5 });
			assert.ok(entries.some(({ action, object }) => action === 'accounts.provider-set' && object === provider.organisation));
			const kept = JSON.stringify([entries, await db.selectFrom('identity_providers').selectAll().execute()]);
			assert.ok(!kept.includes(provider.clientSecret));
			await removeProvider(db, keys, operator, provider.organisation);
			assert.equal(await providerOf(db, keys, provider.organisation), null);
			assert.equal(await providerFor(db, keys, SEM), null);
			await assert.rejects(removeProvider(db, keys, operator, provider.organisation), { kind: 'not-found' });
			assert.deepEqual(
				(await providersFor(db, operator)).map(({ issuer }) => issuer === null),
				[true, false],
			);
		});
	});

	it('keeps its secret when none is typed, and tells it to no other issuer', async () => {
		const db = await fresh();
		await inVillage(db, async ({ operator, zonnedam: { provider } }) => {
			const same = { ...provider, clientSecret: '', vouchers: ['urn:beide'] };
			assert.deepEqual(await setProvider(db, keys, operator, same, HOME), { ok: true });
			assert.deepEqual(await providerOf(db, keys, provider.organisation), { ...provider, vouchers: ['urn:beide'] });
			const other = await openIdentityProvider(HOME);
			const moved = setProvider(db, keys, operator, { ...same, issuer: other.issuer }, HOME);
			assert.equal(await issuesOf(moved), 'accounts.clientSecretMissing');
			await other.close();
		});
	});

	it('is asked who it is before it is kept', async () => {
		const db = await fresh();
		await inVillage(db, async ({ operator, zonnedam: { provider } }) => {
			const setting = (more: Partial<IdentityProvider>, origin = HOME) =>
				issuesOf(setProvider(db, keys, operator, { ...provider, ...more }, origin));
			assert.equal(await setting({ issuer: 'http://localhost:1' }), 'accounts.providerAway');
			assert.equal(await setting({ issuer: `${provider.issuer}/` }), 'accounts.providerAway');
			for (const issuer of ['', 'zonnedam', 'http://inloggen.zonnedam.example', `${provider.issuer}?a=b`]) {
				assert.equal(await setting({ issuer }), 'accounts.issuerWrong', issuer);
			}
			assert.equal(await setting({}, 'https://wijk.example'), 'accounts.issuerWrong');
			assert.deepEqual(await providerOf(db, keys, provider.organisation), provider);
		});
	});

	it('brings no domain of another organisation', async () => {
		const db = await fresh();
		await inVillage(db, async ({ operator, zonnedam, thuis: { provider } }) => {
			const greedy = { ...provider, domains: ['thuis.example', 'zonnedam.example'] };
			assert.equal(await issuesOf(setProvider(db, keys, operator, greedy, HOME)), 'accounts.domainTaken');
			assert.equal((await providerFor(db, keys, SEM))?.organisation, zonnedam.provider.organisation);
			assert.deepEqual((await providerOf(db, keys, provider.organisation))?.domains, ['thuis.example']);
		});
	});
});

onBothEngines('who comes from their organisation', (fresh) => {
	it('joins by an open invitation for exactly their address, and is the same person ever after', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await invited(db, noor, SEM);
			const spelled = saidOf(provider, { address: 'Sem@Zonnedam.Example', provenAt: new Date() });
			const first = await signInBy(db, keys, provider, spelled, browser);
			assert.ok(first.ok && first.isWhole);
			const sem = await accountOf(db, first.token);
			assert.deepEqual([sem?.name, sem?.address, sem?.organisation], ['Sem Bakker', SEM, provider.organisation]);
			const administrator = await administratorOf(db, noor.account);
			assert.deepEqual(administrator && (await invitationsOf(db, administrator)), []);
			const renamed = saidOf(provider, { address: 'sem.bakker@zonnedam.example', provenAt: new Date() });
			const later = await signInBy(db, keys, provider, renamed, browser);
			assert.ok(later.ok && later.isWhole);
			assert.equal((await accountOf(db, later.token))?.id, sem?.id);
			const [{ action } = { action: '' }] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
			assert.equal(action, 'accounts.invitation-accepted');
		});
	});

	it('makes nothing when nobody waited for them', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider }, thuis }) => {
			await invited(db, noor, SEM);
			const tries: [Assertion, IdentityProvider, string][] = [
				[saidOf(provider, { isVerified: false }), provider, 'onbekend'],
				[saidOf(provider, { address: null }), provider, 'onbekend'],
				[saidOf(provider, { address: 'sem+1@zonnedam.example' }), provider, 'onbekend'],
				[saidOf(provider, { address: 'sem@elders.example' }), provider, 'domein'],
				[saidOf(provider, { address: 'zonnedam.example' }), provider, 'domein'],
				[saidOf(provider, { address: noor.account.address }), provider, 'onbekend'],
				[saidOf(thuis.provider), thuis.provider, 'domein'],
			];
			for (const [said, from, reason] of tries) assert.equal(await issuesOf(signInBy(db, keys, from, said, browser)), reason);
			const people = await db.selectFrom('accounts').select('id').execute();
			assert.deepEqual([people.length, (await db.selectFrom('identities').selectAll().execute()).length], [1, 0]);
			const week = new Date(Date.now() + 7 * 24 * 60 * MINUTE + 1);
			assert.equal(await issuesOf(signInBy(db, keys, provider, saidOf(provider), browser, week)), 'onbekend');
			assert.equal(await issuesOf(signInBy(db, keys, provider, saidOf(provider), browser)), 'ok');
		});
	});

	it('comes in once when they come twice at the same moment', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await invited(db, noor, SEM);
			const both = await Promise.all([1, 2].map(() => signInBy(db, keys, provider, saidOf(provider), browser)));
			assert.ok(both.some(({ ok }) => ok));
			assert.equal((await db.selectFrom('identities').selectAll().execute()).length, 1);
		});
	});

	it('is asked for our own second step unless the provider vouches for it', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await link(db, keys, noor.account, provider, saidOf(provider, { address: null }));
			const half = await signInBy(db, keys, provider, saidOf(provider), browser);
			assert.ok(half.ok && !half.isWhole);
			assert.equal(await accountOf(db, half.token), null);
			assert.equal((await halfSignInOf(db, half.token))?.hasAuthenticator, true);
		});
	});

	it('adds no app with one factor once they came in with both', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await invited(db, noor, SEM);
			const whole = saidOf(provider, { provenAt: new Date() });
			assert.equal(await issuesOf(signInBy(db, keys, provider, whole, browser)), 'ok');
			assert.equal(await issuesOf(signInBy(db, keys, provider, saidOf(provider), browser)), 'een-stap');
			const { id } = await db.selectFrom('accounts').select('id').where('address_key', '=', SEM).executeTakeFirstOrThrow();
			const byPassword = await tx(db, (tx) => openHalfway(tx, id, '', new Date()));
			const half = await halfSignInOf(db, byPassword);
			assert.ok(half);
			await assert.rejects(secretToAdd(db, keys, half), { kind: 'not-allowed' });
		});
	});

	it('may add their first app after it when the provider vouches for nothing', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await invited(db, noor, SEM);
			for (let n = 0; n < 2; n++) {
				const arrival = await signInBy(db, keys, provider, saidOf(provider), browser);
				assert.ok(arrival.ok && !arrival.isWhole);
				const half = await halfSignInOf(db, arrival.token);
				assert.ok(half && (await secretToAdd(db, keys, half)));
			}
		});
	});

	it('is as fresh as they were at the provider', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await link(db, keys, noor.account, provider, saidOf(provider));
			const at = async (minutes: number) => {
				const said = saidOf(provider, { provenAt: new Date(Date.now() - minutes * MINUTE) });
				const arrival = await signInBy(db, keys, provider, said, browser);
				const account = arrival.ok ? await accountOf(db, arrival.token) : null;
				return account && isFresh(account);
			};
			assert.deepEqual([await at(29), await at(31)], [true, false]);
		});
	});

	it('does not come in by the provider of another organisation that has the same issuer', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, operator, zonnedam, thuis }) => {
			await link(db, keys, noor.account, zonnedam.provider, saidOf(zonnedam.provider));
			const shared = { ...zonnedam.provider, organisation: thuis.provider.organisation, domains: ['thuis.example'], vouchers: ['pwd'] };
			assert.deepEqual(await setProvider(db, keys, operator, shared, HOME), { ok: true });
			const said = saidOf(shared, { address: null, provenAt: new Date() });
			assert.equal(await issuesOf(signInBy(db, keys, shared, said, browser)), 'onbekend');
		});
	});

	it('gets no endless tries at the second step', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await link(db, keys, noor.account, provider, saidOf(provider));
			const now = new Date();
			const comes = () => issuesOf(signInBy(db, keys, provider, saidOf(provider), browser, now));
			for (let n = 0; n < 20; n++) assert.equal(await comes(), 'ok');
			assert.equal(await comes(), 'te-vaak');
		});
	});
});

onBothEngines('linking an account', (fresh) => {
	it('is done by the person themselves, who hears of it by letter', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			const { account } = noor;
			await assert.rejects(link(db, keys, stale(noor), provider, saidOf(provider)), { kind: 'not-allowed' });
			assert.deepEqual(await link(db, keys, account, provider, saidOf(provider, { isVerified: false })), { ok: true });
			assert.deepEqual(await issuersOf(db, account), [provider.issuer]);
			const [letter] = await lettersFor(db, keys, account.id);
			assert.equal(letter?.kind, 'accounts.identity');
			assert.ok(await operatorOf(db, account));
		});
	});

	it('takes nobody’s identity, and none from elsewhere', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider }, thuis }) => {
			await invited(db, noor, SEM);
			assert.equal(await issuesOf(signInBy(db, keys, provider, saidOf(provider), browser)), 'ok');
			const linking = (from: IdentityProvider, said: Assertion) => issuesOf(link(db, keys, noor.account, from, said));
			assert.equal(await linking(provider, saidOf(provider)), 'bezet');
			assert.equal(await linking(provider, saidOf(provider, { subject: 'gast', address: 'gast@elders.example' })), 'domein');
			assert.equal(await linking(thuis.provider, saidOf(thuis.provider, { address: null })), 'onbekend');
		});
	});

	it('ends when they say so, unless it is their only way in', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await link(db, keys, noor.account, provider, saidOf(provider, { subject: 'noor' }));
			await unlink(db, keys, noor.account);
			assert.deepEqual(await issuersOf(db, noor.account), []);
			assert.equal(await issuesOf(signInBy(db, keys, provider, saidOf(provider, { subject: 'noor' }), browser)), 'onbekend');
			await assert.rejects(unlink(db, keys, noor.account), { kind: 'not-found' });

			await invited(db, noor, SEM);
			const arrival = await signInBy(db, keys, provider, saidOf(provider, { provenAt: new Date() }), browser);
			const sem = arrival.ok ? await accountOf(db, arrival.token) : null;
			assert.ok(sem);
			assert.equal(await hasAnotherWay(db, sem), false);
			await assert.rejects(unlink(db, keys, sem), { kind: 'conflict' });
		});
	});

	it('goes with the account, as everything that lets somebody in', async () => {
		const db = await fresh();
		await inVillage(db, async ({ noor, zonnedam: { provider } }) => {
			await link(db, keys, noor.account, provider, saidOf(provider));
			await tx(db, async (tx) => {
				await openHalfway(tx, noor.account.id, '', new Date());
				await tx.deleteFrom('accounts').where('id', '=', noor.account.id).execute();
			});
			assert.deepEqual(await db.selectFrom('identities').selectAll().execute(), []);
		});
	});
});
