import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { checkpoint } from '#platform/journal/checkpoints.server.ts';
import { type Filter, questionOf } from '#platform/journal/filter.ts';
import { type Told, tell } from '#platform/journal/telling.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { type Speech, speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { PROJECT_KINDS, PROJECT_TELLING } from '#projects/happenings.ts';
import { linesFor } from '#projects/journal.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { spreadsheet } from './spreadsheet.ts';

const PER_ACCOUNT: Limit = { name: 'journal', most: 5, within: 3600 };

/** The entries that somebody chose and may see, for a spreadsheet, in their own language. How far the journal had grown is signed with it. */
export async function takeJournalAlong(
	db: Database,
	keys: Keys,
	signing: Signing,
	account: Account,
	project: string,
	filter: Filter,
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const lines = await linesFor(db, keys, member, { ...questionOf(filter, PROJECT_KINDS), limit: Number.MAX_SAFE_INTEGER });
	await checkpoint(db, signing, project, now);
	note('journal.exported', 'done', { object: project });
	const speech = speechIn(account.language);
	const rows = lines.map((line) => rowOf(tell(line, PROJECT_TELLING, speech), line.who));
	return spreadsheet([headings(speech), ...rows]);
}

const headings = ({ say }: Speech): string[] => [
	say('platform.journalNumber'),
	say('platform.journalAt'),
	say('platform.journalWho'),
	say('platform.journalWhat'),
	say('platform.journalBefore'),
	say('platform.journalAfter'),
	say('platform.journalHash'),
];

function rowOf({ seq, at, sentence, changes, hash }: Told, who: string): string[] {
	const side = (which: 'before' | 'after') =>
		changes
			.filter((change) => change[which] !== '')
			.map((change) => `${change.label}: ${change[which]}`)
			.join('; ');
	return [String(seq), at, who, sentence, side('before'), side('after'), hash];
}
