import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { CHANNEL_NAMES } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { type Speech, speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { fieldTold, type Titles } from '#registers/field.ts';
import { itemsFor } from '#registers/items.server.ts';
import { reckonedOf, reckons } from '#registers/reckoned.ts';
import { type Item, inSight, type Register } from '#registers/register.ts';
import { remarkTold } from '#registers/registers.chapter.ts';
import { type Remark, remarksOn } from '#registers/remarks.server.ts';
import { labelOf } from '#registers/told.ts';
import { spreadsheet } from './spreadsheet.ts';

const PER_ACCOUNT: Limit = { name: 'registers', most: 60, within: 3600 };

export interface RegisterTaken {
	/** For a spreadsheet, in the words of who takes it; or for programs. */
	as: 'csv' | 'json';
	titleOf: Titles;
}

/** A register as far as somebody may read it, with what was remarked of each item. */
export async function takeRegisterAlong(
	db: Database,
	keys: Keys,
	account: Account,
	{ project, register }: { project: string; register: Register },
	{ as, titleOf }: RegisterTaken,
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	const items = inSight(await itemsFor(db, keys, member, register));
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const remarks = await remarksOn(db, keys, member, items);
	const remarksOf = ({ id }: Item) => remarks.get(id) ?? [];
	note('registers.exported', 'done', { object: project });
	if (as === 'json')
		return `${JSON.stringify(
			items.map((item) => dataOf(item, remarksOf(item))),
			null,
			'\t',
		)}\n`;
	const speech = speechIn(account.language);
	return spreadsheet([
		headings(register, speech),
		...items.map((item) => rowOf(register, item, remarksOf(item), speech, titleOf, dayOf(now))),
	]);
}

const headings = (register: Register, speech: Speech): string[] => [
	...Object.values(register.fields).map(({ label }) => labelOf(label, speech)),
	...(reckons(register) ? [speech.say('registers.comesTo')] : []),
	...(['registers.ownerShort', 'registers.sourceShort', 'registers.reviewShort', 'registers.remarks'] as const).map((key) =>
		speech.say(key),
	),
	...(['logbook.way', 'projects.level', 'registers.addedAt'] as const).map((key) => speech.say(key)),
];

/** Days and numbers stand as spreadsheets sort them: 2026-11-22, and no points between thousands. */
const rowOf = (register: Register, item: Item, remarks: Remark[], speech: Speech, titleOf: Titles, today: string): string[] => [
	...Object.entries(register.fields).map(([key, field]) => {
		const kept = item.filled[key] ?? '';
		if (field.as === 'day') return kept;
		return field.as === 'number' && speech.language === 'nl' ? kept.replace('.', ',') : fieldTold(field, kept, speech, titleOf);
	}),
	...(reckons(register) ? [reckonedOf(register, item, remarks, speech, today)?.short ?? ''] : []),
	...[item.ownerName, item.source, item.reviewOn],
	remarks.map((one) => remarkTold(register, item, one, speech)).join('\n'),
	...[speech.say(CHANNEL_NAMES[item.channel]), speech.say(LEVEL_NAMES[item.level]), item.addedAt.slice(0, 10)],
];

/** An item as programs read it. Times are ISO-8601 in UTC; what is not filled in is the empty text. */
const dataOf = (item: Item, remarks: Remark[]) => ({
	...{ id: item.id, register: item.register, level: item.level, channel: item.channel, version: item.version },
	...{ addedAt: item.addedAt, changedAt: item.changed.at, owner: item.ownerName, source: item.source, reviewOn: item.reviewOn },
	...{ filled: item.filled, remarks: remarks.map(({ day, text, measured }) => ({ day, text, measured })) },
});
