import { generateKeyPairSync } from 'node:crypto';
import { accountOf, halfSignInOf } from '#accounts/sign-ins.server.ts';
import { ProviderProblem } from '#accounts/single-sign-on/discovering.server.ts';
import { signInBy } from '#accounts/single-sign-on/identities.server.ts';
import type { Assertion } from '#accounts/single-sign-on/identity-provider.ts';
import { link } from '#accounts/single-sign-on/linking.server.ts';
import { arrive, type Departure, depart, departureIn, type Expected } from '#accounts/single-sign-on/travelling.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { withDatabase } from '../bench/databases.ts';
import { forged, walkThrough } from '../village/identity-provider.ts';
import { keys } from '../village/people.ts';
import { HOME, invited, type Side, type TwoOrganisations, twoOrganisations } from '../village/two-organisations.ts';
import { conclude, type Finding } from './finding.ts';

/**
 * Proves that nobody comes in through an organisation who does not belong there, against real providers on this machine.
 * PROOF_SABOTAGE=nonce takes the nonce from the address that was followed instead of from what the browser kept, as a bad build
 * would; then a token that was asked for elsewhere fits, and this has to go red.
 */

const SEM = 'sem@zonnedam.example';
const SEM_THERE = 'u-0042';
const browser = { place: '192.0.2.7', device: 'Firefox', knownDevice: undefined };

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) {
		await withDatabase(engine, async (db) => {
			const village = await twoOrganisations(db);
			try {
				// The attacks follow on the sign-ins: they find somebody whose account is worth having.
				for (const part of [signingIn, attacksOnTheWay, attacksOnTheToken, attacksWithAnAddress]) {
					for (const { good, what } of await part(db, village)) findings.push({ good, what: `${engine}: ${what}` });
				}
			} finally {
				await village.close();
			}
		});
	}
	return findings;
}

/** One journey to a provider and back, with the places where somebody could meddle. */
interface Journey {
	side: Side;
	who?: string;
	/** Changes the address at which the browser leaves. */
	leaving?: (url: URL) => void;
	/** Changes what the browser kept. */
	kept?: (departure: Departure) => Departure;
	/** Changes the answer it comes back with. */
	returning?: (query: URLSearchParams) => void;
	tamper?: (idToken: string) => string;
}

async function travel(db: Database, { side, who = SEM_THERE, leaving, kept, returning, tamper }: Journey) {
	const { provider, idp } = side;
	const left = await depart(keys, provider, { address: null, isAgain: false, linking: null, back: '', language: 'nl' }, HOME);
	const departure = found(departureIn(keys, left.kept, provider.organisation));
	const url = new URL(left.url);
	leaving?.(url);
	const { searchParams } = await walkThrough(url.href, who, HOME);
	returning?.(searchParams);
	idp.tamper = tamper ?? ((idToken) => idToken);
	const departed = kept?.(departure) ?? departure;
	const arriving = () => arrive(db, keys, provider, departed, searchParams, HOME, expectedAt(url));
	return { departure: departed, query: searchParams, arriving };
}

/** What the return has to fit; undefined leaves that to the product. */
const expectedAt = (url: URL): Expected | undefined =>
	process.env.PROOF_SABOTAGE === 'nonce'
		? ({ state, verifier, seenWithin }) => ({
				expectedState: state,
				expectedNonce: url.searchParams.get('nonce') ?? '',
				pkceCodeVerifier: verifier,
				maxAge: seenWithin,
			})
		: undefined;

