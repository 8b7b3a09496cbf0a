import type { RequestEvent } from '@sveltejs/kit';
import type { RefusedFile } from '#platform/refusals.ts';

/** Addresses that have no page of their own to tell on what went wrong. */
const FILES = new Set(
	Object.keys(import.meta.glob('./**/+server.ts', { exhaustive: true })).map((file) => file.replace(/^\.(.*)\/\+server\.ts$/, '$1')),
);

export const isFile = (route: string | null): boolean => route !== null && FILES.has(route);

/** Tells who reads pages on a page, and every other program in a line of text. */
export async function inWords(event: RequestEvent, status: number, { message, detail }: RefusedFile): Promise<Response> {
	const { request, locals } = event;
	const { say, href, language } = locals.speech;
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	if (isRead && request.headers.get('accept')?.includes('text/html'))
		return event.fetch(href('/geweigerd'), { method: request.method, headers: { accept: 'text/html' } });
	return new Response(`${[say(message), ...(detail === undefined ? [] : [detail])].join(' ')}\n`, {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'content-language': language },
	});
}
