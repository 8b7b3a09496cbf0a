import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** PostgreSQL counts in 64 bits and hands them over as text; no count of ours comes near the limit of a number. */
const BIGINT = 20;
pg.types.setTypeParser(BIGINT, Number);

export const openPostgres = (address: string): Dialect => pooled({ connectionString: address, max: 10 });

/** A few connections that the server itself keeps from changing anything. */
export const openPostgresReader = (address: string): Dialect =>
	pooled({ connectionString: address, max: 3, options: '-c default_transaction_read_only=on' });

function pooled(config: pg.PoolConfig): Dialect {
	const pool = new pg.Pool({ ...config, connectionTimeoutMillis: 5000 });
	// A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
	pool.on('error', () => {});
	// So it is with one that breaks while it is used: whoever asked is told by the answer to their query.
	pool.on('connect', (client) => client.on('error', () => {}));
	// Its own guess is that of a disk with a head that moves: for a hundred entries of ten thousand it then reads them all.
	pool.on('connect', (client) => void client.query('set random_page_cost = 1.1').catch(() => {}));
	return new PostgresDialect({ pool });
}
