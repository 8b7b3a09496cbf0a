import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import type { Letter } from '#platform/letters/letter.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import type { Job } from './job.ts';

export type Addressee = Letter['to'];

/** Everybody who keeps the installation running. */
export async function operatorsIn(db: Database | Tx): Promise<Addressee[]> {
	const rows = await db
		.selectFrom('operators as o')
		.innerJoin('accounts as a', 'a.id', 'o.account')
		.select(['a.id as account', 'a.address', 'a.language'])
		.orderBy('a.id')
		.execute();
	return rows.map((row) => ({ ...row, language: row.language as Language }));
}

/** Writes to the operators that a job did not succeed, and why. */
export async function tellOfFailure(db: Database, keys: Keys, { name, alarm }: Job, said: string, now: Date): Promise<void> {
	await tx(db, async (tx) => {
		for (const to of await operatorsIn(tx)) {
			const { say } = speechIn(to.language);
			const subject = say(alarm ?? 'daily.failedSubject', { job: name });
			await write(tx, keys, { to, kind: 'daily.failed', subject, paragraphs: [say('daily.failedText', { job: name }), said] }, now);
		}
	});
}
