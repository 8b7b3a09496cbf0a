import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Choice, KEPT_DAYS, mayPrint } from './printout.ts';
import { happening } from './recording.ts';

const A_DAY = 86_400_000;
const PER_ACCOUNT: Limit = { name: 'printouts', most: 5, within: 3600 };

/** Puts a printout in line and tells everybody who sees the project that it was asked for. Gives its id. */
export async function askPrintout(
	db: Database,
	keys: Keys,
	account: Account,
	member: Member,
	choice: Choice,
	now: Date = new Date(),
): Promise<string> {
	if (!mayPrint(member)) throw notAllowed(member);
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'printouts.tooMany');
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx
				.insertInto('printouts')
				.values({
					...{ id, project: member.project.id, account: member.account, role: member.role, subproject: member.subproject },
					...{ choice: JSON.stringify(choice), asked_at: now.toISOString(), tries: 0, begun_at: null, step: null },
					...{ made_at: null, failed_at: null, bytes: null, lock: null },
					expires_at: new Date(now.getTime() + KEPT_DAYS * A_DAY).toISOString(),
				})
				.execute();
			return record(
				{
					...happening(member, 'asked', id),
					// Of what is for one person alone nobody hears, not even that it is there.
					after: { withCore: choice.levels.includes('core') ? 'yes' : 'no' },
				},
				id,
			);
		},
		now,
	);
}
