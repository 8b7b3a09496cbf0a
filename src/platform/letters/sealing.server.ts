import type { Keys } from '../keys/keys.server.ts';
import type { Content, Letter, Link } from './letter.ts';
import type { LetterTable } from './letters.tables.ts';

/** How a letter lies in the database: who has only the database reads neither what it says nor where its link leads. */
type Sealed = Pick<LetterTable, 'id' | 'body' | 'secret' | 'secret_until'>;

interface Body {
	paragraphs: string[];
	label: string | null;
	pages?: Link[];
}

const forBody = (id: string) => `letter ${id}`;
const forLink = (id: string) => `letter ${id} link`;

export function sealLetter(keys: Keys, id: string, { paragraphs, action, pages }: Letter): Sealed {
	const body: Body = { paragraphs, label: action?.label ?? null, ...(pages ? { pages } : {}) };
	return {
		id,
		body: keys.seal(forBody(id), JSON.stringify(body)),
		secret: action ? keys.seal(forLink(id), action.url) : null,
		secret_until: action?.expires ?? null,
	};
}

export function openLetter(keys: Keys, sealed: Sealed, now: Date): Content {
	const { paragraphs, label, pages }: Body = JSON.parse(keys.unseal(forBody(sealed.id), sealed.body));
	const link = openLink(keys, sealed, now);
	return { paragraphs, link: link && label !== null ? { label, url: link.url } : null, ...(pages ? { pages } : {}) };
}

/** Where the link leads and until when (ISO-8601 in UTC), or null when it was forgotten or its time is over. */
export function openLink(
	keys: Keys,
	{ id, secret, secret_until: until }: Omit<Sealed, 'body'>,
	now: Date,
): { url: string; until: string } | null {
	if (secret === null || until === null || until <= now.toISOString()) return null;
	return { url: keys.unseal(forLink(id), secret), until };
}
