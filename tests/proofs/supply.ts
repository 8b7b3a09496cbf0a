import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * What the program is made of: every package exact, with its hash and a licence we may use; few of them; none that runs something when
 * it is installed; each direct one with its line in DEPENDENCIES.md; and nowhere in the source a secret or the name of a registry.
 * PROOF_SABOTAGE=supply takes the hash away from one package, and plants a key where it would be found.
 */
const ROOT = join(import.meta.dirname, '../..');
const MOST_DIRECT = 32;
const MOST_AT_RUN_TIME = 150;
const isSabotaged = process.env.PROOF_SABOTAGE === 'supply';

interface Locked {
	version?: string;
	resolved?: string;
	integrity?: string;
	optional?: boolean;
	cpu?: string[];
	os?: string[];
	libc?: string[];
	license?: string;
	dev?: boolean;
	hasInstallScript?: boolean;
	link?: boolean;
}
interface Manifest {
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
	scripts?: Record<string, string>;
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest: Manifest = JSON.parse(read('package.json'));
const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path;

/** May be used in, or beside, software under EUPL-1.2. */
const LICENCES = new Set([
	'MIT',
	// The picture library that sharp calls, unchanged and as a library of its own.
	'LGPL-3.0-or-later',
	'MIT-0',
	'ISC',
	'0BSD',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'EUPL-1.2',
	'OFL-1.1',
	'MPL-2.0',
	'PSF-2.0',
	'CC0-1.0',
	'CC-BY-3.0',
	'CC-BY-4.0',
	'Unlicense',
	'Zlib',
]);

const wrongIn = (looked: number, wrong: string[], what: string): Finding =>
	holds(looked > 0 && wrong.length === 0, `${what}: ${looked}${wrong.length > 0 ? `, but not ${wrong.slice(0, 8).join(', ')}` : ''}`);

async function prove(): Promise<Finding[]> {
	if (isSabotaged) delete packages[0]?.[1].integrity;
	return [...lockFile(), ...licences(), ...counts(), ...scripts(), ...named(), ...billOfMaterials(), ...secrets()];
}

function lockFile(): Finding[] {
	const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
	const hashed = ([, locked]: [string, Locked]) => {
		const { integrity, link } = locked;
		return (
			link === true ||
			/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ||
			// See what DEPENDENCIES.md says of the lock.
			(integrity === undefined && isForOthers(locked))
		);
	};
	return [
		wrongIn(
			packages.length,
			packages.filter((one) => !hashed(one)).map(([path]) => nameOf(path)),
			'packages in the lock file with a SHA-512',
		),
		wrongIn(
			direct.length,
			direct.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name]) => name),
			'direct packages with an exact version',
		),
		wrongIn(
			direct.length,
			direct.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version).map(([name]) => name),
			'direct packages that the lock file holds in that version',
		),
		wrongIn(
			direct.length,
			direct.filter(([name, version]) => installed(name)?.version !== version).map(([name]) => name),
			'direct packages that are installed in that version',
		),
	];
}

