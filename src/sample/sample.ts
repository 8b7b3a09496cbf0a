import * as v from 'valibot';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { isDay } from '#logbook/question.ts';
import { RELATIONS } from '#logbook/relation.ts';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { STATUSES } from '#progress/status.ts';
import { INVITED_ROLES } from '#projects/invitation.ts';
import { LEVELS } from '#projects/level.ts';
import { REGISTERS } from '#registers/all.ts';
import { REGISTER_LEVELS } from '#registers/register.ts';
import { WAYS } from '#stakeholders/involvement/involvement.ts';
import { GROUPS } from '#stakeholders/judgement.ts';
import { RANKS } from '#stakeholders/stakeholder.ts';
import { STEPS } from '#stakeholders/steps.ts';
import { SAID_KINDS } from '#talks/line.ts';
import { SHARED_LEVELS, STATES } from '#talks/shared.ts';

/**
 * How the sample is written down in `content/sample`: who is who, and what happened on which day. People, organisations, parts and
 * entries have a short key, by which the texts name each other.
 */

const day = v.pipe(v.string(), v.check(isDay, 'expected a day such as 2024-03-14'));
const key = v.pipe(v.string(), v.regex(/^[a-z\d-]+$/, 'expected a key of small letters, digits and dashes'));
const words = (longest: number) => v.pipe(v.string(), v.trim(), v.nonEmpty('expected words'), v.maxLength(longest));
const line = v.pipe(
	words(200),
	v.check((text) => !text.includes('\n'), 'expected one line'),
);
const text = words(10_000);
const sentence = words(500);
/** Who did it, and on which day. */
const deed = { on: day, by: key };

export const ORGANISATIONS = v.array(v.strictObject({ key, name: line, kind: v.picklist(ORGANISATION_KINDS) }));
export const PEOPLE = v.array(v.strictObject({ key, name: line, organisation: key }));
export const PROJECT = v.strictObject({
	on: day,
	name: line,
	area: words(2_000),
	archetype: key,
	edition: key,
	planned: v.strictObject({ start: line, end: line }),
	/** Of which organisation it is, who looks after its people, and who leads first. */
	organisation: key,
	administrator: key,
	leader: key,
});
export const PARTS = v.array(v.strictObject({ ...deed, key, name: line }));
export const COMINGS = v.array(
	v.variant('what', [
		v.strictObject({ ...deed, what: v.literal('joins'), who: key, role: v.picklist(INVITED_ROLES), part: v.optional(key) }),
		v.strictObject({ ...deed, what: v.literal('ends'), who: key }),
		v.strictObject({ ...deed, what: v.literal('hands-over'), who: key }),
	]),
);

const wish = {
	...deed,
	junction: key,
	status: v.picklist(STATUSES),
	reason: sentence,
	owner: v.optional(key),
	happened: v.optional(day),
	planned: v.optional(v.strictObject({ from: v.optional(day), until: v.optional(day) })),
};
/** Where nothing is said of owner and plan, they stay as they were. */
export const CHANGES = v.array(v.strictObject({ ...wish, part: v.optional(key) }));
export const PROPOSALS = v.array(
	v.strictObject({
		...wish,
		accepted: v.optional(v.strictObject(deed)),
		declined: v.optional(v.strictObject({ ...deed, reason: sentence })),
	}),
);
const timing = v.optional(v.union([v.strictObject({ on: day }), v.strictObject({ unneeded: sentence })]));
export const SENSITIVITIES = v.array(
	v.strictObject({ ...deed, junction: key, sensitive: v.boolean(), reason: sentence, college: timing, council: timing }),
);
export const WAITS = v.array(v.strictObject({ ...deed, junction: key, for: key, reason: sentence }));

const entry = {
	key,
	on: day,
	author: key,
	/** The day it was written down, where that was later. */
	entered: v.optional(day),
	level: v.optional(v.picklist(LEVELS)),
	part: v.optional(key),
	channel: v.optional(v.picklist(CHOSEN_CHANNELS)),
	junctions: v.optional(v.array(key)),
	relations: v.optional(v.array(v.strictObject({ kind: v.picklist(RELATIONS), to: key }))),
	reactions: v.optional(v.array(v.strictObject({ ...deed, text: words(1_000) }))),
};
const decision = {
	title: line,
	text: v.optional(text),
	why: text,
	by: line,
	ground: line,
	alternatives: v.optional(text),
	consequences: v.optional(text),
};
/** That an entry was written anew: what is named became this. */
const rewritten = <E extends v.ObjectEntries>(fields: E) =>
	v.optional(v.array(v.strictObject({ ...deed, words: v.partial(v.strictObject(fields)) })));