async function signingIn(db: Database, { noor, zonnedam, thuis }: TwoOrganisations): Promise<Finding[]> {
	zonnedam.idp.employees.set(SEM_THERE, { email: SEM, email_verified: true, amr: ['pwd', 'mfa'] });
	const comes = async (side: Side, who: string) =>
		signInBy(db, keys, side.provider, await (await travel(db, { side, who })).arriving(), browser);
	const stranger = await comes(zonnedam, SEM_THERE);
	await invited(db, noor, SEM);
	const first = await comes(zonnedam, SEM_THERE);
	const second = await comes(zonnedam, SEM_THERE);
	const sem = first.ok ? await accountOf(db, first.token) : null;
	const again = second.ok ? await accountOf(db, second.token) : null;

	zonnedam.idp.employees.set('noor', { email: noor.account.address, email_verified: true, amr: ['pwd'] });
	await link(db, keys, noor.account, zonnedam.provider, await (await travel(db, { side: zonnedam, who: 'noor' })).arriving());
	const half = await comes(zonnedam, 'noor');
	thuis.idp.employees.set('bram', { email: 'bram@thuis.example', email_verified: true, amr: ['mfa'] });
	const bram = await (await travel(db, { side: thuis, who: 'bram' })).arriving();
	return [
		{ good: !stranger.ok && stranger.reason === 'onbekend', what: 'who was not invited does not come in' },
		{ good: sem?.address === SEM, what: 'who was invited joins by the code and both factors of the provider' },
		{ good: again !== null && again.id === sem?.id, what: 'and is the same person the next time' },
		{
			good: half.ok && !half.isWhole && (await halfSignInOf(db, half.token)) !== null && (await accountOf(db, half.token)) === null,
			what: 'where the provider saw one factor, the sign-in is half and waits for ours',
		},
		{
			good: bram.address === 'bram@thuis.example' && bram.isVerified && bram.provenAt === null,
			what: 'a provider that tells the address apart is asked for it; one that is not trusted with it vouches for nothing',
		},
	];
}

/** Good when it was refused, and nothing was made. */
async function refused(db: Database, what: string, attack: () => Promise<Assertion | { ok: boolean } | null>): Promise<Finding> {
	const before = await countOf(db);
	let outcome: string;
	try {
		const got = await attack();
		outcome = got === null || ('ok' in got && !got.ok) ? '' : ' – but it came in';
	} catch (error) {
		if (!(error instanceof ProviderProblem)) throw error;
		outcome = '';
	}
	const made = (await countOf(db)) === before ? '' : ' – but something was made';
	return { good: outcome + made === '', what: `refused: ${what}${outcome}${made}` };
}

async function countOf(db: Database): Promise<string> {
	const tables = ['accounts', 'identities', 'sign_ins', 'letters', 'journal'] as const;
	const counts = tables.map((table) =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow(),
	);
	return (await Promise.all(counts)).map(({ n }) => Number(n)).join();
}

async function attacksOnTheWay(db: Database, { zonnedam, thuis }: TwoOrganisations): Promise<Finding[]> {
	const attack = (what: string, journey: Partial<Journey>) =>
		refused(db, what, async () => (await travel(db, { side: zonnedam, ...journey })).arriving());
	const used = await travel(db, { side: zonnedam });
	await used.arriving();
	const elsewhere = await travel(db, { side: thuis, who: 'bram' });
	const left = await travel(db, { side: zonnedam });
	const { provider } = zonnedam;
	const sealed = keys.seal('single sign-on departure', JSON.stringify(left.departure));
	const later = new Date(Date.now() + 601_000);
	return [
		await refused(db, 'the same return a second time', used.arriving),
		await attack('a code that was used, in a journey of one’s own', {
			returning: (query) => query.set('code', used.query.get('code') ?? ''),
		}),
		await attack('a state that is not the one of this browser', { returning: (query) => query.set('state', 'x'.repeat(43)) }),
		await attack('no state at all', { returning: (query) => query.delete('state') }),
		await attack('another PKCE verifier than the one of this browser', {
			kept: (departure) => ({ ...departure, verifier: 'v'.repeat(43) }),
		}),
		await attack('a nonce that is not the one of this browser', {
			leaving: (url) => url.searchParams.set('nonce', 'n'.repeat(43)),
		}),
		await attack('a return that another issuer signed (mix-up)', { returning: (query) => query.set('iss', thuis.idp.issuer) }),
		await attack('a return that no issuer signed', { returning: (query) => query.delete('iss') }),
		await attack('a code of another issuer (mix-up)', {
			returning: (query) => query.set('code', elsewhere.query.get('code') ?? ''),
		}),
		await refused(db, 'a journey that left for another organisation', async () => {
			const departure = departureIn(keys, sealed, thuis.provider.organisation);
			return departure && arrive(db, keys, thuis.provider, departure, left.query, HOME);
		}),
		await refused(db, 'a journey that took longer than ten minutes', async () => {
			const departure = departureIn(keys, sealed, provider.organisation, later);
			return departure && arrive(db, keys, provider, departure, left.query, HOME);
		}),
		await refused(db, 'a cookie that is no work of ours', async () => {
			const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
			const departure = departureIn(keys, changed, provider.organisation);
			return departure && arrive(db, keys, provider, departure, left.query, HOME);
		}),
	];
}

