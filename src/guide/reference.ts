/** What a text can point at without typing an address: `knooppunt:juiste-partijen`, `fase:1`. */
export const REFERENCE_KINDS = [
	'knooppunt',
	'werkvorm',
	'verhaal',
	'sjabloon',
	'pagina',
	'fase',
	'spoor',
	'partij',
	'woord',
	'wet',
	'type',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface Reference {
	kind: string;
	id: string;
}

const OUTSIDE = new Set(['http', 'https', 'mailto']);
const WITH_SCHEME = /^([a-z]+):(.+)$/;

/** Reads the target of a Markdown link. Web addresses are no references. */
export function referenceIn(target: string): Reference | null {
	const [, kind = '', id = ''] = WITH_SCHEME.exec(target) ?? [];
	return kind === '' || OUTSIDE.has(kind) ? null : { kind, id };
}

/** All references in a Markdown text. */
export function referencesIn(markdown: string): Reference[] {
	return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => referenceIn(target) ?? []);
}
