import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { type Member, mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { type Dossier, dossierOf, type Source } from './writing.server.ts';

const PER_ACCOUNT: Limit = { name: 'taking along', most: 5, within: 3600 };

/** The whole project as one archive, for who leads it. Recorded where it does not change the journal that is taken along. */
export async function takeProjectAlong(source: Source, account: Account, project: string, now: Date = new Date()): Promise<Dossier> {
	const { db, keys } = source;
	const member = await memberOf(db, account, project, now);
	if (!mayTakeAlong(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	await recordTaken(source, project, { actor: account.pseudonym, channel: 'screen' }, now);
	return dossierOf(source, project, speechIn(account.language), now);
}

export const recordTaken = (
	{ db, keys }: Pick<Source, 'db' | 'keys'>,
	project: string,
	by: { actor: string; channel: 'screen' | 'command' },
	now: Date,
): Promise<void> =>
	act(db, keys, ({ record }) => record({ ...by, chain: INSTALLATION, action: 'projects.taken-along', object: project }), now);

/** How much of their own stays behind: what is personal goes with one’s own data. Of others’ nobody learns that it is there. */
export async function ownPersonalEntries({ db }: Pick<Source, 'db'>, member: Member): Promise<number> {
	const { count } = await db
		.selectFrom('entries')
		.select((e) => e.fn.countAll<number>().as('count'))
		.where('project', '=', member.project.id)
		.where('author', '=', member.account)
		.where('level', '=', 'personal')
		.executeTakeFirstOrThrow();
	return Number(count);
}
