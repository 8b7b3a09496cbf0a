import { type Manuscript, revisionOf } from '../manuscript.ts';
import type { Finding, Prose } from './sentences.ts';

/** Translations that belong to an older Dutch text, or do not say to which they belong. */
export const translations = (prose: Prose[], manuscript: Manuscript): Finding[] =>
	prose.flatMap(({ file }) => {
		if (file.language === 'nl') return [];
		const original = manuscript.get(`${file.stem}.md`) ?? '';
		return file.translates === revisionOf(original)
			? []
			: [{ file: file.path, message: 'look it through, then `bin/wijkspoor content stamp` it' }];
	});
