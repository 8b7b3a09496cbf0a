import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { isAdministrator } from '#accounts/sign-ins.server.ts';
import { trialOf } from '#organisations/trial.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { kitOf } from '#platform/journal/export.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { type Speech, speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { type Member, mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { projectsFor } from '#projects/projects.server.ts';
import { projectDataFor } from './project-data.server.ts';
import { projectPage } from './project-page.ts';

const PER_ACCOUNT: Limit = { name: 'taking along', most: 5, within: 3600 };

/**
 * All that an organisation on trial did here, as one ZIP for who administers it, also when the trial is over: a folder for each project,
 * with what they may read of it themselves. Where it is no trial, there is nothing here.
 */
export async function takeTrialAlong(
	db: Database,
	keys: Keys,
	signing: Signing,
	account: Account,
	now: Date = new Date(),
): Promise<Uint8Array> {
	if (!(await mayTakeTrialAlong(db, account))) found(null);
	await assertMayTake(db, keys, account, now);
	await act(
		db,
		keys,
		({ record }) => {
			const { pseudonym: actor, organisation: object } = account;
			return record({ chain: INSTALLATION, actor, action: 'trials.taken-along', object, channel: 'screen' });
		},
		now,
	);
	const folders: Zippable = {};
	for (const { id, name } of await projectsFor(db, account)) {
		const member = await memberOf(db, account, id, now);
		// A project of another organisation is not theirs to take, only to take part in.
		if (member.project.organisation !== account.organisation) continue;
		folders[folderNamed(name, Object.keys(folders))] = await filesOf(db, keys, signing, member, speechIn(account.language), now);
	}
	return zipSync(folders, { mtime: now });
}

/** Whether there is a trial of theirs to take along. */
export const mayTakeTrialAlong = async (db: Database, account: Account): Promise<boolean> =>
	(await trialOf(db, account.organisation)) !== null && (await isAdministrator(db, account));

async function assertMayTake(db: Database, keys: Keys, account: Account, now: Date): Promise<void> {
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
}

async function filesOf(db: Database, keys: Keys, signing: Signing, member: Member, speech: Speech, now: Date): Promise<Zippable> {
	const data = await projectDataFor(db, keys, member, speech, now);
	return {
		'project.html': strToU8(projectPage(data, speech)),
		'project.json': strToU8(`${JSON.stringify(data, null, '\t')}\n`),
		...(mayTakeAlong(member) && { journaal: await kitOf(db, signing, member.project.id, now) }),
	};
}

/** Two neighbourhoods of one name get a folder each; what no folder may be called becomes a dash. */
function folderNamed(name: string, taken: string[]): string {
	const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'project';
	return taken.includes(plain) ? `${plain}-${taken.length + 1}` : plain;
}
