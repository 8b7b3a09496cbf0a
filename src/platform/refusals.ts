import type { MessageKey } from './messages.ts';

/** Why something cannot be had. The kind becomes a status here and nowhere else; the code is the message people read. */
export type RefusalKind = 'not-found' | 'gone' | 'not-allowed' | 'conflict' | 'too-much' | 'unavailable';

/** What a person cannot mend by filling in a form better. Thrown once, caught once. */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly code: MessageKey;
	/** What somebody wrote down about it, in the reader's language. */
	readonly detail: string | undefined;

	constructor(kind: RefusalKind, code: MessageKey, detail?: string) {
		super(code);
		this.kind = kind;
		this.code = code;
		this.detail = detail;
	}

	get status(): number {
		return STATUS[this.kind];
	}
}

const STATUS: Record<RefusalKind, number> = {
	'not-found': 404,
	gone: 410,
	'not-allowed': 403,
	conflict: 409,
	'too-much': 429,
	unavailable: 503,
};

/** Why a file, a feed or a download cannot be had. */
export interface RefusedFile {
	error: unknown;
	message: MessageKey;
	detail: string | undefined;
	/** Where it was asked for, without the language. */
	path: string;
}

/** Goes on with what was looked for, or refuses when it is not there. */
export function found<T>(thing: T | undefined | null, code: MessageKey = 'platform.notFound'): T {
	if (thing === undefined || thing === null) throw new Refusal('not-found', code);
	return thing;
}
