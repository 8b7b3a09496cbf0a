import fc from 'fast-check';
import * as v from 'valibot';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { accountOf, halfSignInOf } from '#accounts/sign-ins.server.ts';
import { beginSignIn } from '#accounts/signing-in.server.ts';
import { addEntry } from '#logbook/entering.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { entrySchema, givenIn, PLACE } from '#logbook/forms.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import { CONTRIBUTE, JOIN } from '#meetings/forms.ts';
import { join as joinMeeting } from '#meetings/joining.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { readForm } from '#platform/forms.ts';
import { LANGUAGES } from '#platform/languages.ts';
import { Refusal } from '#platform/refusals.ts';
import { ADD, PART } from '#projects/forms.ts';
import { addMember, memberOf } from '#projects/members.server.ts';
import { addSubproject } from '#projects/projects.server.ts';
import { KINDS } from '#search/finding.ts';
import { search } from '#search/search.server.ts';
import type { Neighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Finding, holds } from './finding.ts';
import { anyText, asForm, filledIn } from './fuzz-text.ts';

const NOTE = v.object({ ...PLACE.entries, ...entrySchema('note', []).entries });

type Try = (db: Database, village: Neighbourhood, text: string, other: string, filled: [string, string][]) => Promise<unknown>;

/** An address never holds the sign without a shape: it leads nowhere before a verb sees it. */
const fromAddress = (text: string): string => text.replaceAll('\u0000', '');
const asLeader = (db: Database, { people, project }: Neighbourhood) => memberOf(db, people.leader.account, project);

/** Verbs with what reaches them from outside: parts of addresses and cookies as they are, fields as a form hands them on. */
const TRIES: Record<string, { fields: string[]; attempt: Try }> = {
	search: {
		fields: [],
		attempt: (db, _, typed, label) =>
			search(db, {
				typed,
				language: LANGUAGES[typed.length % LANGUAGES.length] ?? 'nl',
				kind: KINDS[label.length % (KINDS.length + 1)] ?? null,
				labels: label.length % 2 === 0 ? [] : [`partij:${fromAddress(label)}`],
				page: 1 + (typed.length % 99),
			}),
	},
	'signing in': {
		fields: [],
		attempt: (db, _, addressKey, password) =>
			beginSignIn(db, keys, { addressKey: fromAddress(addressKey), password }, { place: 'hier', device: 'proef', knownDevice: password }),
	},
	'who is signed in': { fields: [], attempt: async (db, _, token) => [await accountOf(db, token), await halfSignInOf(db, token)] },
	'a new password': { fields: [], attempt: (db, _, address) => askForNewPassword(db, keys, fromAddress(address), 'http://127.0.0.1') },
	'a project': { fields: [], attempt: (db, { people }, id) => memberOf(db, people.leader.account, fromAddress(id)) },
	'a note': {
		fields: [],
		attempt: async (db, village, id, other) => {
			const member = await asLeader(db, village);
			await entryFor(db, keys, member, fromAddress(id)).catch(onlyRefused);
			return removeEntry(db, keys, member, { id: fromAddress(other), reason: 'proef' });
		},
	},
	'writing a note': {
		fields: Object.keys(NOTE.entries),
		attempt: async (db, village, text, _, filled) => {
			const form = await readForm(
				asForm([
					...filled.filter(([name]) => !['niveau', 'weg', 'datum'].includes(name)),
					...Object.entries({ niveau: text.length % 2 ? 'core' : 'internal', weg: 'phone', datum: '2026-11-01' }),
				]),
				NOTE,
			);
			if (!form.ok) return;
			const values = form.values as Record<string, string> & v.InferOutput<typeof PLACE>;
			const { niveau: level, deel } = values;
			const member = await asLeader(db, village);
			const { version: __, ...given } = givenIn('note', values, []);
			const id = await addEntry(db, keys, member, { ...given, kind: 'note', level, subproject: deel.length > 3 ? deel : null });
			const { words } = await entryFor(db, keys, member, id);
			if (words.text !== given.words.text) throw new Error(`${given.words.text} became ${words.text}`);
		},
	},
	'adding a part': {
		fields: Object.keys(PART.entries),
		attempt: async (db, village, _, __, filled) => {
			const form = await readForm(asForm(filled), PART);
			return form.ok && addSubproject(db, keys, await asLeader(db, village), form.values.naam);
		},
	},
	'adding a member': {
		fields: Object.keys(ADD.entries),
		attempt: async (db, village, text, _, filled) => {
			const form = await readForm(asForm([...filled.filter(([name]) => name !== 'rol'), ['rol', 'member']]), ADD);
			if (!form.ok) return;
			const { adres, deel, rol } = form.values;
			return addMember(db, keys, await asLeader(db, village), { addressKey: adres, role: rol, subproject: deel || fromAddress(text) });
		},
	},
	'coming into a meeting': {
		fields: [...Object.keys(JOIN.entries), ...Object.keys(CONTRIBUTE.entries)],
		attempt: async (db, _, place, __, filled) => {
			const form = await readForm(asForm(filled), JOIN);
			return form.ok && joinMeeting(db, keys, form.values as never, fromAddress(place));
		},
	},
};

const onlyRefused = (error: unknown): void => {
	if (!(error instanceof Refusal)) throw error;
};

/** Does what can be done with anything: it is done or refused, never broken. */
export async function doAnything(db: Database, village: Neighbourhood, runs: number, seed: number): Promise<Finding[]> {
	const broken: string[] = [];
	const names = Object.keys(TRIES);
	let done = 0;
	let refused = 0;
	for (const [index, name] of names.entries()) {
		const { fields, attempt } = TRIES[name] ?? { fields: [], attempt: async () => {} };
		const inputs = fc.tuple(anyText, anyText, filledIn(fields));
		for (const [text, other, filled] of fc.sample(inputs, { numRuns: Math.ceil(runs / names.length), seed: seed + index })) {
			try {
				await attempt(db, village, text, other, filled);
				done++;
			} catch (error) {
				if (error instanceof Refusal) refused++;
				else broken.push(`${name} ${JSON.stringify([text, other, filled]).slice(0, 200)}: ${error}`);
			}
		}
	}
	return [
		holds(
			done > 0 && broken.length === 0,
			`${done + refused + broken.length} times one of ${names.length} verbs: ${done} done, ${refused} refused, ${broken.length} broken${broken.slice(0, 4).map((what) => `; ${what}`)}`,
		),
	];
}
