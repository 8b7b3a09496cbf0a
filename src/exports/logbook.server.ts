import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import type { Entry } from '#logbook/entry.ts';
import { type Filter, questionOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { entryData, namedIn } from './entry-data.ts';
import { headingsOf, rowOf } from './logbook-rows.ts';
import { linesOf, MARK } from './spreadsheet.ts';

const PER_ACCOUNT: Limit = { name: 'logbook', most: 20, within: 3600 };
/** As many entries as are in memory at once. */
const AT_ONCE = 500;

export interface LogbookTaken {
	filter: Filter;
	/** For a spreadsheet, in the words of who takes it; or for programs. */
	as: 'csv' | 'json';
	/** What a junction is called. */
	junctionNamed: (junction: string) => string;
}

/** The entries that somebody chose and may read, a piece of the file at a time. Whoever may not have it is refused before the first. */
export async function takeLogbookAlong(
	db: Database,
	keys: Keys,
	account: Account,
	project: string,
	{ filter, as, junctionNamed }: LogbookTaken,
	now: Date = new Date(),
): Promise<AsyncGenerator<string>> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const partNamed = namedIn(await subprojectsFor(db, member));
	const pieces = piecesOf(db, keys, member, filter);
	note('logbook.exported', 'done', { object: project });
	if (as === 'json') return asJson(pieces, (entry) => entryData(entry, partNamed));
	const speech = speechIn(account.language);
	return asSheet(headingsOf(speech), pieces, (entry) => rowOf(entry, speech, { partNamed, junctionNamed }));
}

/** Asked by pages, as a reader would: a logbook of years is never in memory as a whole. */
async function* piecesOf(db: Database, keys: Keys, member: Member, filter: Filter): AsyncGenerator<Entry[]> {
	const question = { ...questionOf({ ...filter, voor: '' }), limit: AT_ONCE };
	for (let before: Entry | undefined; ; ) {
		const entries = await entriesFor(db, keys, member, { ...question, before });
		yield entries;
		before = entries.at(-1);
		if (entries.length < AT_ONCE) return;
	}
}

async function* asSheet(headings: string[], pieces: AsyncIterable<Entry[]>, rowOf: (entry: Entry) => string[]): AsyncGenerator<string> {
	yield MARK + linesOf([headings]);
	for await (const entries of pieces) yield linesOf(entries.map(rowOf));
}

async function* asJson(pieces: AsyncIterable<Entry[]>, dataOf: (entry: Entry) => unknown): AsyncGenerator<string> {
	let before = '[\n';
	for await (const entries of pieces) {
		if (entries.length === 0) break;
		yield before + entries.map((entry) => JSON.stringify(dataOf(entry))).join(',\n');
		before = ',\n';
	}
	yield before === '[\n' ? '[]\n' : '\n]\n';
}
