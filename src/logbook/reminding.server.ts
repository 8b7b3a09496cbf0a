import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import type { Role } from '#projects/member.ts';
import { mayReadAt } from '#projects/reading.ts';
import { unpacked } from './content.ts';
import { titleOf } from './entry.ts';
import { dayOf, daysAfter } from './question.ts';

/** How many days before an action is due its owner is reminded, and how late that may still be done. */
const BEFORE = 7;
const AT_MOST_LATE = 3;

type Moment = 'week' | 'day';

/**
 * Reminds people of their actions: a week before, and on the day. Whether an action is still open, and still theirs to read, is asked at
 * that moment. Gives how many reminders it wrote. To do it twice is to do it once.
 */
export async function remind(db: Database, keys: Keys, origin: string, now: Date = new Date()): Promise<number> {
	const today = dayOf(now);
	const due: [Moment, string, string][] = [
		['week', daysAfter(today, BEFORE - AT_MOST_LATE), daysAfter(today, BEFORE)],
		['day', daysAfter(today, -AT_MOST_LATE), today],
	];
	let written = 0;
	for (const [moment, from, until] of due) {
		const rows = await db
			.selectFrom('entry_actions')
			.select('entry')
			.where('done_on', 'is', null)
			.where('owner', 'is not', null)
			.where('due_on', '>=', from)
			.where('due_on', '<=', until)
			.where('entry', 'not in', db.selectFrom('entry_reminders').select('entry').where('moment', '=', moment))
			.execute();
		for (const { entry } of rows) if (await tx(db, (tx) => remindOf(tx, keys, origin, entry, moment, now))) written++;
	}
	return written;
}

async function remindOf(tx: Tx, keys: Keys, origin: string, entry: string, moment: Moment, now: Date): Promise<boolean> {
	const row = await stillOpen(tx, entry);
	if (!row || row.due_on === null) return false;
	// Who entered it in its last week knows; only the day itself is told.
	if (moment === 'week' && dayOf(new Date(row.entered_at)) > daysAfter(row.due_on, -BEFORE)) return false;
	const level = row.level as Level;
	const reader = { account: row.account, role: row.role as Role, subproject: row.part, isOpener: false, isByToken: false };
	if (!mayReadAt(reader, { level, subproject: row.subproject, author: row.author })) return false;
	await tx.insertInto('entry_reminders').values({ entry, moment, sent_at: now.toISOString() }).execute();
	const language = row.language as Language;
	const { say, day, href } = speechIn(language);
	const text = say('logbook.reminderText', { name: row.name, project: row.project_name, day: day(row.due_on) });
	// What is above internal is not named outside, so it is not opened here either.
	const what =
		level === 'internal'
			? titleOf({ words: unpacked(keys, { id: entry, kind: 'action', level }, row.content) })
			: say('logbook.lockedText');
	await write(
		tx,
		keys,
		{
			to: { account: row.account, address: row.address, language },
			kind: 'logbook.action',
			subject: say(moment === 'week' ? 'logbook.reminderWeek' : 'logbook.reminderDay'),
			paragraphs: [text, what],
			pages: [{ label: say('logbook.myActions'), url: origin + href('/mijn/acties') }],
		},
		now,
	);
	return true;
}

/** The action with who has to do it, when it is open, its project is at work, and they still take part. */
const stillOpen = (tx: Tx, entry: string) =>
	tx
		.selectFrom('entry_actions as x')
		.innerJoin('entries as n', 'n.id', 'x.entry')
		.innerJoin('projects as p', 'p.id', 'n.project')
		.innerJoin('accounts as a', 'a.id', 'x.owner')
		.innerJoin('memberships as m', (join) => join.onRef('m.account', '=', 'x.owner').onRef('m.project', '=', 'n.project'))
		.select(['x.due_on', 'n.level', 'n.subproject', 'n.author', 'n.content', 'n.entered_at', 'p.name as project_name'])
		.select(['a.id as account', 'a.name', 'a.address', 'a.language', 'm.role', 'm.subproject as part'])
		.where('x.entry', '=', entry)
		.where('x.done_on', 'is', null)
		.where('p.archived_at', 'is', null)
		.where('m.until', 'is', null)
		.where('n.id', 'not in', tx.selectFrom('entry_removals').select('entry'))
		.where('a.id', 'not in', tx.selectFrom('deactivations').select('account'))
		.executeTakeFirst();
