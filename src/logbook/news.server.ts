import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { isLocked } from '#projects/level.ts';
import type { Member, Role } from '#projects/member.ts';
import { mayReadAt, type Placed } from '#projects/reading.ts';
import { KIND_NAMES, type Kind, titleOf, type Words } from './entry.ts';

/** What followers hear of. */
const NEWS = {
	added: 'logbook.newsAdded',
	changed: 'logbook.newsChanged',
	confirmed: 'logbook.newsConfirmed',
	done: 'logbook.newsDone',
	reacted: 'logbook.newsReacted',
	removed: 'logbook.newsRemoved',
} as const satisfies Record<string, MessageKey>;
export type News = keyof typeof NEWS;

interface Told extends Placed {
	id: string;
	kind: Kind;
	words: Words;
	junctions: string[];
}

/**
 * Writes to everybody who follows the entry, a junction it belongs to or the project, but not to who did it, and only to who may read
 * it now. A title stands inside, never on the envelope; what is above internal is not named at all.
 */
export async function tellFollowers(tx: Tx, keys: Keys, member: Member, entry: Told, news: News, now: Date): Promise<void> {
	if (entry.level === 'personal') return;
	for (const { account, address, language } of await followersOf(tx, member, entry)) {
		const { say } = speechIn(language);
		const what = isLocked(entry.level) ? say('logbook.lockedText') : `${say(KIND_NAMES[entry.kind])}: ${titleOf(entry)}`;
		await write(
			tx,
			keys,
			{
				to: { account, address, language },
				kind: 'logbook.news',
				subject: say('logbook.newsSubject'),
				paragraphs: [say(NEWS[news], { by: member.name, project: member.project.name }), what],
			},
			now,
		);
	}
}

async function followersOf(tx: Tx, member: Member, entry: Told) {
	const rows = await tx
		.selectFrom('follows as f')
		.innerJoin('accounts as a', 'a.id', 'f.account')
		.innerJoin('memberships as m', (join) => join.onRef('m.account', '=', 'f.account').onRef('m.project', '=', 'f.project'))
		.select(['a.id as account', 'a.address', 'a.language', 'm.role', 'm.subproject'])
		.distinct()
		.where('f.project', '=', member.project.id)
		.where('f.account', '!=', member.account)
		.where('m.until', 'is', null)
		.where('a.id', 'not in', tx.selectFrom('deactivations').select('account'))
		.where((e) =>
			e.or([
				e('f.kind', '=', 'project'),
				e.and([e('f.kind', '=', 'entry'), e('f.subject', '=', entry.id)]),
				...(entry.junctions.length > 0 ? [e.and([e('f.kind', '=', 'junction'), e('f.subject', 'in', entry.junctions)])] : []),
			]),
		)
		.execute();
	return rows
		.filter((row) => mayReadAt({ ...row, role: row.role as Role, isOpener: false, isByToken: false }, entry))
		.map(({ account, address, language }) => ({ account, address, language: language as Language }));
}
