import fc from 'fast-check';
import { readForm, readJson } from '#platform/forms.ts';
import words from '../../messages/nl.json' with { type: 'json' };
import { type Finding, holds } from './finding.ts';
import { allForms, anyText, asForm, filledIn } from './fuzz-text.ts';

/** Fills in every form with anything: it is read or refused, and what is refused says why in words that there are. */
export async function fillInAnything(runs: number, seed: number): Promise<Finding[]> {
	const forms = await allForms();
	const broken: string[] = [];
	const wordless = new Set<string>();
	const read = { taken: 0, refused: 0 };
	for (const [index, { name, schema, fields }] of forms.entries()) {
		const numRuns = Math.ceil(runs / forms.length);
		for (const given of fc.sample(fc.tuple(filledIn(fields), anyText, fc.jsonValue()), { numRuns, seed: seed + index })) {
			const [filled, text, json] = given;
			try {
				const form = await readForm(asForm(filled), schema);
				read[form.ok ? 'taken' : 'refused']++;
				if (!form.ok)
					for (const [field, issue] of Object.entries(form.issues)) if (!(issue in words)) wordless.add(`${name} ${field}: ${issue}`);
				for (const body of [text, JSON.stringify(json), JSON.stringify(Object.fromEntries(filled))])
					await readJson(new Request('http://127.0.0.1/', { method: 'POST', body }), schema);
			} catch (error) {
				broken.push(`${name} ${JSON.stringify(given).slice(0, 120)}: ${error}`);
			}
		}
	}
	return [
		holds(
			forms.length > 0 && read.taken > 0 && broken.length === 0,
			`${read.taken + read.refused} times a form of ${forms.length}: ${read.taken} taken, ${read.refused} refused, ${broken.length} broken${broken.slice(0, 3).map((what) => `; ${what}`)}`,
		),
		holds(wordless.size === 0, `what is refused says why${[...wordless].slice(0, 5).map((what) => `, but not ${what}`)}`),
	];
}
