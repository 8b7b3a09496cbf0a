import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import { unpackedLine, unpackedPlan, unpackedRemark, unpackedWording } from './content.ts';
import type { LineKind } from './line.ts';
import type { SharedLevel, State } from './shared.ts';
import type { Plan, Stage } from './talk.ts';

/** What talks keep of a person, for them alone. */
export interface OwnTalks {
	talks: { project: string; isInterviewer: boolean; plannedAt: string; stage: Stage; plan: Plan }[];
	/** Their own ambitions, what they said for a party, and what they wrote down of another. */
	lines: { project: string; party: string | null; writtenAt: string; kind: LineKind; words: string }[];
	/** What they released. */
	shared: { project: string; sharedAt: string; level: SharedLevel; text: string }[];
	/** What they did about what was released. */
	remarks: { project: string; madeAt: string; state: State; text: string }[];
}

export async function ownTalksOf(db: Database, keys: Keys, { id: account }: Account): Promise<OwnTalks> {
	const talks = await db
		.selectFrom('talks as t')
		.innerJoin('projects as p', 'p.id', 't.project')
		.select(['t.id', 't.interviewer', 't.planned_at', 't.stage', 't.content', 'p.id as of', 'p.key', 'p.name as project'])
		.where((e) => e.or([e('t.interviewer', '=', account), e('t.person', '=', account)]))
		.orderBy('t.id')
		.execute();
	const lines = await db
		.selectFrom('talk_lines as l')
		.innerJoin('projects as p', 'p.id', 'l.project')
		.leftJoin('talks as t', 't.id', 'l.talk')
		.select(['l.id', 'l.written_at', 'l.content', 't.id as talk', 't.content as plan', 'p.id as of', 'p.key', 'p.name as project'])
		.where((e) => e.or([e('l.author', '=', account), e('t.person', '=', account)]))
		.orderBy('l.id')
		.execute();
	const shared = await db
		.selectFrom('shared_items as s')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select(['s.id', 's.shared_at', 's.level', 's.content', 'p.id as of', 'p.key', 'p.name as project'])
		.where('s.sharer', '=', account)
		.orderBy('s.id')
		.execute();
	const remarks = await db
		.selectFrom('shared_remarks as r')
		.innerJoin('shared_items as s', 's.id', 'r.item')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select(['r.id', 'r.made_at', 'r.state', 'r.content', 'p.id as of', 'p.key', 'p.name as project'])
		.where('r.author', '=', account)
		.orderBy('r.id')
		.execute();
	const keysOf = ({ of, key }: { of: string; key: string }) => keysFrom(Buffer.from(keys.unseal(`project ${of}`, key), 'base64'));
	return {
		talks: talks.map((row) => ({
			...{ project: row.project, isInterviewer: row.interviewer === account, plannedAt: row.planned_at, stage: row.stage as Stage },
			plan: unpackedPlan(keysOf(row), row.id, row.content),
		})),
		lines: lines.map((row) => ({
			...{ project: row.project, writtenAt: row.written_at },
			party: row.talk === null || row.plan === null ? null : unpackedPlan(keysOf(row), row.talk, row.plan).party,
			...unpackedLine(keysOf(row), row.id, row.content),
		})),
		shared: shared.map((row) => ({
			...{ project: row.project, sharedAt: row.shared_at, level: row.level as SharedLevel },
			text: unpackedWording(keysOf(row), row.id, row.content).text,
		})),
		remarks: remarks.map((row) => ({
			...{ project: row.project, madeAt: row.made_at, state: row.state as State },
			text: unpackedRemark(keysOf(row), row.id, row.content),
		})),
	};
}
