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
	/** The sign-in of who visits; a stranger without one. */
	token?: string | undefined;
}

interface Opened {
	page: Page;
	trespasses: Trespass[];
	close(): Promise<void>;
}

const VIEWPORT = { width: 1280, height: 900 };

/** A browser of somebody's own, that keeps an eye on what its pages do. */
export async function newBrowser({ at = address, token, ...options }: BrowserContextOptions & Visit): Promise<Opened> {
	if (!browser) throw new Error('Call visitors() or browsers() in the suite first.');
	const context = await browser.newContext({ viewport: VIEWPORT, ...options });
	// Setting up with a sample takes half a minute on a machine that has other work, too.
	context.setDefaultTimeout(60_000);
	await remember(context, at, token);
	const page = await context.newPage();
	const trespasses: Trespass[] = [];
	page.on('request', (request) => {
		if (!/^(data|about):/.test(request.url()) && !request.url().startsWith(at)) trespasses.push({ what: `asked ${request.url()}` });
	});
	page.on('console', (message) => {
		if (message.type() === 'error' || /Content Security Policy/.test(message.text())) trespasses.push({ what: message.text() });
	});
	page.on('pageerror', (error) => trespasses.push({ what: error.message }));
	return { page, trespasses, close: () => context.close() };
}

/** A browser that knows this sign-in and nothing else. */
export async function remember(context: BrowserContext, at: string, token: string | undefined): Promise<void> {
	await context.clearCookies();
	if (token !== undefined) await context.addCookies([{ name: 'aanmelding', value: token, url: at }]);
}

/** Browsers whose visit is over, by whom and where: opening a new one takes longer than most visits. */
const idle = new Map<string, Opened>();

/** Opens a page as somebody would, does something there, and leaves. */
export async function visit<T>(
	path: string,
	look: (page: Page, trespasses: Trespass[]) => Promise<T>,
	options: BrowserContextOptions & Visit = {},
): Promise<T> {
	const { at = address, token, viewport = VIEWPORT } = options;
	const who = JSON.stringify({ ...options, at });
	const opened = idle.get(who) ?? (await newBrowser(options));
	idle.delete(who);
	const { page, trespasses, close } = opened;
	trespasses.length = 0;
	await remember(page.context(), at, token);
	try {
		await page.goto(at + path);
		const seen = await look(page, trespasses);
		await page.goto('about:blank');
		await page.setViewportSize(viewport ?? VIEWPORT);
		await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null });
		idle.set(who, opened);
		return seen;
	} catch (error) {
		await close();
		throw error;
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
