import type { Template } from '#guide/template.ts';
import { blocksFrom } from '#paper/from-markdown.ts';
import { odtOf } from '#paper/odt.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Publication } from '#publishing/publication.ts';
import { rendering } from '#publishing/views.ts';

const files = new WeakMap<Template, Map<string, Uint8Array>>();

/** The file of a template in the reader's language. It is made once per release; the same text gives the same bytes. */
export function templateFile(publication: Publication, template: Template, speech: Speech): Uint8Array {
	const made = files.get(template) ?? new Map<string, Uint8Array>();
	files.set(template, made);
	const { text, language } = speech.wording(template.texts);
	const { plain } = rendering(publication, publication.current, speech);
	const file = made.get(language) ?? odtOf({ title: text.title, language, blocks: blocksFrom(text.body, plain) });
	made.set(language, file);
	return file;
}

/** How large a template's file is, as people say it. */
export const templateSize = (publication: Publication, template: Template, speech: Speech): string =>
	speech.size(templateFile(publication, template, speech).length);
