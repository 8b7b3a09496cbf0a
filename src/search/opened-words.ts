import { indexWords } from './words.ts';

/** How long words are remembered, in milliseconds, and how many letters of them at most. */
const REMEMBERED_FOR = 15 * 60_000;
const MOST_LETTERS = 16_000_000;

/**
 * By which words locked texts are found that were opened to be looked in. No index holds anything of them, and opening hundreds of them
 * for every search costs more than all the rest of it. Who asks has shown before that they may read the text. See docs/decisions/0025.
 */
export class OpenedWords {
	/** What was opened first stands first. */
	readonly #known = new Map<string, { words: string; until: number }>();
	readonly #most: number;
	#letters = 0;
	#broom: NodeJS.Timeout | undefined;

	constructor(most = MOST_LETTERS) {
		this.#most = most;
	}

	/** The words of a text, each once and between spaces; undefined when it was not opened lately. Its name changes whenever the text does. */
	of(name: string, now = Date.now()): string | undefined {
		const known = this.#known.get(name);
		return known && known.until > now ? known.words : undefined;
	}

	/** Takes the words from a text that was opened, and gives them. */
	learn(name: string, text: string, now = Date.now()): string {
		const words = ` ${[...new Set(indexWords(text, 'nl').split(' '))].join(' ')} `;
		this.#drop(name);
		this.#known.set(name, { words, until: now + REMEMBERED_FOR });
		this.#letters += words.length;
		this.#forget(now);
		// What is over goes also when nobody searches any more.
		this.#broom ??= setInterval(() => this.#forget(Date.now()), REMEMBERED_FOR).unref();
		return words;
	}

	/** What is over, and of the rest what was opened longest ago, as far as it is too much. */
	#forget(now: number): void {
		for (const [name, { until }] of this.#known) {
			if (until > now && this.#letters <= this.#most) return;
			this.#drop(name);
		}
	}

	#drop(name: string): void {
		this.#letters -= this.#known.get(name)?.words.length ?? 0;
		this.#known.delete(name);
	}
}

/** What this process remembers. */
export const openedWords = new OpenedWords();
