import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Database, Tables, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { isLocked, type Level } from './level.ts';
import { type Member, notAllowed } from './member.ts';
import { mayWithdrawNote, mayWriteNote, type Note } from './note.ts';

/** The notes a member may read, newest first. */
export async function notesFor(db: Database, keys: Keys, member: Member): Promise<Note[]> {
	const [rows, own] = await Promise.all([readable(db, member).execute(), projectKeys(db, keys, member)]);
	return rows.map((row) => opened(own, row));
}

/** One note; one of a level or a part this member does not see is not found. */
export async function noteFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Note> {
	const row = found(await readable(db, member).where('n.id', '=', id).executeTakeFirst());
	return opened(await projectKeys(db, keys, member), row);
}

const readable = (db: Database | Tx, member: Member) =>
	db
		.selectFrom('notes as n')
		.leftJoin('accounts as a', 'a.id', 'n.author')
		.select(['n.id', 'n.level', 'n.subproject', 'n.author', 'n.text', 'n.written_at', 'a.name as author_name'])
		.where('n.project', '=', member.project.id)
		.where((e) => mayBeRead(e, member))
		.orderBy('n.written_at', 'desc')
		.orderBy('n.id', 'desc');

type NoteRow = Awaited<ReturnType<ReturnType<typeof readable>['executeTakeFirstOrThrow']>>;
type Builder = ExpressionBuilder<Tables & { n: Tables['notes']; a: Tables['accounts'] | null }, 'n'>;

/** What `mayReadNote` says of one note, as the database is asked it of all. */
function mayBeRead(e: Builder, member: Member): ExpressionWrapper<Tables, never, SqlBool> {
	const isInternal = e('n.level', '=', 'internal');
	const ways = [member.role === 'subproject' ? e.and([isInternal, e('n.subproject', '=', member.subproject)]) : isInternal];
	if (member.role === 'leader' || member.role === 'core') ways.push(e('n.level', '=', 'core'));
	if (!member.isOpener && !member.isByToken) ways.push(e.and([e('n.level', '=', 'personal'), e('n.author', '=', member.account)]));
	return e.or(ways) as never;
}

/** Writes a note down; above internal it is locked before the database sees it. The journal tells that it is there, not what it says. */
export async function writeNote(
	db: Database,
	keys: Keys,
	member: Member,
	given: { level: Level; text: string; subproject: string | null },
	now: Date = new Date(),
): Promise<string> {
	const { level, text } = given;
	const subproject = member.role === 'subproject' ? member.subproject : given.subproject;
	if (!mayWriteNote(member, { level, subproject })) throw notAllowed(member);
	const own = await projectKeys(db, keys, member);
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const { project } = member;
			if (subproject !== null) {
				const part = tx.selectFrom('subprojects').select('id').where('id', '=', subproject).where('project', '=', project.id);
				found(await part.executeTakeFirst());
			}
			await tx
				.insertInto('notes')
				.values({
					id,
					project: project.id,
					subproject,
					level,
					author: member.account,
					text: isLocked(level) ? own.seal(`note ${id}`, text) : text,
					written_at: now.toISOString(),
				})
				.execute();
			// That a personal note exists is nobody's business either.
			const chain = level === 'personal' ? `personal-${member.pseudonym}` : project.id;
			return record(
				{
					...placeIn(chain, project.id, { level, subproject }),
					actor: member.pseudonym,
					action: 'projects.note-written',
					object: id,
					channel: member.isByToken ? 'api' : 'screen',
					after: { level },
				},
				id,
			);
		},
		now,
	);
}

/** Takes one's own note away, for good. */
export async function withdrawNote(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const note = await noteFor(tx, keys, member, id);
			if (!mayWithdrawNote(member, note)) throw notAllowed(member);
			await tx.deleteFrom('notes').where('id', '=', id).execute();
			const chain = note.level === 'personal' ? `personal-${member.pseudonym}` : member.project.id;
			return record({
				...placeIn(chain, member.project.id, note),
				actor: member.pseudonym,
				action: 'projects.note-withdrawn',
				object: id,
				channel: 'screen',
				before: { level: note.level },
			});
		},
		now,
	);
}

/** In a chain of one's own there is nobody to keep anything from. */
const placeIn = (chain: string, project: string, { level, subproject }: Pick<Note, 'level' | 'subproject'>) =>
	chain === project ? { chain, place: { level, part: subproject } } : { chain };

async function projectKeys(db: Database | Tx, keys: Keys, { project }: Member): Promise<Keys> {
	const { key } = await db.selectFrom('projects').select('key').where('id', '=', project.id).executeTakeFirstOrThrow();
	return keysFrom(Buffer.from(keys.unseal(`project ${project.id}`, key), 'base64'));
}

function opened(own: Keys, { level, text, author_name: authorName, written_at: writtenAt, ...row }: NoteRow): Note {
	const known = level as Level;
	return { ...row, level: known, text: isLocked(known) ? own.unseal(`note ${row.id}`, text) : text, authorName, writtenAt };
}
