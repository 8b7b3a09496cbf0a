import { sql } from 'kysely';
import { ACCESS, BESIDE_PAGES } from '../../src/routes/access.ts';
import { quietPort } from '../village/mailbox.ts';
import { type Inhabitant, theNeighbourhood } from '../village/neighbourhood.ts';
import { codeAt, NOOR, noorSetsUp } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { type Answer, type Asking, ask, cookiesOf, pathOf } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * What goes with every answer, pages and refusals alike, held to rules that are written down here once more and not taken from the
 * program: a build that forgets one is seen. PROOF_SABOTAGE=headers takes one header away from every tenth answer.
 */

const SAFE = 'https://wijk.example';
const HALF_A_MINUTE = 30_000;
const A_YEAR = 31_536_000;

/** An answer, and what is known of who asked for it. */
interface Seen extends Answer {
	what: string;
	/** Whether it may be kept by whoever stands in between: the same for everybody, asked by nobody in particular. */
	mayBeKept: boolean;
	isSafe: boolean;
}

type Rule = (answer: Seen) => boolean;
const head = ({ headers }: Seen, name: string): string => String(headers[name] ?? '');
const policy = (answer: Seen) => head(answer, 'content-security-policy').split(/;\s*/);

/** What ASVS V3 and V14 and internet.nl ask of an answer. */
const RULES: Record<string, Rule> = {
	'a policy that runs, styles, frames and sends nothing from elsewhere': (answer) =>
		["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"].every((part) =>
			policy(answer).includes(part),
		) && !/unsafe-|\*/.test(head(answer, 'content-security-policy')),
	'a kind that is not guessed': (answer) => head(answer, 'x-content-type-options') === 'nosniff',
	'no frames in older browsers': (answer) => head(answer, 'x-frame-options') === 'DENY',
	'an address that is not told elsewhere': (answer) =>
		/^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/.test(head(answer, 'referrer-policy')),
	'no camera, microphone or place': (answer) =>
		['camera=()', 'microphone=()', 'geolocation=()'].every((part) => head(answer, 'permissions-policy').includes(part)),
	'a window of its own': (answer) => head(answer, 'cross-origin-opener-policy') === 'same-origin',
	'nothing for other sites to load': (answer) => head(answer, 'cross-origin-resource-policy') === 'same-origin',
	'HTTPS insisted on for a year, there and only there': (answer) =>
		answer.isSafe === Number(/^max-age=(\d+)/.exec(head(answer, 'strict-transport-security'))?.[1] ?? 0) >= A_YEAR,
	'nothing kept of what is private': (answer) => answer.mayBeKept || /\bno-store\b/.test(head(answer, 'cache-control')),
	'no other site let in': (answer) => head(answer, 'access-control-allow-origin') === '',
	'a kind of text with its letters named': (answer) =>
		answer.body.length === 0 ||
		!/^text\/(?!css)|xml/.test(head(answer, 'content-type')) ||
		/charset=utf-8|svg/i.test(head(answer, 'content-type')),
	'no name or version of what it runs on': ({ headers, text }) =>
		headers.server === undefined &&
		headers['x-powered-by'] === undefined &&
		!Object.values(headers).some((value) => String(value).includes(process.versions.node)) &&
		!/<meta[^>]+generator|node:internal|\bat .+\.(js|ts):\d+/.test(text.replace(/<(pre|code)[\s\S]*?<\/\1>/g, '')) &&
		!text.includes(process.version),
	'cookies that no script reads, no other site sends and no other name takes': ({ headers, isSafe }) =>
		(headers['set-cookie'] ?? []).every((line) => {
			const parts = line.split(/;\s*/);
			const needed = ['HttpOnly', 'SameSite=Lax', 'Path=/', ...(isSafe ? ['Secure'] : [])];
			return needed.every((part) => parts.includes(part)) && !/;\s*domain=/i.test(line) && line.startsWith('__Host-') === isSafe;
		}),
};

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const isSafe of [false, true]) {
		const port = await quietPort();
		const served = await serveHouse((db) => theNeighbourhood(db), { PORT: String(port), ...(isSafe ? { ORIGIN: SAFE } : {}) });
		try {
			findings.push(...(await lookedAt({ ...served, address: `http://127.0.0.1:${port}` }, isSafe)));
		} finally {
			await served.stop();
		}
	}
	return [...findings, ...(await signingOut())];
}