const installed = (path: string): { version?: string; license?: unknown; licenses?: unknown; scripts?: Record<string, string> } | null => {
	const file = join(ROOT, 'node_modules', path, 'package.json');
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

/** Of a choice one will do; of a sum all have to. */
function isAllowed(licence: string): boolean {
	const bare = licence.replace(/[()]/g, '');
	if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
	return bare.split(' AND ').every((one) => LICENCES.has(one));
}

function licences(): Finding[] {
	const licenceOf = ([path, { license }]: [string, Locked]) => license ?? String(installed(nameOf(path))?.license ?? 'none');
	const wrong = packages.filter((one) => !isAllowed(licenceOf(one))).map((one) => `${nameOf(one[0])} (${licenceOf(one)})`);
	return [wrongIn(packages.length, wrong, 'packages under a licence on the list')];
}

/** A part that only machines other than Linux on x64 fetch. */
const isForOthers = ({ optional, os, cpu, libc }: Locked): boolean =>
	optional === true && !((os?.includes('linux') ?? true) && (cpu?.includes('x64') ?? true) && (libc?.includes('glibc') ?? true));

/** Fonts are no programs: nothing of them runs. */
const isFont = (name: string): boolean => /^@expo-google-fonts\//.test(name);

function counts(): Finding[] {
	const direct = Object.keys(manifest.dependencies).filter((name) => !isFont(name)).length;
	const atRunTime = packages.filter(([path, locked]) => !locked.dev && !isForOthers(locked) && !isFont(nameOf(path))).length;
	return [
		holds(direct > 0 && direct <= MOST_DIRECT, `${direct} direct packages while it runs, of at most ${MOST_DIRECT}`),
		holds(atRunTime > 0 && atRunTime <= MOST_AT_RUN_TIME, `${atRunTime} in all while it runs, of at most ${MOST_AT_RUN_TIME}`),
	];
}

function scripts(): Finding[] {
	const settings = read('.npmrc');
	const needed = ['ignore-scripts=true', 'save-exact=true', 'engine-strict=true'].filter((line) => !settings.includes(line));
	const doors = readdirSync(join(ROOT, 'bin')).map((name) => [name, read(`bin/${name}`)] as const);
	const installs = doors.flatMap(([name, text]) => [...text.matchAll(/npm (?:ci|install)[^\n]*/g)].map(([line]) => `${name}: ${line}`));
	const own = Object.keys(manifest.scripts ?? {}).filter((name) => /^(pre|post)?(install|prepare|prepublish)/.test(name));
	const needing = packages
		.filter(([, { hasInstallScript, dev, optional }]) => hasInstallScript && !dev && !optional)
		.map(([path]) => nameOf(path));
	return [
		holds(
			needed.length === 0,
			`npm is told to run no scripts and to write exact versions${needed.length > 0 ? `, but not ${needed.join(', ')}` : ''}`,
		),
		wrongIn(
			installs.length,
			installs.filter((line) => !line.includes('--ignore-scripts')),
			'places that install, none of which runs scripts',
		),
		holds(
			own.length === 0 && needing.length === 0,
			`nothing that runs needs a script to be installed${[...own, ...needing].map((name) => `, but ${name}`).join('')}`,
		),
	];
}

function named(): Finding[] {
	const rows = read('DEPENDENCIES.md')
		.split('\n')
		// What is no package, such as a list of ours, stands there by the path of its file.
		.filter((line) => line.startsWith('| `') && !line.startsWith('| `content/'));
	const names = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
	const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
	return [
		wrongIn(
			direct.length,
			direct.filter((name) => !names.includes(name)),
			'direct packages with a line in DEPENDENCIES.md',
		),
		wrongIn(
			names.length,
			names.filter((name) => !direct.includes(name)),
			'lines in DEPENDENCIES.md with a direct package',
		),
		wrongIn(
			rows.length,
			rows.filter((row) =>
				row
					.split('|')
					.slice(1, -1)
					.some((cell) => cell.trim() === ''),
			),
			'lines in DEPENDENCIES.md that are filled in',
		),
	];
}

/**
 * What others can check the program by, made by npm of the lock file. With what it is built and tested by: to leave that out, npm asks
 * what is installed, and falls over what the framework puts there.
 */
function billOfMaterials(): Finding[] {
	const made = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 64 << 20,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const { bomFormat, components }: { bomFormat: string; components: { name: string; purl: string; hashes?: unknown[] }[] } =
		JSON.parse(made);
	const missing = Object.keys(manifest.dependencies).filter(
		(name) => !components.some(({ purl }) => decodeURIComponent(purl).startsWith(`pkg:npm/${name}@`)),
	);
	return [
		wrongIn(
			components.length,
			[...missing, ...(bomFormat === 'CycloneDX' ? [] : [bomFormat])],
			'components in the bill of materials, all direct ones among them',
		),
	];
}

/** How secrets look, each with an example that has to be found. The examples are put together here so that they are not found themselves. */
const SECRETS: { what: string; pattern: RegExp; example: string }[] = [
	{ what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, example: `-----BEGIN ${'PRIVATE KEY'}-----` },
	{ what: 'a secret key of age', pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20,}/, example: `AGE-SECRET-${'KEY-1'}${'Q'.repeat(58)}` },
	{
		what: 'a token of a forge',
		pattern: /\b(?:gh[pousr]_\w{36}|glpat-[\w-]{20}|github_pat_\w{22,})/,
		example: `${'ghp'}_${'a'.repeat(36)}`,
	},
	{ what: 'a token of npm', pattern: /\bnpm_\w{36}\b|_authToken\s*=/, example: `${'npm'}_${'a'.repeat(36)}` },
	{ what: 'a key of a cloud', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}/, example: `${'AKIA'}${'A'.repeat(16)}` },
	{
		what: 'a password in an address',
		pattern: /\b(?:postgres(?:ql)?|smtps?|https?|redis):\/\/[^\s:/@'"`]+:(?!password@|wachtwoord@|\$|…|pass@|geheim)[^\s:/@'"`]{3,}@/,
		example: `postgres://wijk:${'h3tEchte'}@db/wijk`,
	},
	{
		what: 'a signed token',
		pattern: /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
		example: `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`,
	},
];
const REGISTRY =
	/\bregistry\.(?:npmjs|yarnpkg|npmmirror)\.\w+|\bregistry\s*=\s*https?:|"resolved"\s*:|\b(?:verdaccio|artifactory|nexus)\b/i;
const NOT_SOURCE = new Set(['node_modules', '.git', 'build', '.svelte-kit', 'data', '.node', '.scratch', 'proof-reports']);
const NOT_TEXT = new Set(['.png', '.ico', '.woff2', '.jpg', '.odt', '.pdf', '.zip']);

/** Everything that goes along when the source is handed on. */
function sources(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (NOT_SOURCE.has(name) && folder === ROOT) return [];
		if (statSync(path).isDirectory()) return sources(path);
		return NOT_TEXT.has(extname(name)) ? [] : [relative(ROOT, path)];
	});
}

function secrets(): Finding[] {
	const paths = sources(ROOT);
	const texts = paths.map((path) => [path, read(path)] as const);
	if (isSabotaged) texts.push(['planted.pem', SECRETS[0]?.example ?? '']);
	const found = SECRETS.flatMap(({ what, pattern }) =>
		texts.filter(([, text]) => pattern.test(text)).map(([path]) => `${what} in ${path}`),
	);
	const blind = SECRETS.filter(({ pattern, example }) => !pattern.test(example)).map(({ what }) => what);
	const registries = texts
		.filter(([path, text]) => path !== relative(ROOT, import.meta.filename) && REGISTRY.test(text))
		.map(([path]) => path);
	return [
		wrongIn(SECRETS.length, blind, 'kinds of secrets, each known again in an example'),
		wrongIn(texts.length, found, 'files of the source without a secret'),
		wrongIn(texts.length, registries, 'files of the source that name no registry of packages'),
	];
}

await conclude(prove);
