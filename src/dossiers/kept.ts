import * as v from 'valibot';
import { locked, packed, unlocked, unpacked } from '#logbook/content.ts';
import { CHANNELS, FIELDS, KINDS, type Kind, type Words } from '#logbook/entry.ts';
import { RELATIONS } from '#logbook/relation.ts';
import { nameKey } from '#organisations/organisation.ts';
import type { Tables } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { STATUSES } from '#progress/status.ts';
import { LEVELS, type Level } from '#projects/level.ts';
import { ROLES } from '#projects/member.ts';
import { REGISTERS } from '#registers/all.ts';
import * as registers from '#registers/content.ts';
import { type Judged, OUTCOMES, VERDICTS } from '#registers/pairs/pair.ts';
import { PROPOSALS } from '#stakeholders/absent/voice.ts';
import {
	packedFacts,
	packedJudgement,
	packedReason,
	packedSeat,
	unpackedFacts,
	unpackedJudgement,
	unpackedReason,
	unpackedSeat,
} from '#stakeholders/content.ts';
import { packedInvolvement, unpackedInvolvement, type Written } from '#stakeholders/involvement/content.ts';
import { STATES as INVOLVEMENT_STATES, WAYS } from '#stakeholders/involvement/involvement.ts';
import { RHYTHM_GROUPS } from '#stakeholders/involvement/rhythm.ts';
import { GROUPS, KINDS as JUDGEMENT_KINDS } from '#stakeholders/judgement.ts';
import { type Facts, NO_FACTS, RANKS, REGISTER_LEVELS, type RegisterLevel } from '#stakeholders/stakeholder.ts';
import { STEPS } from '#stakeholders/steps.ts';
import type { Seated } from '#stakeholders/team/seat.ts';
import { packedRemark, packedWording, unpackedRemark, unpackedWording } from '#talks/content.ts';
import { ITEM_KINDS } from '#talks/line.ts';
import { AGREEMENTS, SHARED_LEVELS, STATES, type Wording } from '#talks/shared.ts';
import { type Columns, count, day, id, line, moment, period, pseudonym, text, word } from './columns.ts';
import type { Row } from './dossier.ts';

/** The entry, stakeholder or item a text hangs on decides whether it is sealed here. */
export interface Holder {
	id: string;
	kind: Kind;
	level: Level;
}

/** How a text that is sealed here stands in the clear in a dossier, and back. */
interface Sealing {
	open(own: Keys, holder: Holder, kept: string, row: Row): unknown;
	seal(own: Keys, holder: Holder, told: never, row: Row): string;
}

/** A column that does not go along: why, and what stands there instead after a dossier was taken in. */
interface LeftColumn {
	why: string;
	anew(row: Row, project: string): unknown;
}

/** A table of which every row of a project goes along, but for what is personal. */
export interface KeptTable {
	columns: Columns;
	/** Those that name an account here and a pseudonym there. */
	people: readonly string[];
	/** Those that name a record of another list, or of the same. */
	refs: Readonly<Record<string, string>>;
	/** What a record is known by within its list, and put in order. */
	key: readonly [string, ...string[]];
	/** By what a row belongs to the project: itself, or a record of another list. */
	of: 'project' | { column: string; list: 'entries' | 'meetings' | 'register_items' | 'shared_items' | 'stakeholders' };
	sealed: Readonly<Record<string, Sealing>>;
	left: Readonly<Record<string, LeftColumn>>;
}

