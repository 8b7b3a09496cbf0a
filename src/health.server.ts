import type { ServerResponse } from 'node:http';
import { diskAt, writeTest } from '#operating/health.server.ts';
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
	return told(serving, body);
}

/** How long an answer of `GET /paraat` holds: who asks more often causes no more writes. In milliseconds. */
const READY_FOR = 5_000;

/** The answer of `GET /paraat`: whether what people send can be kept. */
export function readinessOf(house: House): () => Promise<(res: ServerResponse) => void> {
	let answer: { at: number; of: Promise<(res: ServerResponse) => void> } | undefined;
	return () => {
		if (!answer || Date.now() - answer.at > READY_FOR) answer = { at: Date.now(), of: isReady(house) };
		return answer.of;
	};
}

async function isReady({ db, settings }: House): Promise<(res: ServerResponse) => void> {
	const [database, disk] = await Promise.all([
		writeTest(db).then(({ good }) => good),
		diskAt(settings.dataFolder).then(
			({ hasRoom }) => hasRoom,
			() => false,
		),
	]);
	const ready = database && disk;
	return told(ready, JSON.stringify({ status: ready ? 'paraat' : 'niet paraat', database, disk }));
}

const told = (good: boolean, body: string) => (res: ServerResponse) => {
	res.writeHead(good ? 200 : 503, {
		'content-type': 'application/json; charset=utf-8',
		'cache-control': 'no-store',
		...(good ? {} : { 'retry-after': '5' }),
	});
	res.end(body);
};

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
