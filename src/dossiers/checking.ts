import * as v from 'valibot';
import { KINDS_OF_FILE } from '#documents/kind-of-file.ts';
import type { Tables } from '#platform/database/database.server.ts';
import { LEVELS } from '#projects/level.ts';
import { count, hash, id, line, moment, pseudonym, word } from './columns.ts';
import { type Content, FORMAT, nameOf, type Row, VERSION } from './dossier.ts';
import { type KeptTable, keptTable, keyOf, LISTS, PROJECT_TABLE } from './kept.ts';
import { DossierProblem } from './problem.ts';

/** Whether what a dossier says of a project is of the form it should be, and holds together. */

const EXTENSIONS = [...KINDS_OF_FILE.keys()];
const name = v.pipe(line, v.nonEmpty());
const json = v.custom<unknown>((value) => value !== undefined);

const SCHEMA = v.strictObject({
	format: v.literal(FORMAT),
	version: v.literal(VERSION),
	project: v.strictObject(PROJECT_TABLE.columns),
	people: v.array(v.strictObject({ pseudonym, name: line, organisation: line })),
	documents: v.array(v.strictObject({ hash, extension: v.picklist(EXTENSIONS), type: word, bytes: count, kept_at: moment })),
	document_versions: v.array(
		v.strictObject({
			...{ id, entry: id, number: v.pipe(count, v.minValue(1)), author: v.nullable(pseudonym), added_at: moment },
			...{ name, hash, extension: v.picklist(EXTENSIONS) },
		}),
	),
	journal_details: v.array(
		v.strictObject({ seq: count, key: v.pipe(v.string(), v.regex(/^[\w+/]{43}=$/)), before: v.optional(json), after: v.optional(json) }),
	),
	journal_places: v.array(v.strictObject({ seq: count, level: v.picklist(LEVELS), part: v.nullable(id) })),
	...Object.fromEntries(LISTS.map((list) => [list, v.array(v.strictObject(keptTable(list).columns))])),
});

/** The content of `project.json`, or the reason why it is none. */
export function contentIn(text: string): Content {
	const said = parsed(text);
	if (said?.format !== FORMAT) throw new DossierProblem('dossiers.badContent', 'format');
	if (said.version !== VERSION) throw new DossierProblem('dossiers.badVersion', String(said.version));
	const result = v.safeParse(SCHEMA, said, { abortEarly: true });
	if (!result.success) throw new DossierProblem('dossiers.badContent', v.getDotPath(result.issues[0]) ?? '');
	const { format, version, project, people, documents, document_versions, journal_details, journal_places, ...lists } = result.output;
	const content = { format, version, project, people, documents, document_versions, journal_details, journal_places, lists } as Content;
	assertWhole(content);
	return content;
}

function parsed(text: string): Record<string, unknown> | null {
	try {
		const said: unknown = JSON.parse(text);
		return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : null;
	} catch {
		throw new DossierProblem('dossiers.badContent', 'JSON');
	}
}

/** Every record once, and everything that is named there. */
function assertWhole({ people, documents, document_versions, journal_details, journal_places, lists }: Content): void {
	const ids: Record<string, Set<string>> = {
		people: onlyOnce('people', people, (one) => one.pseudonym),
		documents: onlyOnce('documents', documents, nameOf),
		document_versions: onlyOnce('document_versions', document_versions, (row) => String(row.id)),
	};
	onlyOnce('document_versions', document_versions, ({ entry, number }) => `${entry} ${number}`);
	for (const [list, rows] of Object.entries({ journal_details, journal_places })) onlyOnce(list, rows, ({ seq }) => String(seq));
	for (const list of LISTS) ids[list] = onlyOnce(list, lists[list] ?? [], (row) => keyOf(list, row));
	for (const list of LISTS) {
		const { refs, people: fields }: KeptTable = keptTable(list);
		assertThere(list, lists[list] ?? [], { ...refs, ...Object.fromEntries(fields.map((field) => [field, 'people'])) }, ids);
	}
	assertThere('document_versions', document_versions, { entry: 'entries', author: 'people' }, ids);
	const pointedAt = new Set(document_versions.map((row) => nameOf(row as never)));
	for (const one of pointedAt) if (!ids.documents?.has(one)) throw new DossierProblem('dossiers.badReference', one);
	for (const one of documents) {
		if (KINDS_OF_FILE.get(one.extension)?.type !== one.type) throw new DossierProblem('dossiers.badContent', `documents ${one.type}`);
		if (!pointedAt.has(nameOf(one))) throw new DossierProblem('dossiers.badExtra', nameOf(one));
	}
	assertOfKind(lists, document_versions);
}

function onlyOnce<T>(list: string, rows: T[], keyIn: (row: T) => string): Set<string> {
	const seen = new Set<string>();
	for (const row of rows) {
		const key = keyIn(row);
		if (seen.has(key)) throw new DossierProblem('dossiers.badTwice', `${list} ${key}`);
		seen.add(key);
	}
	return seen;
}

function assertThere(list: string, rows: Row[], refs: Readonly<Record<string, string>>, ids: Record<string, Set<string>>): void {
	for (const [field, other] of Object.entries(refs))
		for (const row of rows) {
			const named = row[field];
			if (named !== null && !ids[other]?.has(String(named))) throw new DossierProblem('dossiers.badReference', `${list}.${field} ${named}`);
		}
}

/** What only hangs on entries of one kind. */
const ONLY_OF = { entry_actions: 'action', entry_confirmations: 'decision', voice_thoughts: 'decision' } as const satisfies Partial<
	Record<keyof Tables, string>
>;

function assertOfKind(lists: Content['lists'], versions: Row[]): void {
	const kinds = new Map((lists.entries ?? []).map((row) => [row.id, row.kind]));
	const hanging = [
		...Object.entries(ONLY_OF).map(([list, kind]) => [list, lists[list] ?? [], kind] as const),
		['document_versions', versions, 'document'] as const,
	];
	for (const [list, rows, kind] of hanging)
		for (const { entry } of rows) if (kinds.get(entry) !== kind) throw new DossierProblem('dossiers.badContent', `${list} ${entry}`);
	for (const { id, kind, content } of lists.stakeholder_judgements ?? [])
		if ((kind === 'group') !== Object.hasOwn(content as object, 'group'))
			throw new DossierProblem('dossiers.badContent', `stakeholder_judgements ${id}`);
	for (const { id, kind, content } of lists.entries ?? [])
		if (kind === 'note' && Object.keys(content as object).some((field) => field !== 'text'))
			throw new DossierProblem('dossiers.badContent', `entries ${id}`);
}
