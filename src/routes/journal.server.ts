import type { RequestEvent } from '@sveltejs/kit';
import { newestCheckpoint } from '#platform/journal/checkpoints.server.ts';
import { FILTER_NAMES, type Filter, filterIn, type Kinds, OTHER, questionOf } from '#platform/journal/filter.ts';
import type { Question } from '#platform/journal/journal.ts';
import { type Line, type Telling, tell } from '#platform/journal/telling.ts';

const PER_PAGE = 50;

interface Journal {
	chain: string;
	kinds: Kinds;
	telling: Telling;
	lines: (question: Question) => Promise<Line[]>;
	actors: { pseudonym: string; name: string }[];
}

/** A page of a journal, with what can be chosen of it and its newest checkpoint. */
export async function journalPage(event: Pick<RequestEvent, 'locals' | 'url'>, { chain, kinds, telling, lines, actors }: Journal) {
	const { house, speech, path } = event.locals;
	const { say } = speech;
	const filter = filterIn(event.url.searchParams);
	// One more than is shown, to know whether there are older ones.
	const found = await lines({ ...questionOf(filter, kinds), limit: PER_PAGE + 1 });
	const shown = found.slice(0, PER_PAGE);
	const checkpoint = await newestCheckpoint(house.db, chain);
	const page = (voor: string) => addressOf(speech.href(path), { ...filter, voor });
	return {
		filter,
		kinds: [
			...Object.entries(kinds).map(([value, { name }]) => ({ value, label: say(name) })),
			{ value: OTHER, label: say('platform.journalOther') },
		],
		actors: actors.map(({ pseudonym, name }) => ({ value: pseudonym, label: name })),
		entries: shown.map((line) => {
			const told = tell(line, telling, speech);
			return { ...told, at: speech.moment(told.at), hash: told.hash.slice(0, 12) };
		}),
		older: found.length > PER_PAGE ? page(String(shown.at(-1)?.seq)) : null,
		newest: filter.voor === '' ? null : page(''),
		checkpoint: checkpoint && {
			note: checkpoint.note,
			made: say('platform.journalCheckpointMade', { moment: speech.moment(checkpoint.at), size: checkpoint.size }),
		},
	};
}

function addressOf(path: string, filter: Filter): string {
	const query = new URLSearchParams(FILTER_NAMES.filter((name) => filter[name] !== '').map((name) => [name, filter[name]]));
	return query.size === 0 ? path : `${path}?${query}`;
}
