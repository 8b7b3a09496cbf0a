import type { MessageKey, Speech } from '#platform/messages.ts';

const TITLES: Record<number, MessageKey> = {
	400: 'api-tokens.titleBad',
	401: 'api-tokens.titleToken',
	403: 'api-tokens.titleNotAllowed',
	404: 'api-tokens.titleNotFound',
	405: 'api-tokens.titleMethod',
	409: 'api-tokens.titleNotNow',
	413: 'api-tokens.titleLarge',
	415: 'api-tokens.titleType',
	422: 'api-tokens.titleFields',
	429: 'api-tokens.titleTooMuch',
	503: 'platform.awayTitle',
	507: 'platform.fullTitle',
};

/** What a program is told of a field. */
export interface FieldProblem {
	field: string;
	detail: string;
}

interface More {
	headers?: Record<string, string>;
	errors?: FieldProblem[];
}

/** What went wrong, as problem details for programs (RFC 9457), in the language they asked for. */
export function problem(speech: Speech, status: number, detail?: MessageKey, { headers = {}, errors }: More = {}): Response {
	const title = speech.say(TITLES[status] ?? 'api-tokens.titleBroken');
	const told = { type: 'about:blank', title, status, ...(detail ? { detail: speech.say(detail) } : {}), ...(errors ? { errors } : {}) };
	return new Response(`${JSON.stringify(told)}\n`, {
		status,
		headers: { 'content-type': 'application/problem+json', 'content-language': speech.language, ...headers },
	});
}
