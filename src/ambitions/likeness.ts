import { analyse, occurrencesIn, plain } from '#search/words.ts';
import { type Item, once } from './item.ts';

/** Words that every wish is made of, and so tell no two apart. Days and years are said by the period. */
const COMMON = new Set(
	`de het een en of in op aan bij van voor door met naar uit om te tot tussen onder over tegen sinds tijdens na als dan dat die dit deze er
	wij we ons onze zij ze hun ik mijn hij haar zijn jullie je u is was wordt worden werd hebben heeft had kan kunnen moet moeten mag mogen zal
	zullen zou wil willen wens wensen eis voorwaarde prioriteit graag liefst liever minimaal maximaal minstens hoogstens ten minste meest meer
	minder veel weinig alle elke ieder iedere ook nog pas al wel zo snel mogelijk eerder later vroeger eerst laatst komen komt gaan gaat
	vanaf voorjaar zomer najaar herfst winter jaar jaren maand maanden week weken begin eind einde binnen per
	januari februari maart april mei juni juli augustus september oktober november december
	wijk buurt gebied the a an and or of in on at by for to from with we our they their is are be must should may want wants wish more less before after`
		.split(/\s+/)
		.map(plain),
);
const AGAINST = new Set(['niet', 'geen', 'nooit', 'zonder', 'nergens', 'no', 'not', 'never', 'without'].map(plain));
const SHORTEST_ROOT = 5;

/** The words that carry a text, stemmed, without those of the place it is about. */
const rootsOf = once(({ text, place = '' }): Set<string> => {
	const placed = new Set([...occurrencesIn(place)].map(({ written }) => plain(written)));
	const roots = new Set<string>();
	for (const { written } of occurrencesIn(text)) {
		const word = plain(written);
		if (/\d/.test(word) || COMMON.has(word) || AGAINST.has(word) || placed.has(word)) continue;
		roots.add(analyse(written, 'nl').stem);
	}
	return roots;
});

/** Dutch writes together what belongs together: warmtenet is in warmtenetten, and straat in straatwerk. */
const meet = (one: string, other: string): boolean =>
	one === other || (Math.min(one.length, other.length) >= SHORTEST_ROOT && (one.includes(other) || other.includes(one)));

/**
 * How much of the shorter of two texts is said by the other as well, from 0 to 1 (the overlap coefficient over stems). Texts that say
 * nothing beside their theme are the same.
 */
export function likenessOf(one: Item, other: Item): number {
	const [shorter = new Set(), longer = new Set()] = [rootsOf(one), rootsOf(other)].toSorted((a, b) => a.size - b.size);
	if (shorter.size === 0) return 1;
	const shared = [...shorter].filter((root) => [...longer].some((of) => meet(root, of)));
	return shared.length / shorter.size;
}

/** What follows a `not` that only says when, or how much: not before 2028, not more than ten. */
const BOUNDS = new Set(
	'voor eerder later na langer meer minder hoger lager alleen te before after later earlier more less only'.split(' '),
);

/** Whether a text is against the thing it names. */
export const isAgainst = once(({ text }): boolean => {
	const words = [...occurrencesIn(text)].map(({ written }) => plain(written));
	const denials = words.filter((word, at) => AGAINST.has(word) && !BOUNDS.has(words[at + 1] ?? ''));
	return denials.length % 2 === 1;
});
