import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import fc from 'fast-check';
import { type Neighbourhood, PRINCIPALS } from '../village/neighbourhood.ts';
import type { Served } from '../village/served.ts';
import { ask, pathOf } from './asking.ts';
import { METHODS, routesOfBuild } from './built.ts';
import { type Finding, holds } from './finding.ts';
import { allForms, anyText, filledIn } from './fuzz-text.ts';

const AT_ONCE = 8;
/** Often enough that limits and lost sign-ins do not make the rest of the run shallow. */
const AFRESH_EVERY = 100;
const NOBODY = 'nobody';
const BODIES = [
	'application/x-www-form-urlencoded',
	'application/json',
	'multipart/form-data; boundary=x',
	'text/plain',
	'multipart/form-data',
	'',
];

/** Asks every address the build has, by any method, as anybody, with anything in it. */
export async function askAnything({ address, village, db }: Served<Neighbourhood>, runs: number, seed: number): Promise<Finding[]> {
	const routes = (await routesOfBuild()).filter(({ id }) => id !== '/uitloggen');
	const forms = await allForms();
	const fields = [
		...new Set(forms.flatMap((form) => form.fields)),
		'vermelding',
		'q',
		'fase',
		'spoor',
		'partij',
		'terug',
		'soort',
		'pagina',
	];
	const inPath = anyText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 1500));
	const inputs = fc.record({
		route: fc.constantFrom(...routes),
		/** What stands in the place of a part of the address, where it is not what is there. */
		part: fc.option(inPath, { freq: 3 }),
		language: fc.constantFrom('', '/en'),
		method: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('GET', 'POST') }, fc.constantFrom(...METHODS)),
		who: fc.constantFrom(NOBODY, ...PRINCIPALS),
		action: fc.option(anyText, { freq: 4 }),
		which: fc.nat(),
		query: fc.oneof(fc.constant<[string, string][]>([]), filledIn(fields)),
		filled: fc.oneof(
			fc.constantFrom(...forms).chain((form) => filledIn(form.fields)),
			filledIn(fields),
		),
		kind: fc.oneof({ weight: 6, arbitrary: fc.constant(BODIES[0] ?? '') }, fc.constantFrom(...BODIES)),
		language2: fc.constantFrom('nl', 'en', '', 'nl;q=a', '*'.repeat(300)),
	});
	const signIns = await db.selectFrom('sign_ins').selectAll().execute();
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const statuses = new Map<number, number>();
	const broken: string[] = [];
	const waiting = fc.sample(inputs, { numRuns: runs, seed });
	let asked = 0;
	const from = performance.now();
	const worker = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) {
			if (asked++ % AFRESH_EVERY === 0) {
				await db.deleteFrom('limits').execute();
				for (const row of signIns)
					await db
						.insertInto('sign_ins')
						.values(row)
						.onConflict((c) => c.doNothing())
						.execute()
						.catch(() => {});
			}
			const { route, part, language, method, who, which, filled } = one;
			const base =
				language + (part === null ? pathOf(route.id, village) : route.id.replace(/\[\w+\]/, part).replace(/\[(\w+)\]/g, 'niets'));
			const action =
				one.action === null ? (route.actions[which % route.actions.length] ?? '') : encodeURIComponent(one.action.toWellFormed());
			const query = new URLSearchParams(one.query).toString().slice(0, 3000);
			const hasBody = !['GET', 'HEAD'].includes(method);
			const path = `${base}${hasBody && action ? `?/${action}&${query}` : `?${query}`}`.slice(0, 6000);
			const headers: Record<string, string> = { 'accept-language': one.language2, 'sec-fetch-site': 'same-origin' };
			if (who === 'guest') headers.cookie = `gast=${village.meeting.sign}`;
			else if (who !== NOBODY) headers.cookie = `aanmelding=${village.people[who].token}`;
			if (hasBody && one.kind) headers['content-type'] = one.kind;
			const body = one.kind === 'application/json' ? JSON.stringify(Object.fromEntries(filled)) : new URLSearchParams(filled).toString();
			try {
				const { status } = await ask(address, path, { method, headers, agent, ...(hasBody ? { body } : {}) });
				statuses.set(status, (statuses.get(status) ?? 0) + 1);
				if (status >= 500) broken.push(`${method} ${path.slice(0, 200)} as ${who}: ${status}; ${body.slice(0, 200)}`);
			} catch (error) {
				// What is too long is cut off while it is sent.
				if (!(error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET'))) throw error;
				statuses.set(0, (statuses.get(0) ?? 0) + 1);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	agent.destroy();
	const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status || 'cut off'} × ${times}`);
	return [
		holds(
			asked >= runs && broken.length === 0,
			`${runs} over HTTP at ${routes.length} addresses in ${Math.round((performance.now() - from) / 1000)} s: ${told.join(', ')}${broken.slice(0, 5).map((what) => `; ${what}`)}`,
		),
	];
}

/** The most memory a process of ours ever had, in megabytes. */
export const mostMemoryOf = (pid: number): number =>
	Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.POSITIVE_INFINITY) / 1024;
