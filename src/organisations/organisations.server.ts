import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { newId } from '#platform/tokens.ts';
import { nameKey, type Organisation, type OrganisationKind } from './organisation.ts';

/** Writes down a new organisation. Two of the same name would be taken for each other, so the second is refused by the database. */
export async function insertOrganisation(
	tx: Tx,
	{ name, kind, language }: { name: string; kind: OrganisationKind; language: Language },
	now: Date,
): Promise<string> {
	const id = newId(now);
	await tx
		.insertInto('organisations')
		.values({ id, name, name_key: nameKey(name), kind, language, created_at: now.toISOString() })
		.execute();
	return id;
}

export async function organisationOf(db: Database | Tx, id: string): Promise<Organisation> {
	const row = await db.selectFrom('organisations').select(['id', 'name', 'kind']).where('id', '=', id).executeTakeFirstOrThrow();
	return { ...row, kind: row.kind as OrganisationKind };
}

export async function findOrganisationNamed(db: Database | Tx, name: string): Promise<Organisation | null> {
	const row = await db.selectFrom('organisations').select(['id', 'name', 'kind']).where('name_key', '=', nameKey(name)).executeTakeFirst();
	return row ? { ...row, kind: row.kind as OrganisationKind } : null;
}
