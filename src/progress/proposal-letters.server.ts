import type { Junction } from '#guide/junction.ts';
import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, type MessageValues, speechIn } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import type { ProgressProposalTable } from './progress.tables.ts';
import type { Wish } from './progress.ts';
import { STATUS_NAMES, type Status } from './status.ts';

/** Who may settle a proposal hears that there is one. */
export async function tellProposed(tx: Tx, keys: Keys, member: Member, junction: Junction, wish: Wish, now: Date): Promise<void> {
	const changers = await recipients(tx)
		.innerJoin('memberships as m', 'm.account', 'a.id')
		.where('m.project', '=', member.project.id)
		.where('m.role', 'in', ['leader', 'admin'])
		.where('m.until', 'is', null)
		.execute();
	for (const to of changers) {
		await send(tx, keys, to, junction, 'progress.proposed', now, (say, title) => ({
			subject: say('progress.proposedSubject', { junction: title }),
			paragraphs: [
				say('progress.proposedText', {
					name: member.name,
					project: member.project.name,
					junction: title,
					status: say(STATUS_NAMES[wish.status]),
				}),
				wish.reason,
			],
		}));
	}
}

/** Who proposed it hears what became of it: it holds, or it does not and why. */
export async function tellSettled(
	tx: Tx,
	keys: Keys,
	member: Member,
	junction: Junction,
	proposal: Pick<ProgressProposalTable, 'proposer' | 'status'>,
	declineReason: string | null,
	now: Date,
): Promise<void> {
	const to = await recipients(tx)
		.where('a.id', '=', proposal.proposer)
		// Who stopped taking part does not hear any more how the project goes on.
		.where('a.id', 'in', tx.selectFrom('memberships').select('account').where('project', '=', member.project.id).where('until', 'is', null))
		.executeTakeFirst();
	if (!to) return;
	await send(tx, keys, to, junction, 'progress.settled', now, (say, title) => {
		const values = {
			name: member.name,
			project: member.project.name,
			junction: title,
			status: say(STATUS_NAMES[proposal.status as Status]),
		};
		return declineReason === null
			? { subject: say('progress.acceptedSubject', { junction: title }), paragraphs: [say('progress.acceptedText', values)] }
			: {
					subject: say('progress.declinedSubject', { junction: title }),
					paragraphs: [say('progress.declinedText', values), declineReason],
				};
	});
}

interface Recipient {
	id: string;
	address: string;
	language: string;
}

const recipients = (tx: Tx) => tx.selectFrom('accounts as a').select(['a.id', 'a.address', 'a.language']);

type Say = (key: MessageKey, values?: MessageValues) => string;

async function send(
	tx: Tx,
	keys: Keys,
	{ id, address, language: stored }: Recipient,
	junction: Junction,
	kind: string,
	now: Date,
	worded: (say: Say, title: string) => { subject: string; paragraphs: string[] },
): Promise<void> {
	const language = stored as Language;
	const speech = speechIn(language);
	const title = `${junction.number} ${speech.wording(junction.texts).text.title}`;
	await write(tx, keys, { to: { account: id, address, language }, kind, ...worded(speech.say, title) }, now);
}
