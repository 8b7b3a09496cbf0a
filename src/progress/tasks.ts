import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import type { Wording } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import { type Standings, statusIn } from './progress.ts';
import { isSensitiveIn, type Sensitivities } from './sensitivity.ts';
import { isSettled, type Status } from './status.ts';

/** A junction as something to do. */
export interface Task {
	id: string;
	number: string;
	title: Wording<string>;
	href: string;
	status: Status;
	owner: string | null;
	plannedFrom: string | null;
	plannedUntil: string | null;
	isSensitive: boolean;
	isDecision: boolean;
}

/** Tasks that follow each other: a series, or what lies between two. */
export interface TaskGroup {
	name: Wording<string> | null;
	tasks: Task[];
}

export interface TaskPhase {
	number: number;
	name: Wording<string>;
	done: number;
	of: number;
	groups: TaskGroup[];
}

/** All that is to be done, per phase and series, worded for one reader. */
export function tasksOf(
	edition: Edition,
	standings: Standings,
	sensitivities: Sensitivities,
	speech: Speech,
	hrefOf: (junction: string) => string,
): TaskPhase[] {
	return edition.phases.map((phase) => {
		const junctions = edition.inPhase(phase.number);
		const { text, language } = speech.wording(phase.texts);
		const needed = junctions.filter(({ id }) => statusIn(standings, id) !== 'unneeded');
		return {
			number: phase.number,
			name: { text: text.name, language },
			done: needed.filter(({ id }) => isSettled(statusIn(standings, id))).length,
			of: needed.length,
			groups: groupsOf(edition, junctions).map((group) => {
				const series = group[0] && edition.seriesOf(group[0]);
				return {
					name: series ? speech.wording(series.name) : null,
					tasks: group.map((junction) => taskOf(junction, standings, sensitivities, speech, hrefOf)),
				};
			}),
		};
	});
}

function groupsOf(edition: Edition, junctions: Junction[]): Junction[][] {
	const groups: Junction[][] = [];
	for (const junction of junctions) {
		const group = groups.at(-1);
		if (group?.[0] && edition.seriesOf(group[0]) === edition.seriesOf(junction)) group.push(junction);
		else groups.push([junction]);
	}
	return groups;
}

function taskOf(
	junction: Junction,
	standings: Standings,
	sensitivities: Sensitivities,
	speech: Speech,
	hrefOf: (junction: string) => string,
): Task {
	const { text, language } = speech.wording(junction.texts);
	const now = standings.get(junction.id);
	return {
		id: junction.id,
		number: junction.number,
		title: { text: text.title, language },
		href: hrefOf(junction.id),
		status: statusIn(standings, junction.id),
		owner: now?.ownerName ?? null,
		plannedFrom: now?.plannedFrom ?? null,
		plannedUntil: now?.plannedUntil ?? null,
		isSensitive: isSensitiveIn(sensitivities, junction),
		isDecision: junction.decision,
	};
}