const or = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
const person = or(pseudonym);
const sealedAs = (purpose: (row: Row) => string): Sealing => ({
	open: (own, { level }, kept, row) => unlocked(own, level, purpose(row), kept),
	seal: (own, { level }, told: string, row) => locked(own, level, purpose(row), told),
});
const WORDS: Sealing = {
	open: (own, holder, kept) => unpacked(own, holder, kept),
	seal: (own, holder, words: Words) => (Object.keys(words).length === 0 ? '' : packed(own, holder, words)),
};
const words = v.strictObject(
	Object.fromEntries(FIELDS.map((field) => [field, v.optional(text)])) as Record<string, v.OptionalSchema<typeof text, undefined>>,
);
const FACTS: Sealing = {
	open: (own, holder, kept) => (kept === '' ? null : unpackedFacts(own, holder, kept)),
	seal: (own, holder, facts: Facts | null) => (facts === null ? '' : packedFacts(own, holder, { ...NO_FACTS, ...facts })),
};
const JUDGED: Sealing = {
	open: (own, { level }, kept, row) => unpackedJudgement(own, { id: String(row.id), level }, kept),
	seal: (own, { level }, judged: unknown, row) => packedJudgement(own, { id: String(row.id), level }, judged),
};
const SEATED: Sealing = {
	open: (own, { level }, kept, row) => unpackedSeat(own, { id: String(row.id), level }, kept),
	seal: (own, { level }, seated: Seated, row) => packedSeat(own, { id: String(row.id), level }, seated),
};
const INVOLVED: Sealing = {
	open: (own, { level }, kept, row) => unpackedInvolvement(own, versionOf(row, level), kept),
	seal: (own, { level }, written: Written, row) => packedInvolvement(own, versionOf(row, level), written),
};
const versionOf = ({ involvement, version }: Row, level: Level) => ({
	...{ id: String(involvement), version: Number(version), level: level as RegisterLevel },
});
const REASON: Sealing = {
	open: (own, holder, kept) => unpackedReason(own, holder, kept),
	seal: (own, holder, reason: string) => packedReason(own, holder, reason),
};
const CONTENT: Sealing = {
	open: (own, holder, kept) => (kept === '' ? null : registers.unpackedContent(own, holder, kept)),
	seal: (own, holder, told: registers.Content | null) => (told === null ? '' : registers.packedContent(own, holder, told)),
};
const REMARKED: Sealing = {
	open: (own, { level }, kept, row) => registers.unpackedRemark(own, { id: String(row.id), level }, kept),
	seal: (own, { level }, told: registers.Remarked, row) => registers.packedRemark(own, { id: String(row.id), level }, told),
};
const SAID_OF_PAIR: Sealing = {
	open: (own, { level }, kept, row) => registers.unpackedJudged(own, { id: String(row.id), level }, kept),
	seal: (own, { level }, told: Judged, row) => registers.packedJudged(own, { id: String(row.id), level }, told),
};
const ITEM_REASON: Sealing = {
	open: (own, holder, kept) => registers.unpackedReason(own, holder, kept),
	seal: (own, holder, reason: string) => registers.packedReason(own, holder, reason),
};
const WORDING: Sealing = {
	open: (own, _holder, kept, row) => unpackedWording(own, String(row.id), kept),
	seal: (own, _holder, told: Wording, row) => packedWording(own, String(row.id), told),
};
const REMARK: Sealing = {
	open: (own, _holder, kept, row) => unpackedRemark(own, String(row.id), kept),
	seal: (own, _holder, told: string, row) => packedRemark(own, String(row.id), told),
};
const wording = v.strictObject({ kind: v.picklist(ITEM_KINDS), party: line, text, agreement: or(v.picklist(AGREEMENTS)) });
const step = or(v.picklist(STEPS));
const facts = v.strictObject({
	...{ name: line, kind: text, contacts: text, rank: or(v.picklist(RANKS)), dwellings: or(count) },
	...{ share: or(v.pipe(v.number(), v.minValue(0), v.maxValue(100))), willingness: step, source: line, reviewOn: or(day) },
});
const onAxis = v.strictObject({ step, reason: text });
const judged = v.union([
	v.strictObject({ interest: onAxis, influence: onAxis }),
	v.strictObject({ group: v.picklist(GROUPS), reason: text }),
]);
const content = v.strictObject({ filled: v.record(word, text), source: line, reviewOn: v.union([v.literal(''), day]) });
const remarked = v.strictObject({ day, text, measured: or(v.number()) });
const saidOfPair = v.strictObject({
	theme: v.union([v.literal(''), word]),
	outcome: v.picklist(OUTCOMES),
	text,
	day: v.union([v.literal(''), day]),
});
const involved = v.strictObject({
	plan: v.strictObject({
		...{ from: day, until: day, junction: or(word), phase: or(count) },
		...{ way: v.picklist(WAYS), otherWay: line, purpose: text },
	}),
	note: text,
});
const none = { people: [], refs: {}, sealed: {}, left: {} };
const ofStakeholder = { ...none, of: { column: 'stakeholder', list: 'stakeholders' }, refs: { stakeholder: 'stakeholders' } } as const;
const ofItem = { ...none, of: { column: 'item', list: 'register_items' }, refs: { item: 'register_items' } } as const;
const ofEntry = { ...none, of: { column: 'entry', list: 'entries' }, refs: { entry: 'entries' } } as const;
/** What an earlier program did not keep, or a later one makes again. */
const forgotten = (why: string): LeftColumn => ({ why, anew: () => null });
/** What somebody wished for at a junction. */
const wish = {
	...{ junction: word, status: v.picklist(STATUSES), reason: text },
	...{ happened_on: or(day), owner: person, planned_from: or(day), planned_until: or(day) },
};