export const DECISIONS = v.array(
	v.strictObject({ ...entry, ...decision, rewritten: rewritten(decision), confirmed: v.optional(v.strictObject(deed)) }),
);
const action = { title: line, text: v.optional(text) };
export const ACTIONS = v.array(
	v.strictObject({
		...entry,
		...action,
		owner: v.optional(key),
		due: v.optional(day),
		done: v.optional(v.strictObject({ ...deed, note: v.optional(sentence) })),
		rewritten: rewritten(action),
	}),
);
export const NOTES = v.array(v.strictObject({ ...entry, text, rewritten: rewritten({ text }) }));
export const LINKS = v.array(v.strictObject({ ...entry, title: line, url: v.pipe(v.string(), v.url()), text: v.optional(text) }));
/** A file `x.odt` is made of the text `x.md`; others are what they are. */
const file = v.pipe(v.string(), v.regex(/^[a-z\d-]+\.(odt|csv|txt|png)$/, 'expected a file such as brief.odt'));
export const DOCUMENTS = v.array(
	v.strictObject({
		...entry,
		title: line,
		text: v.optional(text),
		file,
		newer: v.optional(v.array(v.strictObject({ ...deed, file }))),
	}),
);
export const MEETINGS = v.array(
	v.strictObject({
		...deed,
		title: line,
		question: line,
		said: v.array(v.strictObject({ by: v.optional(line), text: sentence, shown: v.boolean() })),
	}),
);

/** A step on an axis of the matrix, and why. */
const step = v.tuple([v.picklist(STEPS), sentence]);
const place = { interest: step, influence: step };
export const STAKEHOLDERS = v.array(
	v.strictObject({
		...{ ...deed, key, name: line, kind: key, rank: v.picklist(RANKS), level: v.optional(v.picklist(REGISTER_LEVELS), 'internal') },
		...{ contacts: v.optional(v.string(), ''), dwellings: v.optional(v.number()), share: v.optional(v.number()), owner: key },
		...{ willingness: v.optional(v.picklist(STEPS)), source: v.optional(v.string(), ''), review: v.optional(day) },
		/** What people thought on their own, before the team put it somewhere for the first time. */
		scores: v.optional(v.array(v.strictObject({ by: key, ...place })), []),
		places: v.optional(v.array(v.strictObject({ ...deed, ...place })), []),
		group: v.optional(v.strictObject({ ...deed, is: v.picklist(GROUPS), reason: sentence })),
		/** What is planned with them; with what came of it, where it was held. */
		moments: v.optional(
			v.array(
				v.strictObject({
					...deed,
					from: day,
					until: day,
					way: v.picklist(WAYS),
					purpose: sentence,
					owner: key,
					outcome: v.optional(sentence),
				}),
			),
			[],
		),
	}),
);

/** What stands in the fields of a register, as it is kept; a decision is named by its key. */
const filled = v.record(v.string(), v.string());
export const ITEMS = v.array(
	v.strictObject({
		...{ ...deed, register: v.picklist(REGISTERS.map(({ id }) => id)), level: v.optional(v.picklist(REGISTER_LEVELS), 'internal') },
		...{ owner: v.optional(key), channel: v.optional(v.picklist(CHOSEN_CHANNELS), 'screen'), source: v.optional(v.string(), ''), filled },
		changed: v.optional(v.strictObject({ ...deed, filled })),
		/** The day is the one it is about, where that is another than that on which it was said. */
		remarks: v.optional(
			v.array(v.strictObject({ ...deed, day: v.optional(day), text: v.optional(v.string(), ''), measured: v.optional(v.number()) })),
			[],
		),
	}),
);

/** Who is not at the table, with a question on their behalf and who asks it. */
export const VOICES = v.array(v.strictObject({ ...deed, name: line, question: sentence, spokesperson: v.optional(key) }));

/** What of a line its party released, and what was done about it. */
const released = v.strictObject({
	...{ on: day, text: sentence, level: v.picklist(SHARED_LEVELS), owner: v.optional(key), state: v.optional(v.picklist(STATES), 'open') },
	...{ said: v.optional(sentence), said_on: v.optional(day) },
});
export const TALKS = v.array(
	v.strictObject({
		...{ ...deed, person: key, party: line, place: line },
		lines: v.array(v.strictObject({ kind: v.picklist(SAID_KINDS), words: sentence, released: v.optional(released) })),
	}),
);

/** The files, each with what it holds. */
export const FILES = {
	organisations: ORGANISATIONS,
	people: PEOPLE,
	project: PROJECT,
	parts: PARTS,
	comings: COMINGS,
	changes: CHANGES,
	proposals: PROPOSALS,
	sensitivities: SENSITIVITIES,
	waits: WAITS,
	decisions: DECISIONS,
	actions: ACTIONS,
	notes: NOTES,
	links: LINKS,
	documents: DOCUMENTS,
	meetings: MEETINGS,
	stakeholders: STAKEHOLDERS,
	items: ITEMS,
	voices: VOICES,
	talks: TALKS,
};

type Texts = { [F in keyof typeof FILES]: v.InferOutput<(typeof FILES)[F]> };

export interface Sample extends Texts {
	/** The files of its documents, by name. */
	files: ReadonlyMap<string, Uint8Array>;
}
