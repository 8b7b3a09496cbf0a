import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import type { BaseFacts } from './base-set/base.ts';
import { unpackedFacts, unpackedJudgement } from './content.ts';
import { unpackedInvolvement, type Written } from './involvement/content.ts';
import type { State } from './involvement/involvement.ts';
import type { Group, Kind, Place } from './judgement.ts';
import type { RegisterLevel } from './stakeholder.ts';

/** What registers of stakeholders keep of a person: whom they added or keep in touch with, what they judged, when they involve whom. */
export interface OwnStakeholders {
	stakeholders: { project: string; name: string; addedAt: string; isAuthor: boolean; isOwner: boolean }[];
	judgements: { project: string; name: string; kind: Kind; madeAt: string; judged: Place | { group: Group; reason: string } }[];
	/** What they wrote in the base set of their municipality. */
	base: { madeAt: string; facts: BaseFacts | null }[];
	involvements: ({ project: string; name: string; madeAt: string; state: State; isAuthor: boolean; isOwner: boolean } & Written)[];
}

export async function ownStakeholdersOf(db: Database, keys: Keys, { id: account }: Account): Promise<OwnStakeholders> {
	const stakeholders = await db
		.selectFrom('stakeholders as s')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select(['s.id', 's.level', 's.content', 's.added_at', 's.author', 's.owner', 'p.id as of', 'p.key', 'p.name as project'])
		.where((e) => e.or([e('s.author', '=', account), e('s.owner', '=', account)]))
		.orderBy('s.added_at')
		.orderBy('s.id')
		.execute();
	const judgements = await db
		.selectFrom('stakeholder_judgements as j')
		.innerJoin('stakeholders as s', 's.id', 'j.stakeholder')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select(['j.id as judgement', 'j.kind', 'j.made_at', 'j.content as judged', 's.id', 's.level', 's.content'])
		.select(['p.id as of', 'p.key', 'p.name as project'])
		.where('j.author', '=', account)
		.orderBy('j.made_at')
		.orderBy('j.id')
		.execute();
	const involvements = await db
		.selectFrom('stakeholder_involvements as i')
		.innerJoin('stakeholders as s', 's.id', 'i.stakeholder')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select([
			'i.involvement',
			'i.version',
			'i.state',
			'i.made_at',
			'i.author',
			'i.owner',
			'i.content as written',
			's.id',
			's.level',
			's.content',
		])
		.select(['p.id as of', 'p.key', 'p.name as project'])
		.where((e) => e.or([e('i.author', '=', account), e('i.owner', '=', account)]))
		.orderBy('i.involvement')
		.orderBy('i.version')
		.execute();
	const base = await db
		.selectFrom('base_stakeholders')
		.select(['made_at', 'content'])
		.where('author', '=', account)
		.orderBy('made_at')
		.orderBy('base')
		.execute();
	const keysOf = ({ of, key }: { of: string; key: string }) => keysFrom(Buffer.from(keys.unseal(`project ${of}`, key), 'base64'));
	const sealed = ({ id, level }: { id: string; level: string }) => ({ id, level: level as RegisterLevel });
	const nameOf = (row: { id: string; level: string; content: string; of: string; key: string }) =>
		unpackedFacts(keysOf(row), sealed(row), row.content).name;
	return {
		stakeholders: stakeholders.map((row) => ({
			...{ project: row.project, name: nameOf(row), addedAt: row.added_at },
			...{ isAuthor: row.author === account, isOwner: row.owner === account },
		})),
		judgements: judgements.map((row) => ({
			...{ project: row.project, name: nameOf(row), kind: row.kind as Kind, madeAt: row.made_at },
			judged: unpackedJudgement(keysOf(row), { id: row.judgement, level: row.level as RegisterLevel }, row.judged),
		})),
		base: base.map(({ made_at: madeAt, content }) => ({ madeAt, facts: content === '' ? null : (JSON.parse(content) as BaseFacts) })),
		involvements: involvements.map((row) => ({
			...{ project: row.project, name: nameOf(row), madeAt: row.made_at, state: row.state as State },
			...{ isAuthor: row.author === account, isOwner: row.owner === account },
			...unpackedInvolvement(keysOf(row), { id: row.involvement, version: row.version, level: row.level as RegisterLevel }, row.written),
		})),
	};
}
