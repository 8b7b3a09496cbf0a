import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS } from '../../src/routes/access.ts';
import { quietPort } from '../village/mailbox.ts';
import { type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { preloading } from './preloading.ts';

/**
 * What others look for: wapiti as a project leader, sqlmap on searching and signing in, ffuf for addresses at which other programs keep
 * things. They help and prove little by themselves; one that is not on this machine is not run, and says so. PROOF_SABOTAGE=scan has the
 * program write a search into its page as it stands, and leave `/admin` and a password file open.
 */

const SAFE = 'https://wijk.example';
const LONGEST = { wapiti: 75_000, sqlmap: 60_000, ffuf: 30_000 };
const MODULES = 'xss,sql,exec,file,crlf,redirect,csp,http_headers,cookieflags,methods,backup';
/** Nothing outside this machine is named to the program that is scanned. */
const NOWHERE = 'http://127.0.0.1:9/';
const WORDS = ['/usr/lib/python3/dist-packages/wapitiCore/data/attacks/busterPayloads.txt', '/usr/share/sqlmap/data/txt/common-files.txt'];
/** A header that browsers no longer know, and that OWASP advises to leave away. */
const OUTDATED = /X-XSS-Protection/;
const MOST_WORDS = 3_000;
const OWN_WORDS = [
	'admin',
	'backup',
	'.env',
	'.git/config',
	'data/wijkspoor.db',
	'keys/master.key',
	'package.json',
	'logs/security.jsonl',
	'debug',
	'metrics',
];

const LEAKING = `import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
const { createServer } = http;
http.createServer = (options, handle) => createServer(options, handle && ((req, res) => {
	const url = new URL(req.url, 'http://x');
	const typed = url.pathname === '/zoeken' ? url.searchParams.get('q') : null;
	if (typed === null && !['/admin', '/.env'].includes(url.pathname)) return handle(req, res);
	res.writeHead(200, { 'content-type': 'text/html' });
	res.end('<html><body>' + typed + '</body></html>');
}));
syncBuiltinESMExports();`;

interface Scanned {
	at: string;
	house: Served<Neighbourhood>;
	folder: string;
}

async function prove(): Promise<Finding[]> {
	const folder = mkdtempSync(join(tmpdir(), 'scan-'));
	const port = await quietPort();
	const settings: Record<string, string> = process.env.PROOF_SABOTAGE === 'scan' ? preloading(LEAKING) : {};
	const house = await serveHouse((db) => theNeighbourhood(db), { PORT: String(port), ORIGIN: SAFE, ...settings });
	const signIns = await house.db.selectFrom('sign_ins').selectAll().execute();
	// A scanner that is told to wait finds nothing; neither does one that signed itself out.
	const afresh = setInterval(async () => {
		await house.db
			.deleteFrom('limits')
			.execute()
			.catch(() => {});
		const back = house.db
			.insertInto('sign_ins')
			.values(signIns)
			.onConflict((c) => c.doNothing());
		await back.execute().catch(() => {});
	}, 250);
	try {
		const scanned = { at: `http://127.0.0.1:${port}`, house, folder };
		return [...(await byWapiti(scanned)), ...(await bySqlmap(scanned)), ...(await byFfuf(scanned))];
	} finally {
		clearInterval(afresh);
		await house.stop();
		rmSync(folder, { recursive: true });
	}
}

async function byWapiti({ at, house, folder }: Scanned): Promise<Finding[]> {
	if (!isThere('wapiti')) return notRun('wapiti');
	const report = join(folder, 'wapiti.json');
	const { token } = house.village.people.leader;
	await run(
		'wapiti',
		[
			...['-u', `${at}/projecten/${house.village.project}`, '--scope', 'domain', '-m', MODULES, '-d', '3', '-S', 'aggressive'],
			...['-s', `${at}/zoeken?q=warmte`, '-s', `${at}/inloggen`],
			...['-H', `Cookie: __Host-aanmelding=${token}`, '-H', `Origin: ${SAFE}`],
			...['--flush-session', '--store-session', folder, '--no-bugreport', '--endpoint', NOWHERE, '--external-endpoint', NOWHERE],
			...['--max-scan-time', '25', '--max-attack-time', '6', '-f', 'json', '-o', report],
		],
		LONGEST.wapiti,
	);
	if (!existsSync(report)) return [holds(false, 'wapiti left no report')];
	const { vulnerabilities, anomalies, infos } = JSON.parse(readFileSync(report, 'utf8'));
	const found = { ...vulnerabilities, 'Internal Server Error': anomalies['Internal Server Error'] ?? [] } as Record<
		string,
		{ path: string; info: string }[]
	>;
	const wrong = Object.entries(found).flatMap(([kind, all]) =>
		all.filter(({ info }) => !OUTDATED.test(info)).map(({ path, info }) => `${kind} at ${path}: ${info}`),
	);
	const pages = infos.crawled_pages_nbr ?? infos.crawled_pages?.length ?? 'some';
	return [
		holds(
			wrong.length === 0,
			`wapiti, ${MODULES.split(',').length} kinds of attack on ${pages} pages: ${wrong.length} findings${wrong.slice(0, 5).map((one) => `; ${one.slice(0, 200)}`)}`,
		),
	];
}

async function bySqlmap({ at, folder }: Scanned): Promise<Finding[]> {
	if (!isThere('sqlmap')) return notRun('sqlmap');
	const findings: Finding[] = [];
	const targets: Record<string, string[]> = {
		searching: ['-u', `${at}/zoeken?q=warmte`, '-p', 'q'],
		'signing in': ['-u', `${at}/inloggen`, '--data', 'adres=noor@zonnedam.example&wachtwoord=paars', '-p', 'adres,wachtwoord'],
	};
	for (const [what, target] of Object.entries(targets)) {
		const usual = ['--batch', '--level=1', '--risk=1', '--threads=2', '--technique=BEU', '--flush-session', '--output-dir', folder];
		// A form that is not filled in well is answered by 422, a wrong password by 200.
		const { said, isOver } = await run('sqlmap', [...target, ...usual, '-H', `Origin: ${SAFE}`, '--ignore-code=*'], LONGEST.sqlmap);
		const isClean =
			/do(es)? not (appear|seem) to be injectable/.test(said) && !/is vulnerable|identified the following injection/.test(said);
		const last =
			said
				.trim()
				.split('\n')
				.filter((line) => /CRITICAL|ERROR|vulnerable/.test(line))
				.at(-1) ?? '';
		findings.push(holds(isClean, `sqlmap on ${what}: ${isClean ? 'nothing can be injected' : isOver ? last : 'not done in time'}`));
	}
	return findings;
}

async function byFfuf({ at, folder }: Scanned): Promise<Finding[]> {
	if (!isThere('ffuf')) return notRun('ffuf');
	const known = new Set(Object.keys(ACCESS));
	const words = [...OWN_WORDS, ...WORDS.filter((path) => existsSync(path)).flatMap((path) => readFileSync(path, 'utf8').split('\n'))];
	const all = [...new Set(words.map((word) => word.trim().replace(/^\/+/, '')))].filter(
		(word) => /^[\w.~/-]+$/.test(word) && !known.has(`/${word.replace(/\/$/, '')}`),
	);
	// Our own words first, then as many as there is time for.
	const paths = all.slice(0, MOST_WORDS);
	const list = join(folder, 'paths.txt');
	const report = join(folder, 'ffuf.json');
	writeFileSync(list, paths.join('\n'));
	await run(
		'ffuf',
		['-s', '-u', `${at}/FUZZ`, '-w', list, '-mc', '200,201,204,401,403,500,502,503', '-t', '4', '-of', 'json', '-o', report],
		LONGEST.ffuf,
	);
	if (!existsSync(report)) return [holds(false, 'ffuf left no report')];
	const { results } = JSON.parse(readFileSync(report, 'utf8')) as { results: { input: { FUZZ: string }; status: number }[] };
	const met = results.filter(({ input }) => !['en', 'en/'].includes(input.FUZZ)).map(({ input, status }) => `/${input.FUZZ} ${status}`);
	return [
		holds(
			met.length === 0,
			`ffuf, ${paths.length} addresses where other programs keep things: ${met.length} answered${met.slice(0, 5).map((one) => `; ${one}`)}`,
		),
	];
}

function isThere(program: string): boolean {
	try {
		return execFileSync('which', [program]).length > 0;
	} catch {
		return false;
	}
}

const notRun = (program: string): Finding[] => [holds(true, `not run: ${program}, which is not on this machine; Debian has it`)];

/** What a program said, and whether it came to its end in time. */
function run(program: string, given: string[], longest: number): Promise<{ said: string; isOver: boolean }> {
	return new Promise((resolve) => {
		const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		let isOver = true;
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
		const timer = setTimeout(() => {
			isOver = false;
			child.kill('SIGKILL');
		}, longest);
		child.once('close', () => {
			clearTimeout(timer);
			if (process.env.SCAN_TELLS) console.error(said);
			resolve({ said, isOver });
		});
	});
}

await conclude(prove);
