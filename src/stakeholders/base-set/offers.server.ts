import { about } from '#logbook/recording.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Member, mayAdminister, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { addIn } from '../adding.server.ts';
import { changeIn } from '../changing.server.ts';
import { inSight, type Stakeholder } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { type BaseField, factsFrom } from './base.ts';
import { baseSetOf } from './base-set.server.ts';
import { type Compared, comparedWith } from './offers.ts';

/** Whether somebody leads the work for the municipality whose base set it is: nobody else sees it, or answers what it offers. */
export async function mayTakeFromBase(db: Database | Tx, member: Member): Promise<boolean> {
	if (!mayAdminister(member)) return false;
	const row = await db
		.selectFrom('accounts as a')
		.innerJoin('organisations as o', 'o.id', 'a.organisation')
		.select('o.kind')
		.where('a.id', '=', member.account)
		.where('o.id', '=', member.project.organisation)
		.executeTakeFirst();
	return row?.kind === 'municipality';
}

export interface Beside {
	compared: Compared[];
	register: Stakeholder[];
}

/** The base set of the municipality that leads this project, beside the register of the project. */
export async function baseBesideFor(db: Database | Tx, keys: Keys, member: Member): Promise<Beside> {
	if (!(await mayTakeFromBase(db, member))) throw notAllowed(member);
	const register = inSight(await stakeholdersFor(db, keys, member));
	const [base, answers] = await Promise.all([
		baseSetOf(db, member.project.organisation),
		db.selectFrom('base_answers').select(['base', 'version', 'stakeholder']).where('project', '=', member.project.id).execute(),
	]);
	return { compared: comparedWith(base, answers, register), register };
}

/** What somebody answers: these fields as the base set has them; none of them is to keep one’s own. */
export interface Choice {
	base: string;
	/** The version that was read, and that of one’s own beside it; null where nobody stood there. */
	version: number;
	own: number | null;
	/** Which fields of one’s own become as the base set has them; `all` also puts in the register who is not there. */
	take: 'all' | readonly BaseField[];
}

/** Answers what the base set offers, all of it at once or nothing. Gives back what stands there where it changed meanwhile. */
export function answerOffers(
	db: Database,
	keys: Keys,
	member: Member,
	[first, ...rest]: readonly [Choice, ...Choice[]],
	now: Date = new Date(),
): Promise<Done<Beside>> {
	const work = async (acting: Acting) => {
		const { compared } = await baseBesideFor(acting.tx, keys, member);
		const one = (choice: Choice) => answer(acting, keys, member, compared, choice, now);
		let said = await one(first);
		for (const more of rest) said = await one(more);
		return said;
	};
	return unlessOvertaken(act(db, keys, work, now), () => baseBesideFor(db, keys, member));
}

async function answer(
	acting: Acting,
	keys: Keys,
	member: Member,
	compared: readonly Compared[],
	{ base: id, version, own: seen, take }: Choice,
	now: Date,
): Promise<Recorded<void>> {
	const { tx, record } = acting;
	const there = compared.find(({ base }) => base.id === id);
	if (there?.base.version !== version || (there.own?.version ?? null) !== seen) throw new Overtaken();
	const { base, own, differs } = there;
	const fields = take === 'all' ? differs : differs.filter((field) => take.includes(field));
	const stakeholder = own ? own.id : take === 'all' ? await putIn(acting, keys, member, there, now) : null;
	if (own && fields.length > 0) {
		const changed = Object.fromEntries(fields.map((field) => [field, base.facts[field]]));
		await changeIn(acting, keys, member, own.id, { version: own.version, owner: own.owner, facts: { ...own.facts, ...changed } }, now);
	}
	const set = { version, stakeholder, author: member.account, made_at: now.toISOString() };
	await tx
		.insertInto('base_answers')
		.values({ project: member.project.id, base: id, ...set })
		.onConflict((conflict) => conflict.columns(['project', 'base']).doUpdateSet(set))
		.execute();
	const isTaken = take === 'all' || fields.length > 0;
	const level = own?.level ?? 'internal';
	return record({
		...{ ...about(member, { level, subproject: null }), object: stakeholder ?? member.project.id },
		action: isTaken ? 'stakeholders.base-taken' : 'stakeholders.base-kept-own',
		after: level === 'internal' ? { name: base.facts.name } : { level },
	});
}

async function putIn(acting: Acting, keys: Keys, member: Member, { base }: Compared, now: Date): Promise<string> {
	const given = { level: 'internal', owner: null, facts: factsFrom(base.facts) } as const;
	return (await addIn(acting, keys, member, given, now)).result;
}