/** Who leads it where it goes to decides this; the name is kept as it is compared. */
export const PROJECT_TABLE: Pick<KeptTable, 'columns' | 'left'> = {
	columns: {
		...{
			id,
			name: line,
			began_at: moment,
			archived_at: or(moment),
			municipality: or(v.pipe(word, v.regex(/^GM\d{4}$/))),
			area: or(text),
			archetype: or(word),
		},
		...{ edition: or(word), planned_start: or(period), planned_end: or(period), kept_years: count },
	},
	left: {
		organisation: { why: 'whoever takes it in says which organisation leads it there', anew: () => null },
		key: { why: 'each installation locks with keys of its own', anew: () => null },
		name_key: { why: 'follows from the name', anew: ({ name }) => nameKey(String(name)) },
		shown_since: forgotten('whether colleagues see how far it is, its leader decides where it goes to'),
	},
};

/** In the order in which they can be filled: a record comes after those it names. */
export const KEPT = {
	subprojects: { ...none, of: 'project', key: ['id'], columns: { id, name: line } },
	project_areas: { ...none, of: 'project', key: ['code', 'year'], columns: { code: word, year: count } },
	memberships: {
		...none,
		...{ of: 'project', key: ['id'], people: ['account'], refs: { subproject: 'subprojects' } },
		columns: { id, account: person, role: v.picklist(ROLES), subproject: or(id), since: moment, until: or(moment) },
	},
	openings: {
		...none,
		...{ of: 'project', key: ['id'], people: ['operator'] },
		columns: { id, operator: person, reason: text, opened_at: moment, until: moment },
	},
	entries: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author', 'changed_by'], refs: { subproject: 'subprojects' } },
		columns: {
			...{ id, subproject: or(id), kind: v.picklist(KINDS), level: v.picklist(LEVELS.filter((level) => level !== 'personal')) },
			...{ author: person, happened_on: day, entered_at: moment, channel: v.picklist(CHANNELS) },
			...{ version: count, changed_by: person, changed_at: moment, content: words },
		},
		sealed: { content: WORDS },
		left: { analysis: forgotten('words to find it by are made anew') },
	},
	entry_versions: {
		...ofEntry,
		...{ key: ['entry', 'version'], people: ['changed_by'], sealed: { content: WORDS } },
		columns: { entry: id, version: count, happened_on: day, changed_by: person, changed_at: moment, content: words },
	},
	entry_actions: {
		...ofEntry,
		...{ key: ['entry'], people: ['owner', 'done_by'], sealed: { done_note: sealedAs(({ entry }) => `done ${entry}`) } },
		columns: { entry: id, owner: person, due_on: or(day), done_on: or(day), done_by: person, done_note: text },
	},
	entry_reminders: { ...ofEntry, key: ['entry', 'moment'], columns: { entry: id, moment: v.picklist(['week', 'day']), sent_at: moment } },
	entry_confirmations: { ...ofEntry, key: ['entry'], people: ['account'], columns: { entry: id, account: person, at: moment } },
	entry_removals: {
		...ofEntry,
		...{ key: ['entry'], people: ['account'], sealed: { reason: sealedAs(({ entry }) => `removal ${entry}`) } },
		columns: { entry: id, account: person, at: moment, reason: text },
	},
	entry_junctions: { ...ofEntry, key: ['entry', 'junction'], columns: { entry: id, junction: word } },
	entry_relations: {
		...ofEntry,
		...{ key: ['entry', 'kind', 'other'], refs: { entry: 'entries', other: 'entries' } },
		columns: { entry: id, kind: v.picklist(RELATIONS), other: id, made_at: moment },
	},
	entry_reactions: {
		...ofEntry,
		...{ key: ['id'], people: ['author'], sealed: { text: sealedAs((row) => `reaction ${row.id}`) } },
		columns: { id, entry: id, author: person, text, written_at: moment, removed_at: or(moment) },
	},
	progress_changes: {
		...none,
		...{ of: 'project', key: ['id'], people: ['owner', 'author', 'accepted_by'], refs: { subproject: 'subprojects' } },
		columns: {
			...{ id, subproject: or(id), seq: count, ...wish, author: person, accepted_by: person, made_at: moment },
			channel: v.picklist([...CHANNELS, 'command', 'system']),
		},
		left: { place: { why: 'follows from the part', anew: ({ subproject }, project) => subproject ?? project } },
	},
	progress_proposals: {
		...none,
		...{ of: 'project', key: ['id'], people: ['owner', 'proposer', 'settled_by'] },
		refs: { subproject: 'subprojects', change: 'progress_changes' },
		columns: {
			...{ id, subproject: or(id), ...wish, proposer: person, proposed_at: moment, settled_at: or(moment), settled_by: person },
			...{ change: or(id), decline_reason: or(text) },
		},
	},
	sensitivity_changes: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author'] },
		columns: {
			...{ id, junction: word, seq: count, sensitive: v.picklist([0, 1]), reason: text, college_on: or(day), college_unneeded: or(text) },
			...{ council_on: or(day), council_unneeded: or(text), author: person, made_at: moment },
		},
	},
	waits: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author'] },
		columns: { id, junction: word, waits_for: word, reason: text, author: person, made_at: moment, ended_at: or(moment) },
	},
	meetings: {
		...none,
		...{ of: 'project', key: ['id'], people: ['host'] },
		columns: { id, host: person, title: line, question: text, opened_at: moment, open_until: moment, locked_at: or(moment) },
		left: {
			code: forgotten('lets guests in, here and for some hours'),
			sealed_code: forgotten('lets guests in, here and for some hours'),
		},
	},
	contributions: {
		...none,
		...{ of: { column: 'meeting', list: 'meetings' }, key: ['id'], refs: { meeting: 'meetings' } },
		columns: { id, meeting: id, text, sent_at: moment, shown_at: or(moment) },
		left: { guest: forgotten('guests are forgotten after their meeting, wherever it is kept') },
	},
	register_items: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author', 'owner', 'changed_by'], sealed: { content: CONTENT } },
		columns: {
			...{ id, register: v.picklist(REGISTERS.map((one) => one.id)), level: v.picklist(REGISTER_LEVELS), author: person, owner: person },
			...{ added_at: moment, channel: v.picklist(CHANNELS), version: count, changed_by: person, changed_at: moment },
			content: or(content),
		},
	},
	register_versions: {
		...ofItem,
		...{ key: ['item', 'version'], people: ['owner', 'changed_by'], sealed: { content: CONTENT } },
		columns: { item: id, version: count, owner: person, changed_by: person, changed_at: moment, content: or(content) },
	},
	register_removals: {
		...ofItem,
		...{ key: ['item'], people: ['account'], sealed: { reason: ITEM_REASON } },
		columns: { item: id, account: person, at: moment, reason: text },
	},
	register_remarks: {
		...ofItem,
		...{ key: ['id'], people: ['author'], sealed: { content: REMARKED } },
		columns: { ...{ id, item: id, author: person, made_at: moment }, channel: v.picklist(CHANNELS), content: remarked },
	},
	pair_judgements: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author'], sealed: { content: SAID_OF_PAIR } },
		refs: { one: 'register_items', other: 'register_items' },
		columns: {
			...{ id, one: id, one_version: count, other: id, other_version: count, level: v.picklist(REGISTER_LEVELS) },
			...{ verdict: v.picklist(VERDICTS), author: person, made_at: moment, channel: v.picklist(CHANNELS), content: saidOfPair },
		},
	},
	stakeholders: {
		...none,
		...{ of: 'project', key: ['id'], people: ['author', 'owner', 'changed_by'], sealed: { content: FACTS } },
		columns: {
			...{ id, level: v.picklist(REGISTER_LEVELS), author: person, owner: person, added_at: moment, channel: v.picklist(CHANNELS) },
			...{ version: count, changed_by: person, changed_at: moment, content: or(facts) },
		},
	},
	stakeholder_versions: {
		...ofStakeholder,
		...{ key: ['stakeholder', 'version'], people: ['owner', 'changed_by'], sealed: { content: FACTS } },
		columns: { stakeholder: id, version: count, owner: person, changed_by: person, changed_at: moment, content: or(facts) },
	},
	stakeholder_removals: {
		...ofStakeholder,
		...{ key: ['stakeholder'], people: ['account'], sealed: { reason: REASON } },
		columns: { stakeholder: id, account: person, at: moment, reason: text },
	},
	stakeholder_judgements: {
		...ofStakeholder,
		...{ key: ['id'], people: ['author'], sealed: { content: JUDGED } },
		columns: {
			...{ id, stakeholder: id, kind: v.picklist(JUDGEMENT_KINDS), author: person, made_at: moment },
			...{ channel: v.picklist(CHANNELS), content: judged },
		},
	},
	shared_items: {
		...none,
		...{ of: 'project', key: ['id'], people: ['owner', 'sharer'], sealed: { content: WORDING } },
		columns: {
			...{ id, level: v.picklist(SHARED_LEVELS), owner: person, state: v.picklist(STATES), sharer: person, shared_at: moment },
			...{ channel: v.picklist(CHANNELS), version: count, changed_at: moment, content: wording },
		},
		left: { line: forgotten('what was said in confidence stays with its two sides') },
	},
	shared_remarks: {
		...none,
		...{ of: { column: 'item', list: 'shared_items' }, key: ['id'], people: ['author', 'owner'], refs: { item: 'shared_items' } },
		columns: { id, item: id, author: person, made_at: moment, owner: person, state: v.picklist(STATES), content: text },
		sealed: { content: REMARK },
	},
	stakeholder_seats: {
		...ofStakeholder,
		...{ key: ['id'], people: ['author', 'ended_by'], sealed: { content: SEATED } },
		columns: {
			...{ id, stakeholder: id, from_on: day, until_on: or(day), author: person, added_at: moment, ended_by: person },
			content: v.strictObject({ person: text, role: text }),
		},
	},
	blind_spot_links: {
		...none,
		...{ of: 'project', key: ['id'], people: ['maker'] },
		columns: { id, question: line, maker: person, made_at: moment, open_until: moment },
		left: { hash: forgotten('opens a page of this installation') },
	},
	named_parties: {
		...none,
		...{ of: 'project', key: ['id'], people: ['settled_by'], refs: { link: 'blind_spot_links', stakeholder: 'stakeholders' } },
		columns: {
			...{ id, link: id, named_by: text, named_at: moment, name: line, kind: text, why: text, known_by: text },
			...{ settled_at: or(moment), settled_by: person, stakeholder: or(id), set_aside_reason: or(text) },
		},
	},
	absent_voices: {
		...none,
		...{ of: 'project', key: ['id'], people: ['spokesperson', 'author', 'changed_by', 'left_by'] },
		columns: {
			...{ id, proposal: v.picklist(['', ...PROPOSALS]), name: line, question: text, spokesperson: person, spokesperson_name: text },
			...{ author: person, added_at: moment, version: count, changed_by: person, changed_at: moment },
			...{ left_at: or(moment), left_by: person, left_reason: or(text) },
		},
	},
	voice_thoughts: {
		...ofEntry,
		...{ key: ['entry', 'voice'], people: ['account'], refs: { entry: 'entries', voice: 'absent_voices' } },
		columns: { entry: id, voice: id, account: person, thought_at: moment },
	},
	stakeholder_involvements: {
		...ofStakeholder,
		...{ key: ['involvement', 'version'], people: ['owner', 'author'], sealed: { content: INVOLVED } },
		columns: {
			...{ involvement: id, version: count, stakeholder: id, state: v.picklist(INVOLVEMENT_STATES), owner: person, author: person },
			...{ made_at: moment, channel: v.picklist(CHANNELS), content: involved },
		},
	},
	stakeholder_rhythms: {
		...none,
		...{ of: 'project', key: ['of_group'], people: ['author'] },
		columns: { of_group: v.picklist(RHYTHM_GROUPS), months: count, author: person, set_at: moment },
	},
} as const satisfies Partial<Record<keyof Tables, KeptTable>>;

export type List = keyof typeof KEPT;
export const LISTS = Object.keys(KEPT) as List[];
export const keptTable = (list: List): KeptTable => KEPT[list];

/** What a record is known by within its list, as one text. */
export const keyOf = (list: List, row: Row): string =>
	keptTable(list)
		.key.map((column) => row[column])
		.join(' ');
