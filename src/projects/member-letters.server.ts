import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { type Member, ROLE_NAMES, type Role } from './member.ts';

/** Who was taken into a project hears of it. The name of the project stands inside, not on the envelope. */
export async function tellAdded(tx: Tx, keys: Keys, leader: Member, account: string, now: Date): Promise<void> {
	const row = await tx.selectFrom('accounts').select(['name', 'address', 'language']).where('id', '=', account).executeTakeFirstOrThrow();
	const language = row.language as Language;
	const { say } = speechIn(language);
	await write(
		tx,
		keys,
		{
			to: { account, address: row.address, language },
			kind: 'projects.added',
			subject: say('projects.addedSubject'),
			paragraphs: [say('projects.addedText', { name: row.name, leader: leader.name, project: leader.project.name })],
		},
		now,
	);
}

/** Who was asked to take part hears by whom, in what and as what. The letter is in their language where they have an account, else in that of who asks. */
export async function tellInvited(
	tx: Tx,
	keys: Keys,
	member: Member,
	invitee: { address: string; addressKey: string },
	role: Role,
	link: { token: string; expires: Date; origin: string },
	now: Date,
): Promise<{ letter: string; language: Language }> {
	const known = await tx.selectFrom('accounts').select(['id', 'language']).where('address_key', '=', invitee.addressKey).executeTakeFirst();
	const language = (known?.language ?? member.language) as Language;
	const { say, day, href } = speechIn(language);
	const { name: organisation } = await tx
		.selectFrom('organisations as o')
		.innerJoin('accounts as a', 'a.organisation', 'o.id')
		.select('o.name')
		.where('a.id', '=', member.account)
		.executeTakeFirstOrThrow();
	const expires = link.expires.toISOString();
	const letter = await write(
		tx,
		keys,
		{
			to: { account: known?.id ?? null, address: invitee.address, language },
			kind: 'projects.invitation',
			subject: say('projects.invitationSubject'),
			paragraphs: [
				say('projects.invitationText', { inviter: member.name, organisation, project: member.project.name, role: say(ROLE_NAMES[role]) }),
				say('projects.invitationUntil', { day: day(expires.slice(0, 10)) }),
			],
			action: { label: say('projects.invitationAction'), url: link.origin + href(`/projectuitnodiging/${link.token}`), expires },
		},
		now,
	);
	return { letter, language };
}

/** Who looks after an organisation hears who came into it by an invitation that was not theirs. */
export async function tellJoined(
	tx: Tx,
	keys: Keys,
	organisation: string,
	joined: { name: string; address: string; inviter: string },
	now: Date,
): Promise<void> {
	const administrators = await tx
		.selectFrom('administrators as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id', 'a.address', 'a.language'])
		.where('a.organisation', '=', organisation)
		.execute();
	for (const { id, address, language } of administrators) {
		const { say } = speechIn(language as Language);
		const to = { account: id, address, language: language as Language };
		await write(
			tx,
			keys,
			{ to, kind: 'projects.joined', subject: say('projects.joinedSubject'), paragraphs: [say('projects.joinedText', joined)] },
			now,
		);
	}
}
