import type { Edition } from '#guide/edition.ts';
import { layOut, type MapLayout } from '#guide/map/layout.ts';
import { spokenStop } from '#guide/map/spoken.ts';
import type { Wording } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import { type Standings, statusIn, summaryOf } from './progress.ts';
import { isSensitiveIn, type Sensitivities } from './sensitivity.ts';
import { STATUS_NAMES, type Status } from './status.ts';

/** Everything the map of a project shows, worded for one reader. */
export interface ProgressMap {
	map: MapLayout;
	stops: Map<string, { href: string; spoken: string; goal: string; quiet: boolean }>;
	statuses: Map<string, Status>;
	tracks: { code: string; name: Wording<string>; href: string }[];
	/** The same as a list. */
	listHref: string;
	done: number;
	of: number;
}

/** `hrefOf` gives the address of a junction in the project, `goals` what is reached at each. */
export function progressMap(
	edition: Edition,
	standings: Standings,
	sensitivities: Sensitivities,
	speech: Speech,
	{ hrefOf, listHref, goals }: { hrefOf: (junction: string) => string; listHref: string; goals: ReadonlyMap<string, string> },
): ProgressMap {
	const { say } = speech;
	const { done, of } = summaryOf(edition, standings);
	const here = edition.junctions.map((junction) => ({ ...junction, sensitive: isSensitiveIn(sensitivities, junction) }));
	const layout = layOut(edition, {
		junction: (junction) => speech.wording(junction.texts).text.short,
		phase: (phase) => speech.wording(phase.texts).text,
	});
	return {
		...{ listHref, done, of },
		// What is sensitive is what the project says is.
		map: {
			...layout,
			stops: layout.stops.map((stop) => ({ ...stop, junction: here.find(({ id }) => id === stop.junction.id) ?? stop.junction })),
		},
		stops: new Map(
			here.map((junction) => {
				const status = say(STATUS_NAMES[statusIn(standings, junction.id)]);
				const { text, language } = speech.wording(junction.texts);
				const told = { ...junction, title: { text: text.title, language }, tracks: junction.tracks.map((code) => ({ code })) };
				const spoken = `${spokenStop(edition, told, speech)} · ${status}`;
				const stop = { href: hrefOf(junction.id), spoken, goal: goals.get(junction.id) ?? '', quiet: false };
				return [junction.id, stop];
			}),
		),
		statuses: new Map(here.map(({ id }) => [id, statusIn(standings, id)])),
		tracks: edition.tracks.map(({ code, texts }) => {
			const { text, language } = speech.wording(texts);
			return { code, name: { text: text.name, language }, href: speech.href(`/sporen/${code.toLowerCase()}`) };
		}),
	};
}
