import type { Operator } from '#accounts/account.ts';
import { findAccountAt } from '#accounts/finding-account.server.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { found } from '#platform/refusals.ts';
import { DUTY_MEANINGS, DUTY_NAMES, type Duty } from './duty.ts';

export type Appointed = { ok: true; name: string } | { ok: false; issue: 'duties.nobodyThere' | 'duties.alreadyHas' };

/** Gives a duty to who has this exact address, and tells them by letter. */
export async function appoint(
	db: Database,
	keys: Keys,
	operator: Operator,
	given: { addressKey: string; duty: Duty },
	now: Date = new Date(),
): Promise<Appointed> {
	assertFresh(operator, now);
	const { duty } = given;
	const known = await findAccountAt(db, given.addressKey);
	if (!known) return { ok: false, issue: 'duties.nobodyThere' };
	const has = await db.selectFrom('duties').select('since').where('account', '=', known.id).where('duty', '=', duty).executeTakeFirst();
	if (has) return { ok: false, issue: 'duties.alreadyHas' };
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx
				.insertInto('duties')
				.values({ account: known.id, duty, since: now.toISOString() })
				// Of two operators who appoint at the same moment, each saw nobody yet.
				.onConflict((c) => c.doNothing())
				.execute();
			const name = await tell(tx, keys, known.id, duty, 'appointed', now);
			return record<Appointed>(byOperator(operator, 'appointed', known.pseudonym, { duty }), { ok: true, name });
		},
		now,
	);
}

/** Takes a duty back; from the next request on it is gone. */
export async function relieve(
	db: Database,
	keys: Keys,
	operator: Operator,
	given: { account: string; duty: Duty },
	now: Date = new Date(),
): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { account, duty } = given;
			const ended = await tx
				.deleteFrom('duties')
				.where('account', '=', account)
				.where('duty', '=', duty)
				.returning('account')
				.executeTakeFirst();
			found(ended);
			const { pseudonym } = await tx.selectFrom('accounts').select('pseudonym').where('id', '=', account).executeTakeFirstOrThrow();
			await tell(tx, keys, account, duty, 'relieved', now);
			return record(byOperator(operator, 'relieved', pseudonym, { duty }));
		},
		now,
	);
}

const LETTERS = {
	appointed: ['duties.appointedSubject', 'duties.appointedText'],
	relieved: ['duties.relievedSubject', 'duties.relievedText'],
} satisfies Record<string, [MessageKey, MessageKey]>;

/** Gives the name of who was written to. */
async function tell(tx: Tx, keys: Keys, account: string, duty: Duty, what: keyof typeof LETTERS, now: Date): Promise<string> {
	const row = await tx.selectFrom('accounts').select(['name', 'address', 'language']).where('id', '=', account).executeTakeFirstOrThrow();
	const language = row.language as Language;
	const { say } = speechIn(language);
	const [subject, text] = LETTERS[what];
	const values = { name: row.name, duty: say(DUTY_NAMES[duty]) };
	await write(
		tx,
		keys,
		{
			to: { account, address: row.address, language },
			kind: `duties.${what}`,
			subject: say(subject, values),
			paragraphs: [say(text, values), ...(what === 'appointed' ? [say(DUTY_MEANINGS[duty])] : [])],
		},
		now,
	);
	return row.name;
}

const byOperator = ({ pseudonym }: Operator, action: string, object: string, after: unknown): Happening => ({
	chain: INSTALLATION,
	actor: pseudonym,
	action: `duties.${action}`,
	object,
	channel: 'screen',
	after,
});
