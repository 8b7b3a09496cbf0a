import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { KINDS } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Neighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';

const DAY = 86_400_000;
const SENTENCES = [
	'De bewoners van de Zonnelaan vroegen of het werk na de zomer kan beginnen, omdat de speeltuin er dan bijna niet gebruikt wordt.',
	'De corporatie vervangt de daken in dezelfde maanden, dus er staat maar één keer een steiger.',
	'Uit het onderzoek bleek dat de ondergrond geschikt is, op twee plaatsen na.',
	'De netbeheerder legt de kabels eerder dan gepland.',
];

/** Years of a logbook: of each kind as many, over a few years of days. Gives nothing; it is there. */
export async function manyEntries(db: Database, { people, project }: Neighbourhood, count: number): Promise<void> {
	const member = await memberOf(db, people.leader.account, project);
	for (let n = 0; n < count; n++) await addEntry(db, keys, member, entryAt(n));
}

function entryAt(n: number): NewEntry {
	const kind = KINDS[n % KINDS.length] ?? 'note';
	const text = Array.from({ length: 2 + (n % 4) }, (_, at) => SENTENCES[(n + at) % SENTENCES.length]).join(' ');
	const title = `Nummer ${n}: ${SENTENCES[n % SENTENCES.length]?.slice(0, 50)}`;
	const happenedOn = new Date(Date.parse('2022-01-10T00:00:00Z') + (n % 1400) * DAY).toISOString().slice(0, 10);
	const words = {
		decision: {
			title,
			text,
			why: text,
			by: 'de stuurgroep',
			ground: 'mandaat van het college van 3 maart 2022',
			alternatives: text,
			consequences: text,
		},
		action: { title, text },
		document: { title, text },
		link: { title, url: `https://rapport.example/${n}`, text },
		note: { text },
	}[kind];
	return {
		kind,
		level: 'internal',
		subproject: null,
		happenedOn,
		words,
		...(kind === 'action' && { action: { owner: null, dueOn: null } }),
	};
}
