/** A municipality of the Netherlands, by its CBS code such as `GM0518`. */
export interface Municipality {
	code: string;
	name: string;
}

/** What somebody typed can be one municipality, none, or more than one. */
export type Looked =
	| { ok: true; municipality: Municipality }
	| { ok: false; issue: 'projects.noMunicipality' | 'projects.severalMunicipalities' };

/** What people call a municipality whose official name is another. */
const ALSO_CALLED: Record<string, string> = { GM0518: 'Den Haag', GM0796: 'Den Bosch' };

/** A name as it is compared: without accents, apostrophes, capitals, and what stands in brackets behind it. */
const folded = (name: string): string =>
	name
		.normalize('NFKD')
		.replace(/\p{M}|['’‘`´]/gu, '')
		.replace(/\s*\(.*\)\s*$/, '')
		.replace(/[\s-]+/g, ' ')
		.trim()
		.toLowerCase();

/** The list of all municipalities. */
export class Municipalities {
	readonly all: readonly Municipality[];
	readonly #byCode: ReadonlyMap<string, Municipality>;

	/** Reads lines of `code;name` under one line of headings. Throws when a code is wrong or stands there twice: the list is part of the product. */
	constructor(csv: string) {
		const [, ...lines] = csv.split(/\r?\n/).filter((line) => line.trim() !== '');
		this.all = lines.map((line) => {
			const [, code, name] = /^(GM\d{4});(\S.*)$/.exec(line) ?? [];
			if (!code || !name) throw new Error(`This is no line of a list of municipalities: ${line}`);
			return { code, name };
		});
		this.#byCode = new Map(this.all.map((one) => [one.code, one]));
		if (this.#byCode.size !== this.all.length) throw new Error('A code stands twice in the list of municipalities.');
	}

	at(code: string | null): Municipality | null {
		return (code !== null && this.#byCode.get(code)) || null;
	}

	/** Everything that can be typed to mean one, in the order of the alphabet. */
	get names(): string[] {
		const names = this.all.flatMap(({ code, name }) => [name, ...(ALSO_CALLED[code] ? [ALSO_CALLED[code]] : [])]);
		return names.toSorted(new Intl.Collator('nl', { ignorePunctuation: true }).compare);
	}

	/** The municipality of this name or code. Two are called Bergen, so that name needs what the list has behind it. */
	find(typed: string): Looked {
		const exact = this.all.filter(({ code, name }) => name.toLowerCase() === typed.toLowerCase() || code === typed.toUpperCase());
		const wanted = folded(typed);
		const alike = this.all.filter(({ code, name }) => folded(name) === wanted || folded(ALSO_CALLED[code] ?? name) === wanted);
		const [one, another] = exact.length > 0 ? exact : alike;
		if (!one) return { ok: false, issue: 'projects.noMunicipality' };
		return another ? { ok: false, issue: 'projects.severalMunicipalities' } : { ok: true, municipality: one };
	}
}
