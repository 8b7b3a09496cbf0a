import type { Edition } from '#guide/edition.ts';
import { type Filter, queryOf } from '#guide/filter.ts';
import type { Speech } from '#platform/messages.ts';
import { partyView, trackView } from '#publishing/views.ts';

/** The filter as links: each choice leads to the same page with that choice made, or taken back where it was made. */
export function filterGroups(edition: Edition, filter: Filter, speech: Speech) {
	const link = <Key extends keyof Filter>(key: Key, value: NonNullable<Filter[Key]>) => {
		const chosen = filter[key] === value;
		return { chosen, href: speech.href('/') + queryOf({ ...filter, [key]: chosen ? null : value }) };
	};
	return [
		{
			name: speech.say('guide.phase'),
			choices: edition.phases.map((phase) => {
				const { text, language } = speech.wording(phase.texts);
				return {
					id: String(phase.number),
					sign: String(phase.number),
					name: { text: text.name, language },
					...link('phase', phase.number),
				};
			}),
		},
		{
			name: speech.say('guide.track'),
			choices: edition.tracks.map((track) => {
				const { code, name } = trackView(edition, track, speech);
				return { id: code, sign: code, name, ...link('track', code) };
			}),
		},
		{
			name: speech.say('guide.party'),
			choices: edition.parties.map((party) => {
				const { id, name } = partyView(party, speech);
				return { id, sign: null, name, ...link('party', id) };
			}),
		},
	];
}
