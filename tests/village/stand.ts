import type { Database } from '#platform/database/database.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { propose } from '#progress/proposing.server.ts';
import { changeSensitivity } from '#progress/sensitivity.server.ts';
import { addWait } from '#progress/waits.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { aManuscript, junctionFile, junctionOf, published } from './method.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { keys } from './people.ts';

/** Two junctions of the real method, so that a served house shows them. */
const [ROLE, START] = ['regierol', 'startbesluit'];
const edition = published(
	aManuscript({
		[`editions/1/junctions/${ROLE}.md`]: junctionFile(junctionOf(ROLE, '1.07')),
		[`editions/1/junctions/${START}.md`]: junctionFile(junctionOf(START, '1.24')),
	}),
).current;

const wish = (reason: string) => ({
	...{ junction: ROLE, status: 'started' as const, reason, seen: 0 },
	...{ happenedOn: null, plannedFrom: null, plannedUntil: null, owner: null },
});

/** How far the project of the village is, with a word of its own in every sentence that somebody wrote. */
export async function aStandIn(db: Database, { people, project, part, otherPart }: Neighbourhood, now: Date): Promise<void> {
	const leader = await memberOf(db, people.leader.account, project, now);
	const change = (reason: string, of: string | null) =>
		changeProgress(db, keys, leader, edition, { part: of, wishes: [wish(reason)], channel: 'screen' }, now);
	await change('kanarie-stand', null);
	await change('kanarie-flat', part);
	await change('kanarie-rij', otherPart);
	const member = await memberOf(db, people.member.account, project, now);
	await propose(db, keys, member, edition, { part: null, wish: wish('kanarie-voorstel') }, now);
	const unknown = { on: null, unneeded: null };
	const sensitive = { junction: START, isSensitive: true, reason: 'kanarie-gevoelig', college: unknown, council: unknown, seen: 0 };
	await changeSensitivity(db, keys, leader, edition, sensitive, now);
	await addWait(db, keys, leader, edition, { junction: START, waitsFor: ROLE, reason: 'kanarie-wacht' }, now);
}