async function lookedAt(
	{ address, village, db }: Served<Awaited<ReturnType<typeof theNeighbourhood>>>,
	isSafe: boolean,
): Promise<Finding[]> {
	const { people } = village;
	const seen: Seen[] = [];
	const origin = isSafe ? SAFE : address;
	const see = async (what: string, path: string, who: Inhabitant | null, asking: Asking = {}, mayBeKept = false): Promise<number> => {
		const cookie: Record<string, string> = who ? { cookie: `${isSafe ? '__Host-' : ''}aanmelding=${who.token}` } : {};
		const answer = await ask(address, path, { ...asking, headers: { origin, ...cookie, ...asking.headers } });
		seen.push({ ...answer, what: `${what} ${path} ${answer.status}`, mayBeKept, isSafe });
		return answer.status;
	};
	for (const [route, { kept }] of Object.entries(ACCESS)) {
		await see('nobody', pathOf(route, village), null, {}, kept === true);
		if (route === '/uitloggen') continue;
		await see('leader', pathOf(route, village), people.leader);
		const [forNobody, forLeader] = seen.slice(-2);
		// What does not look at who asks is the same for everybody still.
		if (kept && forLeader && forNobody?.body.equals(forLeader.body)) forLeader.mayBeKept = true;
	}
	const style = /href="[./]*(\/?_app\/[^"]+\.css)"/.exec(seen[0]?.text ?? '')?.[1] ?? '';
	for (const path of ['/icon.svg', `/${style.replace(/^\//, '')}`]) await see('a file', path, null, {}, true);
	for (const path of Object.keys(BESIDE_PAGES)) await see('nobody', path, null);

	// Every way to be refused, on purpose.
	const foreign = { headers: { origin: 'https://elders.example' } };
	const refusals: Record<string, number> = {
		400: await see('a broken address', '/%E0%A4%A', null, {}),
		404: await see('nothing there', '/niets', null),
		405: await see('another method', '/mijn', people.leader, { method: 'PUT' }),
		413: await see('too much', '/inloggen', null, { form: { adres: 'x'.repeat(70_000) } }),
		415: await see('no form', '/inloggen', null, { body: '{}', headers: { 'content-type': 'application/json' } }),
		422: await see('an empty form', '/inloggen', null, { form: {} }),
	};
	await see('another site', '/inloggen', null, { form: {}, ...foreign });
	refusals[403] = await see('not for them', '/organisatie/uitnodigen', people.leader);
	refusals[410] = await see('over', '/uitnodiging/niets', null);
	for (let tries = 0; tries < (ACCESS['/wachtwoord-vergeten']?.forms ?? 60); tries++)
		await ask(address, '/wachtwoord-vergeten', { form: {}, headers: { origin } });
	refusals[429] = await see('too often', '/wachtwoord-vergeten', null, { form: {} });
	await sql`alter table releases rename to releases_away`.execute(db);
	refusals[503] = await see('no database', '/gezond', null);
	await sql`alter table releases_away rename to releases`.execute(db);

	const kind = isSafe ? 'with https' : 'without https';
	const notMet = Object.entries(refusals).filter(([wanted, status]) => Number(wanted) !== status);
	return [
		holds(
			notMet.length === 0,
			`${kind}: refused with ${Object.keys(refusals).join(', ')}${notMet.map(([wanted, got]) => `, but ${got} where ${wanted} was meant`).join('')}`,
		),
		...rulesOn(seen, kind),
	];
}

function rulesOn(seen: Seen[], kind: string): Finding[] {
	if (process.env.PROOF_SABOTAGE === 'headers')
		for (const [index, { headers }] of seen.entries()) if (index % 10 === 0) delete headers['x-content-type-options'];
	return Object.entries(RULES).map(([name, rule]) => {
		const wrong = seen.filter((answer) => !rule(answer)).map(({ what }) => what);
		return holds(
			wrong.length === 0,
			`${kind}: ${name}: ${seen.length} answers${wrong.length > 0 ? `, but not ${wrong.slice(0, 6).join(' · ')} (${wrong.length})` : ''}`,
		);
	});
}

/** Signing in sets both cookies, by their rules; signing out takes them away, and asks the browser to clear what it kept. */
async function signingOut(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const isSafe of [false, true]) {
		const port = await quietPort();
		const served = await serveHouse((db) => noorSetsUp(db, new Date(Date.now() - 2 * HALF_A_MINUTE)), {
			PORT: String(port),
			...(isSafe ? { ORIGIN: SAFE } : {}),
		});
		try {
			const at = `http://127.0.0.1:${port}`;
			const seen: Seen[] = [];
			let cookies: Record<string, string> = {};
			const send = async (path: string, form: Record<string, string>) => {
				const cookie = Object.entries(cookies)
					.map((pair) => pair.join('='))
					.join('; ');
				const answer = await ask(at, path, { form, headers: { origin: isSafe ? SAFE : at, cookie } });
				cookies = { ...cookies, ...cookiesOf(answer) };
				seen.push({ ...answer, what: `${path} ${answer.status}`, mayBeKept: false, isSafe });
				return answer;
			};
			await send('/inloggen', { adres: NOOR.address, wachtwoord: NOOR.password });
			await send('/inloggen/code', { code: codeAt(served.village.secret, new Date()) });
			const set = seen.flatMap((answer) => Object.keys(cookiesOf(answer)));
			const out = await send('/uitloggen', {});
			const kind = isSafe ? 'with https' : 'without https';
			const cleared = String(out.headers['clear-site-data'] ?? '');
			const name = `${isSafe ? '__Host-' : ''}aanmelding`;
			findings.push(
				holds(
					new Set(set).size === 2 && set.every((one) => one.startsWith('__Host-') === isSafe),
					`${kind}: signing in sets ${[...new Set(set)].join(' and ')}`,
				),
				holds(cookiesOf(out)[name] === '', `${kind}: signing out takes the sign-in away`),
				holds(
					['"cache"', '"storage"'].every((part) => cleared.includes(part)),
					`${kind}: signing out has the browser clear ${cleared || 'nothing'}`,
				),
				...rulesOn(seen, `${kind}, signing in and out`),
			);
		} finally {
			await served.stop();
		}
	}
	return findings;
}

await conclude(prove);
