import type { ServerResponse } from 'node:http';
import type { House } from './house.server.ts';

/** Longer than this without an answer from the database, and we cannot serve. */
const PATIENCE = 2_000;

/** The answer of `GET /gezond`: what runs here, and whether it can serve. */
export async function healthOf(house: House): Promise<(res: ServerResponse) => void> {
	const serving = await canServe(house);
	const body = JSON.stringify({
		status: serving ? 'gezond' : 'ongezond',
		version: house.version,
		schema: house.schema,
		engine: house.db.engine,
	});
	return (res) => {
		res.writeHead(serving ? 200 : 503, {
			'content-type': 'application/json; charset=utf-8',
			'cache-control': 'no-store',
			...(serving ? {} : { 'retry-after': '5' }),
		});
		res.end(body);
	};
}

async function canServe(house: House): Promise<boolean> {
	const tooLate = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false).unref());
	const answers = house.db
		.selectFrom('releases')
		.select('id')
		.limit(1)
		.execute()
		.then(
			(rows) => rows.length > 0,
			() => false,
		);
	return Promise.race([answers, tooLate]);
}
