import type { Wording } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import type { Edition } from '../edition.ts';

interface Told {
	id: string;
	number: string;
	title: Wording<string>;
	tracks: { code: string }[];
	sensitive: boolean;
	decision: boolean;
}

/** A stop in words. It begins with the name that stands on the map, so that who speaks to the page can say what they see. */
export function spokenStop(edition: Edition, view: Told, speech: Speech): string {
	const junction = edition.junction(view.id);
	const short = junction ? speech.wording(junction.texts).text.short : view.title.text;
	const parts = [
		`${short} – ${view.number} ${view.title.text}`,
		speech.say('guide.onTracks', { tracks: view.tracks.map(({ code }) => code).join(', '), count: view.tracks.length }),
		...(view.decision ? [speech.say('guide.decisionMoment')] : []),
		...(view.sensitive ? [speech.say('guide.sensitiveShort')] : []),
	];
	return parts.join(' · ');
}
