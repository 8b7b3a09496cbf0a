import { ask } from './asking.ts';
import { HOME, JUNCTION } from './cached-pages.ts';
import type { Part, Row } from './part.ts';
import type { Running } from './processes.ts';
import { SEARCH } from './search-pages.ts';

/** What travels to a reader who comes for the first time. */
export async function bytes(server: Running): Promise<Part> {
	const rows = [await pageOf(server, 'home', HOME), await pageOf(server, 'junction', JUNCTION), await pageOf(server, 'search', SEARCH)];
	return { name: 'Bytes of a page', rows, targets: [], notes: ['sent: as it travels to a browser that takes Brotli'] };
}

async function pageOf(server: Running, name: string, path: string): Promise<Row> {
	const url = server.address + path;
	const raw = await ask(url, 'identity');
	const sent = await ask(url);
	const links = [...raw.bytes.toString().matchAll(/<link [^>]*>/g)].map(([tag]) => tag);
	const style = await sizeOf(
		url,
		links.filter((tag) => tag.includes('rel="stylesheet"')),
	);
	const fonts = await sizeOf(
		url,
		links.filter((tag) => tag.includes('as="font"')),
	);
	return {
		page: name,
		HTML: raw.bytes.length,
		'HTML sent': sent.bytes.length,
		as: sent.headers['content-encoding'] ?? 'not compressed',
		'style sent': style,
		'fonts sent': fonts,
		'all sent': sent.bytes.length + style + fonts,
	};
}

async function sizeOf(page: string, links: string[]): Promise<number> {
	let size = 0;
	for (const link of links) {
		const [, href = ''] = /href="([^"]+)"/.exec(link) ?? [];
		size += (await ask(new URL(href, page).href)).bytes.length;
	}
	return size;
}
