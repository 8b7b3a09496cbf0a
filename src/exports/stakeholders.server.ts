import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { standingOf } from '#stakeholders/matrix.ts';
import { matrixPicture } from '#stakeholders/picture.ts';
import { inSight } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { spreadsheet } from './spreadsheet.ts';
import { stakeholderData, stakeholderHeadings, stakeholderRow } from './stakeholder-rows.ts';

const PER_ACCOUNT: Limit = { name: 'stakeholders', most: 20, within: 3600 };

export interface StakeholdersTaken {
	/** For a spreadsheet, in the words of who takes it; for programs; or the matrix as a picture. */
	as: 'csv' | 'json' | 'svg';
	/** What a kind of party is called. */
	kindNamed: (kind: string) => string;
}

/** The register as far as somebody may read it, with what the team made of each. What people thought on their own stays with them. */
export async function takeStakeholdersAlong(
	db: Database,
	keys: Keys,
	account: Account,
	project: string,
	{ as, kindNamed }: StakeholdersTaken,
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	const there = inSight(await stakeholdersFor(db, keys, member));
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const judged = await judgementsFor(db, keys, member, there);
	const standings = there.map((one) => standingOf(one, judged.get(one.id)));
	note('stakeholders.exported', 'done', { object: project });
	if (as === 'json') return `${JSON.stringify(standings.map(stakeholderData), null, '\t')}\n`;
	const speech = speechIn(account.language);
	if (as === 'svg') return matrixPicture(standings, `${member.project.name}, ${speech.day(dayOf(now))}`, speech);
	return spreadsheet([stakeholderHeadings(speech), ...standings.map((standing) => stakeholderRow(standing, speech, kindNamed))]);
}
