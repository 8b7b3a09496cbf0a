import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import { registerOf } from './all.ts';
import { type Remarked, unpackedContent, unpackedJudged, unpackedRemark } from './content.ts';
import type { Filled } from './field.ts';
import type { Judged, Verdict } from './pairs/pair.ts';
import type { RegisterLevel } from './register.ts';

/** What registers keep of a person: what they added or see to, what they remarked, and what they said of two items beside each other. */
export interface OwnRegisters {
	items: { project: string; register: string; called: string; filled: Filled; addedAt: string; isAuthor: boolean; isOwner: boolean }[];
	remarks: ({ project: string; register: string; madeAt: string } & Remarked)[];
	pairs: ({ project: string; madeAt: string; verdict: Verdict } & Judged)[];
}

export async function ownRegistersOf(db: Database, keys: Keys, { id: account }: Account): Promise<OwnRegisters> {
	const items = await db
		.selectFrom('register_items as i')
		.innerJoin('projects as p', 'p.id', 'i.project')
		.select(['i.id', 'i.register', 'i.level', 'i.content', 'i.added_at', 'i.author', 'i.owner', 'p.id as of', 'p.key', 'p.name as project'])
		.where((e) => e.or([e('i.author', '=', account), e('i.owner', '=', account)]))
		.orderBy('i.added_at')
		.orderBy('i.id')
		.execute();
	const remarks = await db
		.selectFrom('register_remarks as r')
		.innerJoin('register_items as i', 'i.id', 'r.item')
		.innerJoin('projects as p', 'p.id', 'i.project')
		.select(['r.id', 'r.made_at', 'r.content', 'i.register', 'i.level', 'p.id as of', 'p.key', 'p.name as project'])
		.where('r.author', '=', account)
		.orderBy('r.made_at')
		.orderBy('r.id')
		.execute();
	const pairs = await db
		.selectFrom('pair_judgements as j')
		.innerJoin('projects as p', 'p.id', 'j.project')
		.select(['j.id', 'j.made_at', 'j.verdict', 'j.content', 'j.level', 'p.id as of', 'p.key', 'p.name as project'])
		.where('j.author', '=', account)
		.orderBy('j.made_at')
		.orderBy('j.id')
		.execute();
	const keysOf = ({ of, key }: { of: string; key: string }) => keysFrom(Buffer.from(keys.unseal(`project ${of}`, key), 'base64'));
	const sealed = ({ id, level }: { id: string; level: string }) => ({ id, level: level as RegisterLevel });
	return {
		items: items.map((row) => {
			const { filled } = unpackedContent(keysOf(row), sealed(row), row.content);
			const { project, register, added_at: addedAt, author, owner } = row;
			const called = filled[registerOf(register)?.called ?? ''] ?? '';
			return { project, register, called, filled, addedAt, isAuthor: author === account, isOwner: owner === account };
		}),
		remarks: remarks.map((row) => ({
			...{ project: row.project, register: row.register, madeAt: row.made_at },
			...unpackedRemark(keysOf(row), sealed(row), row.content),
		})),
		pairs: pairs.map((row) => ({
			...{ project: row.project, madeAt: row.made_at, verdict: row.verdict as Verdict },
			...unpackedJudged(keysOf(row), sealed(row), row.content),
		})),
	};
}
