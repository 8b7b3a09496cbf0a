import { type Chapter, fact, paragraph, words } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import { tallyOf } from '#platform/journal/asking.server.ts';
import { newestCheckpoint } from '#platform/journal/checkpoints.server.ts';
import type { Speech } from '#platform/messages.ts';
import { readershipOf } from './entry.ts';
import { PROJECT_KINDS } from './happenings.ts';
import type { Member } from './member.ts';

/** How much happened, by kind, as far as this member may see it. What happened exactly stands in the journal itself. */
export async function journalChapter(db: Database, member: Member, { say, number, moment }: Speech): Promise<Chapter> {
	const tally = await tallyOf(db, member.project.id, { readership: readershipOf(member) });
	const kinds = Object.values(PROJECT_KINDS).map(({ name, actions }) => ({
		name: say(name),
		count: tally.filter(({ action }) => actions.includes(action)).reduce((sum, { count }) => sum + count, 0),
	}));
	const all = tally.reduce((sum, { count }) => sum + count, 0);
	const last = tally
		.map(({ newest }) => newest)
		.toSorted()
		.at(-1);
	return {
		title: words(say('projects.journal')),
		blocks: [
			paragraph(say('projects.journalOnPaper', { count: all })),
			{
				kind: 'facts',
				facts: [
					...kinds.map(({ name, count }) => fact(capital(name), number(count))),
					...(last === undefined ? [] : [fact(say('projects.journalLast'), moment(last))]),
				],
			},
		],
	};
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** By what somebody can see later that the history behind this paper was not changed. */
export async function fingerprintChapter(db: Database, member: Member, { say, number, moment }: Speech): Promise<Chapter> {
	const newest = await newestCheckpoint(db, member.project.id);
	return {
		title: words(say('projects.fingerprint')),
		follows: true,
		blocks:
			newest === null
				? [paragraph(say('projects.fingerprintNone'))]
				: [
						paragraph(say('projects.fingerprintLead')),
						{
							kind: 'facts',
							facts: [
								fact(say('projects.fingerprint'), newest.head),
								fact(say('projects.fingerprintSize'), number(newest.size)),
								fact(say('projects.fingerprintAt'), moment(newest.at)),
								fact(say('projects.fingerprintChain'), newest.chain),
							],
						},
						paragraph(say('projects.fingerprintHow')),
					],
	};
}
