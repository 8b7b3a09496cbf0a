import { found } from '#platform/refusals.ts';
import { changeRole, handOver } from '#projects/changing-roles.server.ts';
import { addMember, endMembership } from '#projects/members.server.ts';
import { addSubproject } from '#projects/projects.server.ts';
import type { Moment } from './moment.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

/** The parts of the project, and who came, went and took over. */
export const peopleMoments = ({ parts, comings }: Sample): Moment[] => [
	...parts.map(
		({ on, by, key, name }): Moment => ({
			...{ on, what: `part ${key}` },
			happens: async (stage, now) => {
				const { db, keys } = stage.keeper;
				stage.parts.set(key, await addSubproject(db, keys, await stage.member(by, now), name, now));
			},
		}),
	),
	...comings.map(
		(coming): Moment => ({
			...{ on: coming.on, what: `${coming.who} ${coming.what}` },
			happens: (stage, now) => come(stage, coming, now),
		}),
	),
];

async function come(stage: Stage, coming: Sample['comings'][number], now: Date): Promise<void> {
	const { db, keys } = stage.keeper;
	const by = await stage.member(coming.by, now);
	const who = stage.account(coming.who);
	if (coming.what === 'ends') return endMembership(db, keys, by, await membershipOf(stage, who.id), now);
	if (coming.what === 'hands-over') return handOver(db, keys, by, await membershipOf(stage, who.id), now);
	const seat = { role: coming.role, subproject: stage.part(coming.part) };
	const added = await addMember(db, keys, by, { addressKey: who.address, ...seat }, now);
	if (!added.ok) await changeRole(db, keys, by, { membership: await membershipOf(stage, who.id), ...seat }, now);
}

async function membershipOf({ keeper, project }: Stage, account: string): Promise<string> {
	const row = await keeper.db
		.selectFrom('memberships')
		.select('id')
		.where('project', '=', project)
		.where('account', '=', account)
		.where('until', 'is', null)
		.executeTakeFirst();
	return found(row).id;
}
