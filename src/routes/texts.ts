import type { InLanguages } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import type { Publication } from '#publishing/publication.ts';
import { junctionView, rendering } from '#publishing/views.ts';

/** A title with the line that goes with it, worded for one reader, as `TitleList` shows it. */
export function item<Text extends { title: string }>(
	texts: InLanguages<Text>,
	path: string,
	speech: Speech,
	summary: (text: Text) => string,
	kicker?: string,
) {
	const { text, language } = speech.wording(texts);
	return { href: speech.href(path), title: text.title, lang: speech.foreign({ language }), summary: summary(text), kicker };
}

/** A text as HTML, with the language it is in where that is not the reader's, and whether the translation has fallen behind. */
export function body<Text extends { body: string }>(publication: Publication, thing: { texts: InLanguages<Text> }, speech: Speech) {
	const { text, language } = speech.wording(thing.texts);
	return {
		text,
		html: rendering(publication, publication.current, speech).html(text.body),
		lang: speech.foreign({ language }),
		note: noteOn(publication, thing, speech),
	};
}

/** What to tell who reads a translation of an older text. */
export const noteOn = (publication: Publication, thing: object, speech: Speech): string | null =>
	speech.language !== 'nl' && publication.isStale(thing) ? speech.say('publishing.stale') : null;

/** Junctions of the current edition by their ids, for a list. */
export const junctionsOf = (publication: Publication, ids: string[], speech: Speech) =>
	publication.current.junctions
		.filter(({ id }) => ids.includes(id))
		.map((junction) => junctionView(publication, publication.current, junction, speech));
