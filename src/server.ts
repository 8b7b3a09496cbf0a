import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isSetUp, newSetUpKey } from './accounts/setting-up.server.ts';
import { isUpload } from './documents/upload-address.ts';
import { healthOf, readinessOf } from './health.server.ts';
import { BrokenContent, type House, openHouse } from './house.server.ts';
import { type Patience, watchBody } from './platform/body-watch.ts';
import { clientAddress } from './platform/client-address.ts';
import { NewerDatabase } from './platform/database/migrate.server.ts';
import { headersFor } from './platform/headers.ts';
import { whoIsAt } from './platform/limits/limits.server.ts';
import { PageCache } from './platform/page-cache.server.ts';
import { isOneClick, mayChange } from './platform/same-site.ts';
import { NOBODY } from './platform/security-log/event.ts';
import { note, noting } from './platform/security-log/noting.server.ts';
import { ensureDataFolder, readSettings, type Settings, SettingsProblem } from './platform/settings.ts';
import { newId } from './platform/tokens.ts';

/** The program: reads its settings, opens the house, and serves it until it is told to stop. */

const ROOT = join(import.meta.dirname, '..');
/** How long who is still reading or sending gets to finish, and when the program is gone whatever happens. In milliseconds. */
const FINISH_WITHIN = 5_000;
const GONE_WITHIN = 9_500;
/** How long a form may be on its way, and how long a file may be: an hour, at no less than a thousand bytes a second. In milliseconds. */
const FORM: Patience = { within: 10_000, nearer: null };
const FILE: Patience = { within: 30_000, nearer: 30_000 };
const FILE_WITHIN = 3_600_000;
/** Queries of pages that show the same to everybody; any other query is rendered each time and never kept. */
const KNOWN_QUERY = new Set(['fase', 'spoor', 'partij']);

try {
	await serve(readSettings(process.env, ROOT));
} catch (error) {
	tellWhyNot(error);
	process.exit(1);
}

async function serve(settings: Settings): Promise<void> {
	ensureDataFolder(settings.dataFolder);
	await refuseTakenPort(settings);
	let pages: PageCache | undefined;
	const house = await openHouse(settings, () => pages?.empty());
	const render = await loadHandler(settings, house);
	pages = new PageCache(render, mayKeep);
	const cache = pages;
	/** What machines ask that watch over this one. */
	const watches: Record<string, ReturnType<typeof readinessOf>> = { '/gezond': () => healthOf(house), '/paraat': readinessOf(house) };
	const headers = Object.entries(headersFor(settings.origin));

	const server = createServer(
		{ requestTimeout: FILE_WITHIN, headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 8_192 },
		(req, res) => {
			for (const [name, value] of headers) res.setHeader(name, value);
			watchBody(req, res, isUpload(req) ? FILE : FORM);
			const watch = req.method === 'GET' || req.method === 'HEAD' ? watches[req.url ?? ''] : undefined;
			if (watch)
				watch().then(
					(answer) => answer(res),
					() => res.destroy(),
				);
			else if (!isOneClick(req) && !mayChange(req, settings.port === 0 ? `http://${req.headers.host}` : settings.origin))
				refuseForeign(req, res, house);
			else cache.handle(req, res);
		},
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(settings.port, settings.host, resolve);
	});
	const { port } = server.address() as AddressInfo;
	const origin = settings.port === 0 ? settings.origin.replace(/:0$/, `:${port}`) : settings.origin;
	if (!(await isSetUp(house.db))) {
		console.log('Nobody has set this installation up yet. This address works once, and until the next start:');
		console.log(`${origin}/inrichten/${await newSetUpKey(house.db)}`);
	}
	console.log(origin);

	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		// Whoever is still reading gets a moment; a connection that only waits does not hold the end up.
		setTimeout(() => server.closeAllConnections(), FINISH_WITHIN).unref();
		setTimeout(() => process.exit(1), GONE_WITHIN).unref();
		server.closeIdleConnections();
		server.close(() => house.close().then(() => process.exit(0)));
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

/** Looked at before the database is touched, so that a second start on the same port changes nothing. */
async function refuseTakenPort({ port, host }: Settings): Promise<void> {
	const probe = createServer();
	await new Promise<void>((resolve, reject) => {
		probe.once('error', reject);
		probe.listen(port, host, resolve);
	});
	await new Promise((resolve) => probe.close(resolve));
}

/** The framework takes the address people type, and theirs, from headers that nobody outside can set: they are written here. */
async function loadHandler(settings: Settings, house: House) {
	process.env.PROTOCOL_HEADER = 'x-wijkspoor-protocol';
	process.env.HOST_HEADER = 'x-wijkspoor-host';
	process.env.BODY_SIZE_LIMIT = '64K';
	process.env.ADDRESS_HEADER = 'x-wijkspoor-client';
	const { protocol, host } = new URL(settings.origin);
	const { handler } = await import(join(ROOT, 'build/handler.js'));
	return (req: IncomingMessage, res: ServerResponse) => {
		req.headers['x-wijkspoor-protocol'] = protocol.slice(0, -1);
		req.headers['x-wijkspoor-host'] = settings.port === 0 ? (req.headers.host ?? host) : host;
		req.headers['x-wijkspoor-client'] = clientAddress(req, settings.proxies);
		// The framework would refuse a form without an origin once more.
		if (isOneClick(req)) req.headers.origin = `${protocol}//${req.headers['x-wijkspoor-host']}`;
		handler(Object.assign(isUpload(req) ? withoutBody(req) : req, { house }), res);
	};
}

/** The framework would refuse a body as large as a file. To it there is none: the page reads it from the request itself, when it may come. */
function withoutBody(req: IncomingMessage): IncomingMessage {
	const { 'content-length': length } = req.headers;
	delete req.headers['content-length'];
	delete req.headers['transfer-encoding'];
	return Object.assign(req, { length: length === undefined ? null : Number(length) });
}

/** Nobody meets this who uses a browser and a page of ours. */
function refuseForeign(req: IncomingMessage, res: ServerResponse, { securityLog: log, settings }: House): void {
	const asked = { log, origin: whoIsAt(clientAddress(req, settings.proxies)), actor: NOBODY, request: newId() };
	noting(asked, () => note('access', 'refused', { object: 'a form from elsewhere' }));
	res.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' });
	res.end('Dit formulier kwam niet van een bladzijde van deze site. / This form did not come from a page of this site.\n');
}

function mayKeep(req: IncomingMessage): boolean {
	if (req.headers.authorization !== undefined) return false;
	const [path = '/', query] = (req.url ?? '/').split('?');
	if (path.startsWith('/_app/') || path.length > 300) return false;
	return query === undefined || [...new URLSearchParams(query).keys()].every((key) => KNOWN_QUERY.has(key));
}

/** One clear line for what the operator can mend; everything for what they cannot. */
function tellWhyNot(error: unknown): void {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (error instanceof BrokenContent) {
		console.error(error.message);
		for (const { file, line, message } of error.problems) console.error(`content/${file}:${line}: ${message}`);
	} else if (error instanceof SettingsProblem || error instanceof NewerDatabase) {
		console.error(error.message);
	} else if (code === 'EADDRINUSE') {
		console.error(`Port ${process.env.PORT || 3000} is taken. Stop what uses it, or set PORT to another.`);
	} else if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
		console.error(`This machine does not let us listen on ${process.env.HOST || '127.0.0.1'} port ${process.env.PORT || 3000}.`);
	} else if (process.env.DATABASE_URL && (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')) {
		console.error(`The database of DATABASE_URL does not let us in: ${(error as Error).message}`);
	} else {
		console.error(error);
	}
}
