import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { openDatabase } from '#platform/database/database.server.ts';
import { quietPort } from '../village/mailbox.ts';
import { codeAt, NOOR } from '../village/people.ts';
import { addressFrom } from '../village/said.ts';
import { ask, cookiesOf } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * The program under Node's own permissions: it may read itself, its data and its keys, and write its data, and nothing else. A round of
 * real use works, from the first start to erasing; reading a file of the machine, writing over its own code and starting another program
 * are refused. It is a belt, not a wall: Node says itself that it does not stop who means harm. PROOF_SABOTAGE=permission leaves the
 * permissions out. It needs a build.
 */
const ROOT = realpathSync(join(import.meta.dirname, '../..'));
const HALF_A_MINUTE = 30_000;

/** Tried inside the program before it begins; what came of each is told on the first line. */
const FORBIDDEN = `
import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
const tried = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
console.log('TRIED ' + JSON.stringify({
	'reading a file of the machine': tried(() => readFileSync('/etc/hostname')),
	'writing over its own code': tried(() => writeFileSync(process.env.PROOF_CODE, '')),
	'starting another program': tried(() => { const { error } = spawnSync('/bin/true'); if (error) throw error; }),
	'reading its own code': tried(() => readFileSync(process.env.PROOF_CODE)),
}));
`;

async function prove(): Promise<Finding[]> {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vergunning-')));
	const [data, port] = [join(folder, 'data'), await quietPort()];
	const [first, code] = [join(folder, 'verboden.mjs'), join(folder, 'eigen.mjs')];
	writeFileSync(first, FORBIDDEN);
	// Stands in for a file of the program, so that a build that lets it be overwritten harms nothing.
	writeFileSync(code, 'export {};\n');
	const modules = realpathSync(join(ROOT, 'node_modules'));
	const readable = [ROOT, modules, data, first, code].map((path) => `--allow-fs-read=${path}`);
	const permissions = [
		'--permission',
		...readable,
		`--allow-fs-write=${data}`,
		`--allow-fs-write=${join(data, '*')}`,
		`--allow-fs-read=${join(data, '*')}`,
	];
	const flags = process.env.PROOF_SABOTAGE === 'permission' ? [] : permissions;
	const env = {
		...process.env,
		PORT: String(port),
		ORIGIN: '',
		WIJKSPOOR_DATA: data,
		WIJKSPOOR_KEYS: '',
		DATABASE_URL: '',
		PROOF_CODE: code,
	};
	const program = spawn(process.execPath, [...flags, '--import', first, 'src/server.ts'], {
		cwd: ROOT,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let complaints = '';
	program.stderr.on('data', (chunk: Buffer) => (complaints += chunk));
	const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
	try {
		const started = await Promise.race([addressFrom(program.stdout), ended]);
		if (started === null || typeof started === 'number')
			return [holds(false, `the program ends with ${started}: ${complaints.trim().split('\n')[0]}`)];
		const tried: Record<string, string> = JSON.parse(/^TRIED (.*)$/m.exec(started.said)?.[1] ?? '{}');
		const { 'reading its own code': own, ...forbidden } = tried;
		const round = await aRound(started.address, started.said, data);
		program.kill('SIGTERM');
		const code = await ended;
		const denied = /ERR_ACCESS_DENIED/.test(complaints);
		return [
			...Object.entries(forbidden).map(([what, outcome]) => holds(outcome === 'ERR_ACCESS_DENIED', `${what}: ${outcome}`)),
			holds(Object.keys(forbidden).length === 3 && own === 'done', `reading its own code: ${own}`),
			...round,
			holds(
				!denied && code === 0,
				`nothing it does itself is denied, and it ends with ${code}${denied ? `: ${complaints.trim().split('\n')[0]}` : ''}`,
			),
		];
	} finally {
		program.kill('SIGKILL');
		rmSync(folder, { recursive: true });
	}
}

/** Setting up, an app, signing out and in, an invitation, one's own data, and being erased. */
async function aRound(at: string, said: string, data: string): Promise<Finding[]> {
	let cookies: Record<string, string> = {};
	const go = async (path: string, form?: Record<string, string>) => {
		const cookie = Object.entries(cookies)
			.map((pair) => pair.join('='))
			.join('; ');
		const answer = await ask(at, path, { headers: { cookie }, ...(form ? { form } : {}) });
		cookies = { ...cookies, ...cookiesOf(answer) };
		return answer;
	};
	const findings: Finding[] = [];
	const step = (what: string, good: boolean) => findings.push(holds(good, what));
	const setUp = new URL(/^http\S+\/inrichten\/\S+$/m.exec(said)?.[0] ?? at).pathname;
	const given = { naam: NOOR.name, adres: NOOR.address, wachtwoord: NOOR.password };
	const organisation = { installatie: 'Wijk', organisatie: 'Gemeente Zonnedam', soort: 'municipality' };
	step('the installation is set up', (await go(setUp, { ...given, ...organisation })).status === 303);
	const secret = (/<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec((await go('/inloggen/app')).text)?.[1] ?? '').replaceAll(' ', '');
	const linked = await go('/inloggen/app', { code: codeAt(secret, new Date(Date.now() - HALF_A_MINUTE)) });
	step('an app is linked', linked.status === 200 && /<code[^>]*>[a-z0-9-]{20,}<\/code>/.test(linked.text));
	await go('/uitloggen', {});
	await go('/inloggen', { adres: NOOR.address, wachtwoord: NOOR.password });
	step('somebody signs in with both factors', (await go('/inloggen/code', { code: codeAt(secret, new Date()) })).status === 303);
	const invitee = { naam: 'Bram', adres: 'bram@zonnedam.example', taal: 'nl', beheerder: 'ja' };
	const invited = await go('/organisatie/uitnodigen?/uitnodigen', invitee);
	step('a colleague is invited', invited.status === 200);
	const found = await go('/zoeken?q=woningcorporatie');
	step('the guide is read and searched', found.status === 200 && found.text.includes('<mark') && (await go('/gezond')).status === 200);
	const zip = await go('/mijn/gegevens/meenemen', {});
	step('one’s own data is taken along', zip.status === 200 && Object.keys(unzipSync(new Uint8Array(zip.body))).length > 1);

	const theirs = new URL(/http\S+\/uitnodiging\/[\w-]+/.exec(invited.text)?.[0] ?? at).pathname;
	cookies = {};
	await go(theirs, { naam: 'Bram', wachtwoord: 'groen kanaal lepel zucht' });
	const his = (/<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec((await go('/inloggen/app')).text)?.[1] ?? '').replaceAll(' ', '');
	await go('/inloggen/app', { code: codeAt(his, new Date()) });
	const erased = await go('/mijn/gegevens/wissen', { adres: invitee.adres });
	step(
		'somebody joins and is erased',
		erased.status === 303 &&
			erased.headers.location === '/gewist' &&
			readFileSync(join(data, 'erased.jsonl'), 'utf8').includes('pseudonym'),
	);
	const db = openDatabase({ databaseUrl: null, dataFolder: data });
	const { left } = await db
		.selectFrom('accounts')
		.select((e) => e.fn.countAll().as('left'))
		.executeTakeFirstOrThrow();
	await db.destroy();
	step('and one account is left', Number(left) === 1);
	return findings;
}

await conclude(prove);
