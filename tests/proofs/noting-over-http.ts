import type { Database } from '#platform/database/database.server.ts';
import { ask } from './asking.ts';

/** The form that writes a note in the logbook. */
export const noting = (project: string) => ({
	path: `/projecten/${project}/logboek/nieuw?soort=note`,
	form: { tekst: 'nog iets', niveau: 'internal', deel: '', weg: 'screen', datum: '2026-11-01' },
});

/** The texts of the notes that are there. */
export const textsIn = async (db: Database): Promise<Set<string>> => {
	const rows = await db.selectFrom('entries').select('content').where('kind', '=', 'note').where('level', '=', 'internal').execute();
	return new Set(rows.map(({ content }) => content));
};

/** Somebody who writes notes through the screen, and remembers what was acknowledged. */
export interface Writer {
	/** Writes one note, on a page in the language of the address; gives the answer. */
	write(language?: '' | '/en'): Promise<Said>;
	readonly kept: string[];
}

export interface Said {
	status: number;
	text: string;
	retryAfter: string | undefined;
	/** In milliseconds. */
	took: number;
}

/** Writers of one project. No two texts are the same. */
export function writerAt(at: string, token: string, project: string, name: string): Writer {
	const kept: string[] = [];
	let n = 0;
	return {
		kept,
		async write(language = '') {
			const text = `${name} ${n++}`;
			const from = performance.now();
			const answer = await ask(at, `${language}${noting(project).path}`, { token, form: { ...noting(project).form, tekst: text } });
			// A form that was taken leads on to what was written.
			if (answer.status === 303) kept.push(text);
			return { status: answer.status, text: answer.text, retryAfter: answer.headers['retry-after'], took: performance.now() - from };
		},
	};
}
