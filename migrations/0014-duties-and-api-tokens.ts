import type { Kysely } from 'kysely';

/** Who tends the guide and who judges what is sent in; and tokens, by which a program comes in for somebody. All of it goes with the account. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('duties')
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('duty', 'text', (c) => c.notNull())
		.addColumn('since', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('duties_key', ['account', 'duty'])
		.execute();
	await db.schema
		.createTable('api_tokens')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('scopes', 'text', (c) => c.notNull())
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('api_tokens_account').on('api_tokens').column('account').execute();
	await db.schema
		.createTable('api_token_uses')
		.addColumn('token', 'text', (c) => c.notNull().references('api_tokens.id').onDelete('cascade'))
		.addColumn('place', 'text', (c) => c.notNull())
		.addColumn('last_day', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('api_token_uses_key', ['token', 'place'])
		.execute();
}
