import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { nameKey, type OrganisationKind } from './organisation.ts';

/** What an organisation decides of itself. */
export interface OwnWay {
	name: string;
	kind: OrganisationKind;
	/** The language its people are invited in, unless another is chosen. */
	language: Language;
	/** The name of the theme its people see after signing in; null is that of the installation. */
	theme: string | null;
}

export async function wayOf(db: Database | Tx, organisation: string): Promise<OwnWay> {
	const row = await db
		.selectFrom('organisations')
		.select(['name', 'kind', 'language', 'theme'])
		.where('id', '=', organisation)
		.executeTakeFirstOrThrow();
	return { ...row, kind: row.kind as OrganisationKind, language: row.language as Language };
}

/** Refused by the database when another organisation is called so. */
export async function updateOrganisation(tx: Tx, organisation: string, way: OwnWay): Promise<void> {
	await tx
		.updateTable('organisations')
		.set({ ...way, name_key: nameKey(way.name) })
		.where('id', '=', organisation)
		.execute();
}

/** The theme of an organisation, asked for with every page its people see. */
export async function themeOf(db: Database, organisation: string): Promise<string | null> {
	const row = await db.selectFrom('organisations').select('theme').where('id', '=', organisation).executeTakeFirst();
	return row?.theme ?? null;
}
