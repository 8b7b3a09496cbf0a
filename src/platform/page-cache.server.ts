import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Encoding = 'br' | 'gzip' | 'identity';

/** An answer ready to be sent: bytes and headers per encoding. */
interface ReadyPage {
	etags: Record<Encoding, string>;
	headers: Record<Encoding, OutgoingHttpHeaders>;
	bytes: Record<Encoding, Buffer>;
	size: number;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

const MEGABYTE = 1_000_000;

/**
 * Stands in front of the framework and keeps anonymous pages as ready bytes. Rendering a page costs a hundred times more
 * than sending one. A page that sets a cookie, asks not to be stored, or was not a plain success is never kept.
 */
export class PageCache {
	readonly #pages = new LRUCache<string, ReadyPage>({ maxSize: 128 * MEGABYTE, sizeCalculation: (page) => page.size });
	readonly #handler: Handler;
	readonly #mayKeep: (req: IncomingMessage) => boolean;
	/** Rises when the content changes, so that a page rendered from the old one is not kept after it. */
	#generation = 0;

	constructor(handler: Handler, mayKeep: (req: IncomingMessage) => boolean) {
		this.#handler = handler;
		this.#mayKeep = mayKeep;
	}

	/** Forgets everything; called when readers must see something new. */
	empty(): void {
		this.#generation++;
		this.#pages.clear();
	}

	handle(req: IncomingMessage, res: ServerResponse): void {
		const url = req.url ?? '/';
		if ((req.method !== 'GET' && req.method !== 'HEAD') || req.headers.cookie !== undefined || !this.#mayKeep(req)) {
			this.#handler(req, res);
			return;
		}
		const ready = this.#pages.get(url);
		if (ready) send(ready, req, res);
		else if (req.method === 'HEAD') this.#handler(req, res);
		else this.#renderAndKeep(url, req, res);
	}

	#renderAndKeep(url: string, req: IncomingMessage, res: ServerResponse): void {
		const generation = this.#generation;
		const chunks: Buffer[] = [];
		const { writeHead, write, end } = res;
		const restore = () => Object.assign(res, { writeHead, write, end });
		let status = 200;

		// The framework's answer is held back until it is whole, then sent from the same bytes everybody after will get.
		res.writeHead = ((code: number, ...rest: unknown[]) => {
			status = code;
			const headers = rest.find((part) => typeof part === 'object' && part !== null) as OutgoingHttpHeaders | undefined;
			for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) res.setHeader(name, value);
			return res;
		}) as typeof res.writeHead;
		res.write = ((chunk: Uint8Array | string) => {
			chunks.push(Buffer.from(chunk as Uint8Array));
			return true;
		}) as typeof res.write;
		res.end = ((chunk?: Uint8Array | string) => {
			if (chunk !== undefined && typeof chunk !== 'function') chunks.push(Buffer.from(chunk as Uint8Array));
			restore();
			const body = Buffer.concat(chunks);
			if (!isKeepable(status, res)) {
				res.writeHead(status);
				return res.end(body);
			}
			makeReady(body, res.getHeaders())
				.then((ready) => {
					if (generation === this.#generation) this.#pages.set(url, ready);
					for (const name of res.getHeaderNames()) res.removeHeader(name);
					send(ready, req, res);
				})
				.catch((error: unknown) => res.destroy(error as Error));
			return res;
		}) as typeof res.end;
		this.#handler(req, res);
	}
}

function isKeepable(status: number, res: ServerResponse): boolean {
	const caching = String(res.getHeader('cache-control') ?? '');
	return status === 200 && !res.hasHeader('set-cookie') && !/no-store|private/.test(caching);
}

async function makeReady(body: Buffer, found: OutgoingHttpHeaders): Promise<ReadyPage> {
	const [br, gz] = await Promise.all([
		compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
		compressGzip(body),
	]);
	const bytes: Record<Encoding, Buffer> = { br, gzip: gz, identity: body };
	const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
	const { 'content-length': _, etag: __, connection: ___, 'transfer-encoding': ____, ...kept } = found;
	const ready = { bytes, size: br.length + gz.length + body.length } as ReadyPage;
	ready.etags = { br: `"${tag}-br"`, gzip: `"${tag}-gz"`, identity: `"${tag}"` };
	ready.headers = Object.fromEntries(
		(Object.keys(bytes) as Encoding[]).map((encoding) => [
			encoding,
			{
				...kept,
				etag: ready.etags[encoding],
				'cache-control': kept['cache-control'] ?? 'public, max-age=0, must-revalidate',
				vary: 'accept-encoding, cookie',
				'content-length': bytes[encoding].length,
				...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
			},
		]),
	) as Record<Encoding, OutgoingHttpHeaders>;
	return ready;
}

function send(ready: ReadyPage, req: IncomingMessage, res: ServerResponse): void {
	const encoding = bestEncoding(req.headers['accept-encoding']);
	const asked = req.headers['if-none-match'];
	if (asked !== undefined && isSame(asked, ready.etags[encoding])) {
		const { 'content-length': _, 'content-encoding': __, ...headers } = ready.headers[encoding];
		res.writeHead(304, headers).end();
		return;
	}
	res.writeHead(200, ready.headers[encoding]);
	res.end(req.method === 'HEAD' ? undefined : ready.bytes[encoding]);
}

function bestEncoding(accepted: string | undefined): Encoding {
	if (!accepted) return 'identity';
	const takes = (name: string) => new RegExp(`(?:^|,)\\s*${name}\\s*(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))(?:;|,|$)`, 'i').test(accepted);
	return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

const isSame = (asked: string, etag: string) => asked === '*' || asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
