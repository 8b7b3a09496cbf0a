import type { Edition, Party, Track } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { tracksFromTop } from '#guide/map/layout.ts';
import type { Wording } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import { junctionPath } from './destinations.ts';
import { blockIn } from './findables.ts';
import type { Publication } from './publication.ts';
import { type Rendering, renderingFor } from './rendering.ts';

/** What pages show of the things of a publication, worded for one reader. */

export interface TrackView {
	code: string;
	/** Decides the stroke of its line. */
	index: number;
	name: Wording<string>;
	href: string;
}

export interface PartyView {
	id: string;
	letter: string;
	name: Wording<string>;
	href: string;
}

export interface JunctionView {
	id: string;
	number: string;
	phase: number;
	title: Wording<string>;
	href: string;
	tracks: TrackView[];
	parties: PartyView[];
	sensitive: boolean;
	decision: boolean;
	goal: Wording<string> | null;
}

export const rendering = (publication: Publication, edition: Edition, speech: Speech): Rendering =>
	renderingFor(publication, edition, speech.language, speech.say('guide.phase').toLowerCase());

export function trackView(edition: Edition, track: Track, speech: Speech): TrackView {
	const { text, language } = speech.wording(track.texts);
	const index = tracksFromTop(edition).indexOf(track.code);
	return { code: track.code, index, name: { text: text.name, language }, href: speech.href(`/sporen/${track.code.toLowerCase()}`) };
}

export function partyView(party: Party, speech: Speech): PartyView {
	const { text, language } = speech.wording(party.texts);
	return { id: party.id, letter: party.letter, name: { text: text.name, language }, href: speech.href(`/partijen/${party.id}`) };
}

export function junctionView(publication: Publication, edition: Edition, junction: Junction, speech: Speech): JunctionView {
	const { text, language } = speech.wording(junction.texts);
	const goal = blockIn(junction.texts, 'goal', speech.language);
	const texts = rendering(publication, edition, speech);
	return {
		id: junction.id,
		number: junction.number,
		phase: junction.phase,
		title: { text: text.title, language },
		href: speech.href(junctionPath(publication, edition, junction)),
		tracks: junction.tracks.flatMap((code) => trackView(edition, edition.track(code) as Track, speech)),
		parties: junction.parties.flatMap((id) => partyView(edition.party(id) as Party, speech)),
		sensitive: junction.sensitive,
		decision: junction.decision,
		goal: goal && { text: texts.plain(goal.text), language: goal.language },
	};
}

export interface PhaseView {
	number: number;
	name: Wording<string>;
	href: string;
	lines: string[];
	junctions: JunctionView[];
}

/** The junctions that are let through, under their phases. */
export function byPhase(
	publication: Publication,
	edition: Edition,
	letsThrough: (junction: Junction) => boolean,
	speech: Speech,
): PhaseView[] {
	return edition.phases.flatMap((phase) => {
		const junctions = edition.inPhase(phase.number).filter(letsThrough);
		if (junctions.length === 0) return [];
		const { text, language } = speech.wording(phase.texts);
		return {
			number: phase.number,
			name: { text: text.name, language },
			href: speech.href(`/fasen/${phase.address}`),
			lines: tracksFromTop(edition),
			junctions: junctions.map((junction) => junctionView(publication, edition, junction, speech)),
		};
	});
}
