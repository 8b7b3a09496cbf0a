import type { Channel } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { packedLine, type Said } from './content.ts';
import { type Line, mayChangeLine, mayRemoveLine, type SaidKind } from './line.ts';
import { lineFor } from './lines.server.ts';
import { inConfidence } from './recording.ts';
import { isAtWork, mayWriteIn } from './talk.ts';
import { talkFor } from './talks.server.ts';

export interface NewLine {
	talk: string;
	kind: SaidKind;
	/** As the party said it. */
	words: string;
	/** Without it, the screen. */
	channel?: Channel;
}

/** Writes down what was said in a talk. Gives the id of the line. */
export function writeLine(db: Database, keys: Keys, member: Member, { talk, ...line }: NewLine, now: Date = new Date()): Promise<string> {
	return keepLine(db, keys, member, talk, line, now);
}

/** Writes down an ambition of one’s own. Gives its id. */
export function writeAmbition(db: Database, keys: Keys, member: Member, words: string, now: Date = new Date()): Promise<string> {
	return keepLine(db, keys, member, null, { kind: 'ambition', words }, now);
}

function keepLine(
	db: Database,
	keys: Keys,
	member: Member,
	talk: string | null,
	{ kind, words, channel = 'screen' }: Said & { channel?: Channel },
	now: Date,
): Promise<string> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = talk === null ? null : await talkFor(tx, keys, member, talk);
			if (there === null ? !isAtWork(member) : !mayWriteIn(member, there)) throw notAllowed(member);
			const { project, account } = member;
			const own = await projectKeys(tx, keys, project.id);
			const id = newId(now);
			await tx
				.insertInto('talk_lines')
				.values({
					...{ id, project: project.id, talk, author: account, written_at: now.toISOString() },
					...{ channel, version: 1, content: packedLine(own, id, { kind, words }) },
				})
				.execute();
			return record({ ...inConfidence(member, there, id), channel, action: 'talks.line-written' }, id);
		},
		now,
	);
}

/** Writes a line anew. What the other side made of it meanwhile is given back. */
export function changeLine(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ words, version }: { words: string; version: number },
	now: Date = new Date(),
): Promise<Done<Line>> {
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await lineFor(tx, keys, member, id);
			if (!mayChangeLine(member, there)) throw notAllowed(member);
			if (there.version !== version) throw new Overtaken();
			const own = await projectKeys(tx, keys, member.project.id);
			await tx
				.updateTable('talk_lines')
				.set({ version: version + 1, content: packedLine(own, id, { kind: there.kind, words }) })
				.where('id', '=', id)
				.execute();
			return record({ ...inConfidence(member, there.talk, id), action: 'talks.line-changed' });
		},
		now,
	);
	return unlessOvertaken(work, () => lineFor(db, keys, member, id));
}

/** Takes a line away for good. What was released of it is taken back first. */
export function removeLine(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await lineFor(tx, keys, member, id);
			if (!mayRemoveLine(member, there)) throw notAllowed(member);
			await tx.deleteFrom('talk_lines').where('id', '=', id).execute();
			return record({ ...inConfidence(member, there.talk, id), action: 'talks.line-removed' });
		},
		now,
	);
}
