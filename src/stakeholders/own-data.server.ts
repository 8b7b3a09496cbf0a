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
	/** The links they handed out; what was named at them is the project’s. */
	links: { project: string; question: string; madeAt: string; openUntil: string }[];
	/** Those not at the table whom they added to the list, or speak for. */
	voices: { project: string; name: string; addedAt: string; isSpokesperson: boolean }[];
	/** Parties that they had take part without an account. */
	seats: { project: string; name: string; addedAt: string }[];
	/** Of whom they wrote down that they were thought of at a decision. */
	thoughts: { project: string; name: string; thoughtAt: string }[];
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
	const links = await db
		.selectFrom('blind_spot_links as l')
		.innerJoin('projects as p', 'p.id', 'l.project')
		.select(['p.name as project', 'l.question', 'l.made_at as madeAt', 'l.open_until as openUntil'])
		.where('l.maker', '=', account)
		.orderBy('l.id')
		.execute();
	const voices = await db
		.selectFrom('absent_voices as v')
		.innerJoin('projects as p', 'p.id', 'v.project')
		.select(['p.name as project', 'v.name', 'v.added_at as addedAt', 'v.spokesperson'])
		.where((e) => e.or([e('v.author', '=', account), e('v.spokesperson', '=', account)]))
		.orderBy('v.id')
		.execute();
	const thoughts = await db
		.selectFrom('voice_thoughts as t')
		.innerJoin('absent_voices as v', 'v.id', 't.voice')
		.innerJoin('projects as p', 'p.id', 'v.project')
		.select(['p.name as project', 'v.name', 't.thought_at as thoughtAt'])
		.where('t.account', '=', account)
		.orderBy('t.thought_at')
		.orderBy('v.id')
		.execute();
	const seats = await db
		.selectFrom('stakeholder_seats as t')
		.innerJoin('stakeholders as s', 's.id', 't.stakeholder')
		.innerJoin('projects as p', 'p.id', 's.project')
		.select(['s.id', 's.level', 's.content', 't.added_at as addedAt', 'p.id as of', 'p.key', 'p.name as project'])
		.where('t.author', '=', account)
		.orderBy('t.id')
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
		links,
		thoughts,
		seats: seats.map((row) => ({ project: row.project, name: nameOf(row), addedAt: row.addedAt })),
		voices: voices.map(({ spokesperson, ...row }) => ({ ...row, isSpokesperson: spokesperson === account })),
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
