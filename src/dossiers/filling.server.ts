import { lockText, lockTold } from '#documents/told.ts';
import { findByVersion } from '#documents/writing-down.server.ts';
import type { Tx } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import { assertNameFree } from '#projects/facts.server.ts';
import { isLocked, type Level } from '#projects/level.ts';
import type { ArrivedDocument } from './arriving.server.ts';
import { type Holders, holderOf, holdersIn } from './content.server.ts';
import { type Content, nameOf, type Row } from './dossier.ts';
import { keptTable, keyOf, LISTS, type List, PROJECT_TABLE } from './kept.ts';
import { insertAll } from './rows.server.ts';

/** Writes down what a dossier says, sealed with a new key of the project’s own. What it says was checked before. */
export async function fill(
	tx: Tx,
	keys: Keys,
	secret: Buffer,
	organisation: string,
	content: Content,
	documents: ArrivedDocument[],
): Promise<void> {
	const { project, lists } = content;
	const [id, own] = [String(project.id), keysFrom(secret)];
	const [name, municipality] = [String(project.name), project.municipality as string | null];
	await assertNameFree(tx, { name, municipality: municipality === null ? null : { code: municipality, name: '' }, organisation });
	const key = keys.seal(`project ${id}`, secret.toString('base64'));
	await insertAll(tx, 'projects', [{ ...project, ...anewIn(PROJECT_TABLE.left, project, id), organisation, key }]);
	await insertAll(
		tx,
		'project_people',
		content.people.map((one) => ({ project: id, ...one })),
	);
	const holders = holdersIn(lists);
	for (const list of LISTS) await fillList(tx, own, id, list, lists[list] ?? [], holders);
	await fillDocuments(tx, own, id, content, documents, holders);
}

const anewIn = (left: (typeof PROJECT_TABLE)['left'], row: Row, project: string): Row =>
	Object.fromEntries(Object.entries(left).map(([column, { anew }]) => [column, anew(row, project)]));

async function fillList(tx: Tx, own: Keys, project: string, list: List, rows: Row[], holders: Holders): Promise<void> {
	const { sealed, left, people, of } = keptTable(list);
	const kept = rows.map((row) => {
		const holder = holderOf(row, holders);
		const locked = Object.entries(sealed).map(([column, { seal }]) => [column, seal(own, holder, row[column] as never, row)]);
		return {
			...row,
			...Object.fromEntries(locked),
			...nobody(people),
			...anewIn(left, row, project),
			...(of === 'project' ? { project } : {}),
		};
	});
	await insertAll(tx, list, kept);
	await fillHands(tx, project, list, rows, people, (row) => keyOf(list, row));
}

const nobody = (people: readonly string[]): Row => Object.fromEntries(people.map((field) => [field, null]));

/** Who stood in these fields, for they have no account here. */
async function fillHands(tx: Tx, project: string, list: string, rows: Row[], fields: readonly string[], keyIn: (row: Row) => string) {
	const hands = rows.flatMap((row) =>
		fields.flatMap((field) => (row[field] === null ? [] : [{ project, list, record: keyIn(row), field, person: row[field] }])),
	);
	await insertAll(tx, 'project_hands', hands);
}

async function fillDocuments(tx: Tx, own: Keys, project: string, content: Content, documents: ArrivedDocument[], holders: Holders) {
	const files = new Map(documents.map((one) => [nameOf(one.kept), one]));
	await insertAll(
		tx,
		'files',
		documents.map(({ id, kept: { hash, type, bytes, kept_at }, arrived, scan, picture }) => ({
			...{ id, project, mark: own.mark('file', `${type} ${hash}`), bytes, type, scan, kept_at },
			lock: own.seal(`file ${id}`, JSON.stringify(arrived.lock)),
			scan_tried_at: scan === 'none' ? null : kept_at,
			picture: picture === null ? null : own.seal(`picture ${id}`, picture),
		})),
	);
	const versions = content.document_versions.toSorted((one, other) => Number(one.number) - Number(other.number));
	for (const row of versions) {
		const file = files.get(nameOf(row as never));
		const [version, entry, name] = [String(row.id), String(row.entry), String(row.name)];
		const level = holders.get(entry)?.level as Level;
		if (!file) throw new Error(`The file of ${version} was not there, though it was looked for.`);
		const { id, entry: of, number, added_at } = row;
		const told = lockTold(own, level, version, { name, hash: file.kept.hash });
		await insertAll(tx, 'document_versions', [{ id, entry: of, number, added_at, file: file.id, author: null, told }]);
		await insertAll(
			tx,
			'document_texts',
			file.pages.map(({ page, text }) => ({ version, page, text: lockText(own, level, version, page, text) })),
		);
		// The newest comes last, and is what it is found by.
		if (!isLocked(level) && (file.scan === 'none' || file.scan === 'clean')) await findByVersion(tx, { project, entry }, name, file.pages);
	}
	await fillHands(tx, project, 'document_versions', versions, ['author'], ({ id }) => String(id));
}
