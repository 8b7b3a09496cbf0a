import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ACCESS, BESIDE_PAGES } from '../../src/routes/access.ts';
import { serveNeighbourhood } from '../village/served.ts';
import { type Answer, ask, pathOf } from './asking.ts';
import { METHODS, type Route, routesOfBuild } from './built.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Every address and every form the build really has is declared, with for whom and how often; nothing else answers, whatever is asked
 * and by which method; and a program with an address that nobody declared does not start. PROOF_SABOTAGE=routes forgets to take the
 * declaration away before that start, so that it succeeds. It needs a build.
 */
const ROOT = join(import.meta.dirname, '../..');
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const MADE_UP = 300;
const START_WITHIN = 20_000;

async function prove(): Promise<Finding[]> {
	const routes = await routesOfBuild();
	const { address, village, stop } = await serveNeighbourhood();
	try {
		const paths = new Map(routes.map((route) => [pathOf(route.id, village), route]));
		return [
			...declared(routes),
			...besidePages(),
			...(await otherMethods(address, paths)),
			...(await unknownActions(address, paths)),
			...(await madeUp(address, [...paths.keys()])),
			await startWithoutDeclaration(),
		];
	} finally {
		await stop();
	}
}

/** Says of many things at once which of them were wrong. */
const allHold = (looked: number, wrong: string[], what: string): Finding =>
	holds(looked > 0 && wrong.length === 0, `${what}: ${looked}${wrong.length > 0 ? `, but not ${wrong.slice(0, 8).join(' · ')}` : ''}`);

function declared(routes: Route[]): Finding[] {
	const ids = routes.map(({ id }) => id);
	const changes = ({ actions, methods }: Route) => actions.length > 0 || methods.some((method) => CHANGING.includes(method));
	const withForms = routes.filter(changes);
	const forms = withForms.reduce(
		(sum, { actions, methods }) => sum + actions.length + methods.filter((m) => CHANGING.includes(m)).length,
		0,
	);
	const limited = Object.keys(ACCESS).filter((id) => ACCESS[id]?.forms !== undefined);
	// A program is counted by its token, whatever it asks.
	const unlimited = withForms.filter(({ id }) => !ACCESS[id]?.forms && ACCESS[id]?.who !== 'token').map(({ id }) => id);
	return [
		allHold(
			ids.length,
			ids.filter((id) => !ACCESS[id]?.who),
			'addresses of the build that say who they are for',
		),
		allHold(
			Object.keys(ACCESS).length,
			Object.keys(ACCESS).filter((id) => !ids.includes(id)),
			'declared addresses that are in the build',
		),
		allHold(withForms.length, unlimited, `addresses that say how often they take their ${forms} forms`),
		allHold(
			limited.length,
			limited.filter((id) => !withForms.some((route) => route.id === id)),
			'addresses that declare forms and have them',
		),
		allHold(
			routes.length,
			withForms.filter(({ id }) => ACCESS[id]?.kept).map(({ id }) => id),
			'addresses, of which none that takes forms is kept for others',
		),
	];
}

/** The program answers a few addresses itself; its source is the only list there is of those. */
function besidePages(): Finding[] {
	const source = readFileSync(join(ROOT, 'src/server.ts'), 'utf8');
	const answered = [...source.matchAll(/'(\/[a-z][a-z-]*)'/g)].map(([, path = '']) => path);
	const isDeclared = (path: string) => Object.hasOwn(BESIDE_PAGES, path) || Object.hasOwn(ACCESS, path);
	const declaredOnly = Object.keys(BESIDE_PAGES).filter((path) => !answered.includes(path) && !source.includes('BESIDE_PAGES'));
	return [
		allHold(
			Object.keys(BESIDE_PAGES).length,
			[...answered.filter((path) => !isDeclared(path)), ...declaredOnly],
			'addresses the program answers itself and declares',
		),
	];
}

/** Who is nobody may also be sent to where they say who they are. */
const isRefused = ({ status, headers }: Answer): boolean =>
	(status >= 400 && status < 500) || (status === 303 && /^(\/en)?\/inloggen\b/.test(headers.location ?? ''));

async function otherMethods(at: string, paths: Map<string, Route>): Promise<Finding[]> {
	const wrong: string[] = [];
	let asked = 0;
	const all = new Map<string, Route | null>([...paths, ...Object.keys(BESIDE_PAGES).map((path) => [path, null] as const)]);
	for (const [path, route] of all) {
		for (const method of METHODS) {
			const answer = await ask(at, path, { method, ...(CHANGING.includes(method) ? { form: {} } : {}) });
			asked++;
			const isOffered =
				['GET', 'HEAD', 'OPTIONS'].includes(method) || route?.methods.includes(method) || (method === 'POST' && route?.actions.length);
			const isRight = answer.status < 500 && (isOffered || isRefused(answer));
			if (!isRight) wrong.push(`${method} ${path} ${answer.status}`);
		}
	}
	return [allHold(asked, wrong, 'addresses by methods, refused where the method is none of theirs, and never broken')];
}