async function attacksOnTheToken(db: Database, { zonnedam, thuis }: TwoOrganisations): Promise<Finding[]> {
	const { key } = zonnedam.idp;
	const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const seconds = Math.floor(Date.now() / 1000);
	const attack = (what: string, how: Parameters<typeof forged>[1]) =>
		refused(db, `an ID token ${what}`, async () =>
			(await travel(db, { side: zonnedam, tamper: (idToken) => forged(idToken, how) })).arriving(),
		);
	const honest = await travel(db, { side: zonnedam, tamper: (idToken) => forged(idToken, { key }) });
	return [
		{
			good: (await honest.arriving()).subject === SEM_THERE,
			what: 'a token that we sealed with the provider’s own key is taken, so what follows is refused for what it says',
		},
		await attack('without a seal', { key: null }),
		await attack('of “alg none”', { key: null, header: { alg: 'none' } }),
		await attack('sealed by a stranger', { key: stranger }),
		await attack('sealed by the other issuer', { key: thuis.idp.key }),
		await attack('with the public key for a secret (HS256)', { key, header: { alg: 'HS256' } }),
		await attack('for somebody else (aud)', { key, claims: { aud: 'een-ander' } }),
		await attack('that expired', { key, claims: { exp: seconds - 120, iat: seconds - 720 } }),
		await attack('of another issuer (iss)', { key, claims: { iss: thuis.idp.issuer } }),
		await attack('with another nonce', { key, claims: { nonce: 'n'.repeat(43) } }),
		await attack('without a nonce', { key, claims: { nonce: undefined } }),
		await attack('that does not say when they signed in there', { key, claims: { auth_time: undefined } }),
		await attack('of who signed in there yesterday', { key, claims: { auth_time: seconds - 86_400 } }),
	];
}

async function attacksWithAnAddress(db: Database, { noor, zonnedam, thuis }: TwoOrganisations): Promise<Finding[]> {
	const NEW = 'joost@zonnedam.example';
	await invited(db, noor, NEW);
	const attack = (what: string, side: Side, who: string, email: string, email_verified: boolean) =>
		refused(db, what, async () => {
			side.idp.employees.set(who, { email, email_verified, amr: ['mfa'] });
			const assertion = await (await travel(db, { side, who })).arriving();
			return signInBy(db, keys, side.provider, assertion, browser);
		});
	return [
		await attack('the other issuer, with the address of somebody we know', thuis, 'kwaad-1', SEM, true),
		await attack('the other issuer, with the address of who is invited', thuis, 'kwaad-2', NEW, true),
		await attack('the other issuer, with the name by which the first knows somebody', thuis, SEM_THERE, 'bram@thuis.example', true),
		await refused(db, 'one factor at the provider, for who came in with both before', async () => {
			zonnedam.idp.employees.set(SEM_THERE, { email: SEM, email_verified: true, amr: ['pwd'] });
			return signInBy(db, keys, zonnedam.provider, await (await travel(db, { side: zonnedam })).arriving(), browser);
		}),
		await attack('the right issuer, with a domain it may not bring', zonnedam, 'kwaad-3', 'joost@elders.example', true),
		await attack('an address that the issuer does not know to be theirs', zonnedam, 'kwaad-4', NEW, false),
		await attack('another name with the address of an account that is there', zonnedam, 'kwaad-5', noor.account.address, true),
		await attack('an address that only looks like the one invited', zonnedam, 'kwaad-6', 'joost+x@zonnedam.example', true),
	];
}

await conclude(prove);
