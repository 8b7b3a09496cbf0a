import { extensionFor } from '#documents/kind-of-file.ts';
import type { Lock } from '#documents/sealed-file.server.ts';
import { openTold } from '#documents/told.ts';
import type { Tx } from '#platform/database/database.server.ts';
import { openDetail, openKeyOfDetail } from '#platform/journal/detail.ts';
import type { Body } from '#platform/journal/journal.ts';
import { storedEntriesOf } from '#platform/journal/verifying.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { type Content, FORMAT, type Kept, type Row, VERSION } from './dossier.ts';
import { type Holder, keptTable, keyOf, LISTS, type List, PROJECT_TABLE } from './kept.ts';
import { People, textsIn } from './people.server.ts';
import { entriesOf, inOrder, rowsOf } from './rows.server.ts';

/** A file as it lies on the shelf here, for what a dossier calls it. */
export interface Shelved {
	kept: Kept;
	file: string;
	lock: Lock;
}

/** Everything a dossier says of a project, and where the bytes of its documents lie. */
export interface Opened {
	content: Content;
	/** In the order of `content.documents`. */
	files: Shelved[];
	/** Files that the virus scanner has not let through yet, and so stay behind. */
	waiting: number;
}

/** Reads a project as a whole, opened. Who calls it decides who may. */
export async function contentOf(tx: Tx, keys: Keys, project: string): Promise<Opened> {
	const row: Row = found(await tx.selectFrom('projects').selectAll().where('id', '=', project).executeTakeFirst());
	const own = await projectKeys(tx, keys, project);
	const people = await People.of(tx, project);
	const lists: Record<string, Row[]> = {};
	for (const list of LISTS) lists[list] = await listOf(tx, own, people, project, list, holdersIn(lists));
	const { files, versions, waiting } = await documentsOf(tx, own, people, project, holdersIn(lists));
	const journal = await besideJournal(tx, keys, project, people);
	const content: Content = {
		...{ format: FORMAT, version: VERSION, project: only(Object.keys(PROJECT_TABLE.columns), row) },
		...{ people: await people.all(), documents: files.map(({ kept }) => kept), document_versions: versions, ...journal, lists },
	};
	return { content, files, waiting };
}

const only = (columns: string[], row: Row): Row => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

export type Holders = ReadonlyMap<string, Holder>;
export const holdersIn = ({ entries = [], register_items = [], stakeholders = [] }: Record<string, Row[]>): Holders =>
	new Map([...entries, ...register_items, ...stakeholders].map((row) => [String(row.id), row as unknown as Holder]));

/** What a row hangs on; on itself where that is nothing else. */
export const holderOf = (row: Row, holders: Holders): Holder =>
	holders.get(String(row.entry ?? row.item ?? row.stakeholder)) ?? (row as unknown as Holder);

async function listOf(tx: Tx, own: Keys, people: People, project: string, list: List, holders: Holders): Promise<Row[]> {
	const { columns, people: fields, sealed, key } = keptTable(list);
	const rows = await people.named(list, await rowsOf(tx, list, project), fields, (row) => keyOf(list, row));
	const opened = rows.map((row) => {
		const holder = holderOf(row, holders);
		const told = Object.entries(sealed).map(([column, { open }]) => [column, open(own, holder, String(row[column]), row)]);
		return { ...only(Object.keys(columns), row), ...Object.fromEntries(told) };
	});
	return inOrder(opened, key);
}

async function documentsOf(tx: Tx, own: Keys, people: People, project: string, holders: Holders) {
	const rows = await tx
		.selectFrom('document_versions as v')
		.innerJoin('files as f', 'f.id', 'v.file')
		.select(['v.id', 'v.entry', 'v.number', 'v.author', 'v.added_at', 'v.told'])
		.select(['f.id as file', 'f.lock', 'f.type', 'f.bytes', 'f.kept_at', 'f.scan'])
		.where('v.entry', 'in', entriesOf(tx, project))
		.where('v.entry', 'not in', tx.selectFrom('entry_removals').select('entry'))
		.execute();
	const there = rows.filter(({ scan }) => scan === 'none' || scan === 'clean');
	const files = new Map<string, Shelved>();
	const told = there.map(({ id, entry, number, author, added_at, ...row }) => {
		const level = holders.get(entry)?.level as Level;
		const { name, hash } = openTold(own, level, id, row.told);
		const kept = { hash, extension: extensionFor(row.type), type: row.type, bytes: row.bytes, kept_at: row.kept_at };
		files.set(`${hash} ${kept.extension}`, { kept, file: row.file, lock: JSON.parse(own.unseal(`file ${row.file}`, row.lock)) });
		return { id, entry, number, author, added_at, name, hash, extension: kept.extension };
	});
	const versions = inOrder(await people.named('document_versions', told, ['author'], ({ id }) => String(id)), ['id']);
	const order = [...files.keys()].toSorted();
	return { versions, files: order.flatMap((key) => files.get(key) ?? []), waiting: rows.length - there.length };
}

async function besideJournal(tx: Tx, keys: Keys, chain: string, people: People) {
	const details: Row[] = [];
	for await (const { seq, body, content } of storedEntriesOf(tx, chain)) {
		const { actor, object, commit }: Body = JSON.parse(body);
		people.meet([actor, object]);
		const detail = openDetail(keys, chain, seq, commit, content);
		if (detail.state !== 'kept' || content === null) continue;
		const { before, after } = detail;
		people.meet(textsIn([before, after]));
		details.push({
			...{ seq, key: openKeyOfDetail(keys, chain, seq, content) },
			...(before === undefined ? {} : { before }),
			...(after === undefined ? {} : { after }),
		});
	}
	const places = await tx.selectFrom('journal_places').select(['seq', 'level', 'part']).where('chain', '=', chain).orderBy('seq').execute();
	return { journal_details: details, journal_places: places as unknown as Row[] };
}