async function unknownActions(at: string, paths: Map<string, Route>): Promise<Finding[]> {
	const wrong: string[] = [];
	const pages = [...paths].filter(([, { isPage }]) => isPage);
	for (const [path] of pages) {
		const answer = await ask(at, `${path}?/bestaatniet`, { form: {} });
		if (!isRefused(answer)) wrong.push(`${path} ${answer.status}`);
	}
	return [allHold(pages.length, wrong, 'pages that refuse a form they do not have')];
}

/** Paths nobody made: beside what there is, where other programs keep things, and whatever chance comes up with. */
async function madeUp(at: string, known: string[]): Promise<Finding[]> {
	const beside = known.flatMap((path) => [`${path}/niets-hier`, `${path}~`, `${path}.bak`, `${path}/..%2f..%2fpackage.json`]);
	const elsewhere = [
		'package.json',
		'src/server.ts',
		'server.js',
		'handler.js',
		'wijkspoor.sqlite',
		'keys/master.key',
		'logs/security.jsonl',
	].flatMap((name) => [`/${name}`, `/data/${name}`, `/build/${name}`, `/_app/${name}`, `/_app/immutable/../../${name}`, `/%2e%2e/${name}`]);
	const strange = [
		'/.env',
		'/.git/config',
		'/admin',
		'/api',
		'/%00',
		'/%E0%A4%A',
		'//evil.example/',
		'/\\evil',
		'/?/x',
		`/${'a'.repeat(4000)}`,
	];
	const chance = fc.sample(fc.webPath(), { numRuns: MADE_UP, seed: 2026 }).map((path) => (path.startsWith('/') ? path : `/${path}`));
	const paths = [...new Set([...beside, ...elsewhere, ...strange, ...chance])].filter(
		(path) => !known.includes(path) && !path.startsWith('/?'),
	);
	const wrong: string[] = [];
	for (const path of paths) {
		const { status, headers } = await ask(at, path);
		// Another way to write an address of ours leads to it; anything else is not there.
		const isElsewhere = status >= 300 && status < 400 && new URL(headers.location ?? '', at).origin === at;
		if (!isElsewhere && (status < 400 || status >= 500)) wrong.push(`${path.slice(0, 60)} ${status}`);
	}
	return [allHold(paths.length, wrong, 'made-up addresses at which nothing is')];
}

/** A copy of the program of which one declaration is taken away, as when somebody adds a page and forgets to say for whom. */
async function startWithoutDeclaration(): Promise<Finding> {
	const folder = mkdtempSync(join(tmpdir(), 'onverklaard-'));
	const route = Object.keys(ACCESS).at(-1) ?? '';
	try {
		for (const name of ['src', 'build', 'migrations', 'package.json']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
		for (const name of ['node_modules', 'content', 'messages', 'static', 'themes']) symlinkSync(join(ROOT, name), join(folder, name));
		const server = join(folder, 'build/server');
		const declares = (file: string) => readFileSync(file, 'utf8').includes(`"${route}": {`);
		const files = ['chunks', 'entries'].flatMap((place) => readdirSync(join(server, place)).map((name) => join(server, place, name)));
		const file = files.find((one) => one.endsWith('.js') && declares(one));
		if (!file) return holds(false, `the build holds the declaration of ${route} nowhere`);
		const without = readFileSync(file, 'utf8').replace(`"${route}": {`, `"${route}-weg": {`);
		if (process.env.PROOF_SABOTAGE !== 'routes') writeFileSync(file, without);
		const { code, said } = await startedIn(folder);
		const isRefused = code !== null && code !== 0 && said.includes('do not say who they are for') && said.includes(`: ${route}`);
		return holds(isRefused, `a program in which nobody declared ${route} ${code === null ? 'starts' : `ends with ${code}`}`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** With which code a start ends, or null when it goes on. */
async function startedIn(folder: string): Promise<{ code: number | null; said: string }> {
	const env = { ...process.env, PORT: '0', ORIGIN: '', WIJKSPOOR_DATA: join(folder, 'data'), WIJKSPOOR_KEYS: '', DATABASE_URL: '' };
	const program = spawn(process.execPath, ['src/server.ts'], { cwd: folder, env });
	let said = '';
	const ended = new Promise<number | null>((resolve) => {
		for (const stream of [program.stdout, program.stderr])
			stream.on('data', (chunk: Buffer) => {
				said += chunk;
				if (/^https?:\/\/[^/\s]+$/m.test(said)) resolve(null);
			});
		program.once('exit', resolve);
		setTimeout(resolve, START_WITHIN, null).unref();
	});
	const code = await ended;
	if (program.exitCode === null) {
		const gone = new Promise((resolve) => program.once('exit', resolve));
		program.kill('SIGKILL');
		await gone;
	}
	return { code, said };
}

await conclude(prove);
