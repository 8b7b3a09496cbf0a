import type { Language, Wording } from '#platform/languages.ts';

/** What can be found. The order is that of the guide: what stands first is shown first when nothing else decides. */
export const KINDS = [
	'knooppunt',
	'werkvorm',
	'praktijkverhaal',
	'sjabloon',
	'woord',
	'wet',
	'wijktype',
	'nieuws',
	'hulp',
	'over',
] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that can be found, in the wording that readers of one language see. */
export interface Findable {
	kind: Kind;
	language: Language;
	/** The Dutch path of its page. */
	path: string;
	title: Wording<string>;
	/** Names it had before; they find it like its title does. */
	aliases: string[];
	lead: Wording<string>;
	body: Wording<string>[];
	/** What it can be filtered by, such as `fase:1`, `spoor:a`, `partij:vve`. */
	labels: string[];
}
