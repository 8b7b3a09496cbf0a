import type { Holding } from '#accounts/erasing/holdings.server.ts';

/**
 * What somebody said in confidence goes with them: the talks in which they spoke for a party, and their own ambitions, with what was
 * released of those, as nobody could take that back any more. Where they were the interviewer, the talk stays with the party’s person;
 * without one nobody could read it, and only what was released stays.
 */
const said: Holding = async ({ tx, record }, { id }, _now, { actor, channel }) => {
	const theirs = tx
		.selectFrom('talk_lines as l')
		.leftJoin('talks as t', 't.id', 'l.talk')
		.select('l.id')
		.where((e) => e.or([e('t.person', '=', id), e.and([e('l.talk', 'is', null), e('l.author', '=', id)])]));
	const gone = await tx.deleteFrom('shared_items').where('line', 'in', theirs).returning(['id', 'project', 'level']).execute();
	for (const { id: object, project, level } of gone)
		await record({
			...{ chain: project, actor, channel, object, place: { level, part: null } },
			...{ action: 'talks.taken-back', before: { level } },
		});
	await tx.deleteFrom('talk_lines').where('talk', 'is', null).where('author', '=', id).execute();
	await tx.deleteFrom('talks').where('person', '=', id).execute();
	await tx.deleteFrom('talks').where('interviewer', '=', id).where('person', 'is', null).execute();
};

export const ALL_OF_TALKS: Holding[] = [said];
