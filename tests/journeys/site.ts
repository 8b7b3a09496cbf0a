import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { addressFrom } from '../village/said.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

let server: ChildProcess | undefined;
let browser: Browser | undefined;
let data: string | undefined;
let address = '';
let firstDoor = '';

/** One browser for all journeys of a file, for those that visit a house of their own. */
export function browsers(): void {
	before(async () => {
		browser ??= await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
	});
}

/** The same, with one server to visit. */
export function visitors(): void {
	before(async () => {
		data ??= await mkdtemp(join(tmpdir(), 'reis-'));
		if (!server) [server, address] = await serve(data);
	});
	browsers();
}

after(async () => {
	await browser?.close();
	if (server) {
		const ended = once(server, 'exit');
		server.kill('SIGTERM');
		await ended;
	}
	if (data) await rm(data, { recursive: true });
});

export const origin = (): string => address;

/** The one-time address for who sets the installation up. */
export const setUpAddress = (): string => firstDoor;

function serve(folder: string): Promise<[ChildProcess, string]> {
	const child = spawn(process.execPath, ['src/server.ts'], {
		cwd: ROOT,
		env: { ...process.env, PORT: '0', WIJKSPOOR_DATA: folder, DATABASE_URL: '' },
	});
	return new Promise((resolve, reject) => {
		addressFrom(child.stdout).then(({ address, said }) => {
			firstDoor = /http\S+\/inrichten\/\S+/.exec(said)?.[0] ?? '';
			resolve([child, address]);
		}, reject);
		child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
		child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
	});
}

/** What a page did that it may not: leave the site, break the policy, or fail. */
export interface Trespass {
	what: string;
}

export interface Visit {
	/** The address of another server than the one all journeys share. */
	at?: string;
	/** What is done with the browser before the page is opened. */
	enter?: (context: BrowserContext) => Promise<unknown>;
}

interface Opened {
	page: Page;
	trespasses: Trespass[];
	close(): Promise<void>;
}

/** A browser of somebody's own, that keeps an eye on what its pages do. */
export async function newBrowser({ at = address, enter, ...options }: BrowserContextOptions & Visit): Promise<Opened> {
	if (!browser) throw new Error('Call visitors() or browsers() in the suite first.');
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	await enter?.(context);
	const page = await context.newPage();
	const trespasses: Trespass[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(at) && !request.url().startsWith('data:')) trespasses.push({ what: `asked ${request.url()}` });
	});
	page.on('console', (message) => {
		if (message.type() === 'error' || /Content Security Policy/.test(message.text())) trespasses.push({ what: message.text() });
	});
	page.on('pageerror', (error) => trespasses.push({ what: error.message }));
	return { page, trespasses, close: () => context.close() };
}

/** Opens a page as somebody with this screen would, does something there, and closes it. */
export async function visit<T>(
	path: string,
	look: (page: Page, trespasses: Trespass[]) => Promise<T>,
	options: BrowserContextOptions & Visit = {},
): Promise<T> {
	const { page, trespasses, close } = await newBrowser(options);
	try {
		await page.goto((options.at ?? address) + path);
		return await look(page, trespasses);
	} finally {
		await close();
	}
}

/** One page of every kind there is, in its fullest form, and the ones that are nearly empty. */
export const KINDS_OF_PAGES = {
	home: '/',
	'home, filtered': '/?fase=1&partij=woningcorporatie',
	'home, nothing left': '/?fase=6&spoor=a&partij=gemeenteraad',
	phases: '/fasen',
	phase: '/fasen/1-samen-starten',
	tracks: '/sporen',
	track: '/sporen/c',
	parties: '/partijen',
	party: '/partijen/woningcorporatie',
	junction: '/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen',
	'junction with stories': '/knooppunten/de-juiste-partijen-aan-tafel',
	difference: '/knooppunten/samenwerking-formaliseren/verschil/samenwerking-formaliseren',
	editions: '/edities',
	edition: '/edities/1',
	'older junction': '/edities/1/knooppunten/vorm-van-samenwerking-bepalen',
	cards: '/werkvormen',
	card: '/werkvormen/stakeholdermatrix',
	stories: '/praktijkverhalen',
	templates: '/sjablonen',
	template: '/sjablonen/invulblad-stakeholdermatrix',
	words: '/woorden',
	law: '/wet',
	'kinds of neighbourhood': '/wijktypen',
	'kind of neighbourhood': '/wijktypen/collectief-corporatie',
	search: '/zoeken?q=woningcorporaties',
	'search, empty': '/zoeken',
	'search, nothing found': '/zoeken?q=xyzxyzxyz',
	news: '/nieuws',
	about: '/over',
	'about page': '/over/methode',
	support: '/hulp',
	'support page': '/hulp/de-kaart-lezen',
	accessibility: '/toegankelijkheid',
	'sign in': '/inloggen',
	'not found': '/bestaat-niet',
	'English home': '/en',
	'English junction': '/en/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen',
	'English search': '/en/zoeken?q=housing',
} as const;
