import type { Operator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { entry } from './entry.ts';

export interface Colleague {
	id: string;
	name: string;
	organisation: string;
	since: string;
}

/** Everybody who operates this installation, the first one first. */
export async function operatorsFor(db: Database, _operator: Operator): Promise<Colleague[]> {
	return db
		.selectFrom('operators as w')
		.innerJoin('accounts as a', 'a.id', 'w.account')
		.innerJoin('organisations as o', 'o.id', 'a.organisation')
		.select(['a.id', 'a.name', 'o.name as organisation', 'w.since'])
		.orderBy('w.since')
		.orderBy('a.id')
		.execute();
}

/** Takes the role from an operator, who keeps their account and gets a letter. The last one stays: nobody on screen can make another. */
export async function removeOperator(db: Database, keys: Keys, operator: Operator, account: string, now: Date = new Date()): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const operators = await tx
				.selectFrom('operators as w')
				.innerJoin('accounts as a', 'a.id', 'w.account')
				.select(['a.id', 'a.pseudonym', 'a.address', 'a.language'])
				.execute();
			const { id, pseudonym, address, language } = found(operators.find((one) => one.id === account));
			// Who lost the role a moment ago in another window takes it from nobody.
			found(operators.find((one) => one.id === operator.id));
			if (operators.length === 1) throw new Refusal('conflict', 'operating.lastOperator');
			await tx.deleteFrom('operators').where('account', '=', id).execute();
			const { say } = speechIn(language as Language);
			const to = { account: id, address, language: language as Language };
			const paragraphs = [say('operating.removedText', { name: operator.name })];
			await write(tx, keys, { to, kind: 'operating.removed', subject: say('operating.removedSubject'), paragraphs }, now);
			return record(entry(operator, 'operator-removed', pseudonym));
		},
		now,
	);
}
