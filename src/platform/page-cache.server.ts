import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Encoding = 'br' | 'gzip' | 'identity';

/** The bytes of a page in one encoding, with the headers that belong to them. */
interface Form {
	etag: string;
	headers: OutgoingHttpHeaders;
	bytes: Buffer;
}

/** A page ready to be sent. It is compressed when somebody first asks for it so: the first reader waits for one encoding only. */
class ReadyPage {
	readonly #body: Buffer;
	readonly #headers: OutgoingHttpHeaders;
	readonly #tag: string;
	readonly #forms: Partial<Record<Encoding, Form | Promise<Form>>> = {};

	constructor(body: Buffer, found: OutgoingHttpHeaders) {
		const { 'content-length': _, etag: __, connection: ___, 'transfer-encoding': ____, ...kept } = found;
		this.#body = body;
		this.#headers = {
			...kept,
			'cache-control': kept['cache-control'] ?? 'public, max-age=0, must-revalidate',
			vary: 'accept-encoding, cookie',
		};
		this.#tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
	}

	/** In bytes. Text shrinks to a third or less, so that its two compressed forms are not larger than itself. */
	get size(): number {
		return 2 * this.#body.length;
	}

	form(encoding: Encoding): Form | Promise<Form> {
		const known = this.#forms[encoding];
		if (known) return known;
		const making = this.#make(encoding);
		this.#forms[encoding] = making;
		return making;
	}

	async #make(encoding: Encoding): Promise<Form> {
		const bytes = await ENCODERS[encoding](this.#body);
		const etag = encoding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`;
		const form: Form = {
			etag,
			bytes,
			headers: {
				...this.#headers,
				etag,
				'content-length': bytes.length,
				...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
			},
		};
		this.#forms[encoding] = form;
		return form;
	}
}

const ENCODERS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
	br: (body) => compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
	gzip: (body) => compressGzip(body),
	identity: async (body) => body,
};

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

const MEGABYTE = 1_000_000;

/**
 * Stands in front of the framework and keeps anonymous pages as ready bytes. Rendering a page costs a hundred times more
 * than sending one. A page that sets a cookie, asks not to be stored, comes packed or was not a plain success is never kept.
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
			const ready = new ReadyPage(body, res.getHeaders());
			if (generation === this.#generation) this.#pages.set(url, ready);
			for (const name of res.getHeaderNames()) res.removeHeader(name);
			send(ready, req, res);
			return res;
		}) as typeof res.end;
		this.#handler(req, res);
	}
}

function isKeepable(status: number, res: ServerResponse): boolean {
	const caching = String(res.getHeader('cache-control') ?? '');
	// The framework has its own files ready in packed form; packed once more, no browser would make anything of them.
	return status === 200 && !res.hasHeader('set-cookie') && !res.hasHeader('content-encoding') && !/no-store|private/.test(caching);
}

function send(ready: ReadyPage, req: IncomingMessage, res: ServerResponse): void {
	const form = ready.form(bestEncoding(req.headers['accept-encoding'] ?? ''));
	// What was made before is sent at once, without waiting a turn.
	if (form instanceof Promise) form.then((made) => sendForm(made, req, res)).catch((error: Error) => res.destroy(error));
	else sendForm(form, req, res);
}

function sendForm({ etag, headers, bytes }: Form, req: IncomingMessage, res: ServerResponse): void {
	const asked = req.headers['if-none-match'];
	if (asked !== undefined && isSame(asked, etag)) {
		const { 'content-length': _, 'content-encoding': __, ...kept } = headers;
		res.writeHead(304, kept).end();
		return;
	}
	res.writeHead(200, headers);
	res.end(req.method === 'HEAD' ? undefined : bytes);
}

/** Browsers send the same few wishes over and over. */
const wishes = new LRUCache<string, Encoding>({ max: 100 });

function bestEncoding(accepted: string): Encoding {
	const known = wishes.get(accepted);
	if (known) return known;
	const takes = (name: string) => new RegExp(`(?:^|,)\\s*${name}\\s*(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))(?:;|,|$)`, 'i').test(accepted);
	const best = takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
	wishes.set(accepted, best);
	return best;
}

const isSame = (asked: string, etag: string) => asked === '*' || asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
