import { dirname } from 'node:path';
import { sql } from 'kysely';
import { type Database, type DatabasePlace, tx } from '#platform/database/database.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { outbox } from '#platform/letters/outbox.server.ts';
import { withDatabase } from '../bench/databases.ts';
import { type Mailbox, openMailbox, quietPort } from '../village/mailbox.ts';
import { kill, type Round, sendOut, villageKeys } from '../village/postman.ts';
import { until } from '../village/until.ts';
import { conclude, type Finding } from './finding.ts';

/**
 * That every letter arrives, through a server that is away and then refuses one in twenty, sent by processes that are killed
 * while a letter is in their hands. PROOF_SABOTAGE=message-id gives each attempt a Message-ID of its own, as a bad build would;
 * then what came twice cannot be told from two letters, and this has to go red.
 */

const LETTERS = 300;
const POSTMEN = 5;
/** After which arrivals all postmen are killed, before they hear that the letter arrived. */
const KILLINGS = [50, 100, 150, 200];
const TRIED_IN_VAIN = 30;
const keys = villageKeys();

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) {
		await withDatabase(engine, async (db) => {
			for (const { good, what } of await delivery(db)) findings.push({ good, what: `${engine}: ${what}` });
		});
	}
	return findings;
}

async function delivery(db: Database): Promise<Finding[]> {
	const port = await quietPort();
	const round: Round = {
		place: await placeOf(db),
		url: `smtp://127.0.0.1:${port}`,
		every: 20,
		backoff: [100, 200],
		lease: 2000,
		freshMessageIds: process.env.PROOF_SABOTAGE === 'message-id',
	};
	await writeLetters(db);
	const crew = new Crew(round);
	try {
		await until(async () => (await attemptsIn(db)) >= TRIED_IN_VAIN, 'the server was tried in vain');
		const away = await outbox(db);
		const mailbox = await flakyMailbox(port, crew);
		await until(async () => (await outbox(db)).waiting === 0, 'nothing waited any longer', 300_000);
		await mailbox.close();
		return [
			{ good: away.waiting === LETTERS && away.givenUp === 0, what: `while the server was away, all ${LETTERS} letters waited` },
			...arrivals(mailbox, crew),
			...(await leftovers(db)),
		];
	} finally {
		await crew.kill();
	}
}

/** Those who send, all at once, each in a process of its own. */
class Crew {
	readonly #round: Round;
	#postmen: ReturnType<typeof sendOut>[] = [];
	killed = 0;

	constructor(round: Round) {
		this.#round = round;
		this.start();
	}

	start(): void {
		this.#postmen = Array.from({ length: POSTMEN }, () => sendOut(this.#round));
	}

	async kill(): Promise<void> {
		await Promise.all(this.#postmen.map(kill));
		this.killed += this.#postmen.length;
		this.#postmen = [];
	}
}

function flakyMailbox(port: number, crew: Crew): Promise<Mailbox> {
	let asked = 0;
	return openMailbox({
		port,
		refuses: () => ++asked % 20 === 0,
		async beforeAnswer(arrived) {
			if (!KILLINGS.includes(arrived)) return;
			await crew.kill();
			crew.start();
		},
	});
}

async function writeLetters(db: Database): Promise<void> {
	const expires = new Date(Date.now() + 86_400_000).toISOString();
	for (let n = 1; n <= LETTERS; n++) {
		await tx(db, (tx) =>
			write(tx, keys, {
				to: { account: null, address: `bewoner${n}@wijk.example`, language: 'nl' },
				subject: `Brief ${n}`,
				paragraphs: ['Beste bewoner,', 'Komt u naar de coöperatie?'],
				action: { label: 'Ik kom', url: `https://wijk.example/uitnodiging/${n}`, expires },
				kind: 'accounts.invitation',
			}),
		);
	}
}

function arrivals({ mails }: Mailbox, crew: Crew): Finding[] {
	const numbers = Map.groupBy(mails, ({ subject }) => subject);
	const oneEach = [...numbers.values()].every((same) => new Set(same.map(({ messageId }) => messageId)).size === 1);
	const ownEach = new Set(mails.map(({ messageId }) => messageId)).size === LETTERS;
	const twice = mails.length - numbers.size;
	return [
		{ good: numbers.size === LETTERS, what: `${numbers.size} of ${LETTERS} letters arrived, past one refusal in twenty` },
		{
			good: twice >= KILLINGS.length,
			what: `${crew.killed} senders were killed, and ${twice} arrivals were of a letter that had come before`,
		},
		{ good: oneEach && ownEach, what: 'each letter had one Message-ID of its own, however often it came' },
	];
}

async function leftovers(db: Database): Promise<Finding[]> {
	const { givenUp, sentToday } = await outbox(db);
	const links = await db.selectFrom('letters').where('secret', 'is not', null).select('id').execute();
	const attempts = await attemptsIn(db);
	return [
		{ good: givenUp === 0 && sentToday === LETTERS, what: `none was given up, in ${attempts} attempts` },
		{ good: links.length === 0, what: 'no link stayed behind in the database' },
	];
}

async function attemptsIn(db: Database): Promise<number> {
	const row = await db
		.selectFrom('letters')
		.select(({ fn }) => fn.sum<number>('attempts').as('attempts'))
		.executeTakeFirstOrThrow();
	return Number(row.attempts);
}

/** Where other processes find this database. */
async function placeOf(db: Database): Promise<DatabasePlace> {
	if (db.engine === 'sqlite') {
		const { rows } = await sql<{ file: string }>`pragma database_list`.execute(db);
		return { databaseUrl: null, dataFolder: dirname(rows[0]?.file ?? '') };
	}
	const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
	const url = new URL(process.env.WIJKSPOOR_TEST_POSTGRES ?? '');
	url.pathname = `/${rows[0]?.name}`;
	return { databaseUrl: url.href, dataFolder: '' };
}

await conclude(prove);
