import { ask } from './asking.ts';

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
			const answer = await ask(at, `${language}/projecten/${project}?/opschrijven`, {
				token,
				form: { tekst: text, niveau: 'internal', deel: '' },
			});
			// A form that was taken leads back to the page.
			if (answer.status === 303) kept.push(text);
			return { status: answer.status, text: answer.text, retryAfter: answer.headers['retry-after'], took: performance.now() - from };
		},
	};
}
