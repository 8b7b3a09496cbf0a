import type { Channel } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { assertMayKeepInTouch } from '../owning.server.ts';
import { aboutStakeholder, judgedTold } from '../recording.ts';
import type { Stakeholder } from '../stakeholder.ts';
import { stakeholderFor } from '../stakeholders.server.ts';
import { packedInvolvement } from './content.ts';
import { type Involvement, mayChangeInvolvement, mayInvolve, type Plan, type State } from './involvement.ts';
import { involvementFor } from './involvements.server.ts';

/** How a moment stands, as somebody writes it down. */
type Standing = Pick<Involvement, 'state' | 'plan' | 'note' | 'owner'>;

export interface NewInvolvement {
	/** Everybody it is planned with; each has a moment of their own. */
	stakeholders: readonly [string, ...string[]];
	plan: Plan;
	/** What came of it, where it was held already; null where it is planned. */
	held: string | null;
	/** The account that sees to it. */
	owner: string | null;
	/** Without it, the screen. */
	channel?: Channel;
}

/** Plans a moment with stakeholders, or writes down one that was held. Gives the ids, in the order of the stakeholders. */
export async function involve(
	db: Database,
	keys: Keys,
	member: Member,
	{ stakeholders, plan, held, owner, channel = 'screen' }: NewInvolvement,
	now: Date = new Date(),
): Promise<string[]> {
	const standing: Standing = { state: held === null ? 'planned' : 'held', plan, owner, note: held ?? '' };
	let ids: string[] = [];
	const begin = async (acting: Acting, stakeholder: string) => {
		const one = await stakeholderFor(acting.tx, keys, member, stakeholder);
		if (!mayInvolve(member, one)) throw notAllowed(member);
		await assertMayKeepInTouch(acting.tx, member, one.level, owner);
		const id = newId(now);
		ids.push(id);
		return write(acting, keys, member, { one, id, before: null, standing, channel }, now);
	};
	const work = async (acting: Acting) => {
		// It may run more than once.
		ids = [];
		const [first, ...rest] = stakeholders;
		let said = await begin(acting, first);
		for (const more of rest) said = await begin(acting, more);
		return said;
	};
	await act(db, keys, work, now);
	return ids;
}

/** Plans it otherwise, or mends what was written down of it. */
export const changeInvolvement = (
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ version, ...given }: { version: number; plan: Plan; owner: string | null; note: string },
	now: Date = new Date(),
): Promise<Done<Involvement>> =>
	// As long as it is planned, nothing came of it.
	sayAnew(db, keys, member, { id, version }, (there) => ({ ...there, ...given, note: there.state === 'held' ? given.note : '' }), now);

/** Says that it was held, on which days, and what came of it. */
export const holdInvolvement = (
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ version, from, until, note }: { version: number; from: string; until: string; note: string },
	now: Date = new Date(),
): Promise<Done<Involvement>> =>
	sayAnew(db, keys, member, { id, version }, (there) => ({ ...there, state: 'held', plan: { ...there.plan, from, until }, note }), now);

/** Strikes it off, for good and with a reason. It stays in sight and counts no more. */
export const strikeOffInvolvement = (
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ version, reason }: { version: number; reason: string },
	now: Date = new Date(),
): Promise<Done<Involvement>> => sayAnew(db, keys, member, { id, version }, (there) => ({ ...there, state: 'struck', note: reason }), now);

/** Writes the next version, unless somebody else did so meanwhile: what they made of it is given back. */
function sayAnew(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, version }: { id: string; version: number },
	anew: (there: Standing) => Standing,
	now: Date,
): Promise<Done<Involvement>> {
	const work = async (acting: Acting) => {
		const { stakeholder: one, involvement: before } = await involvementFor(acting.tx, keys, member, id);
		if (!mayChangeInvolvement(member, one, before)) throw notAllowed(member);
		if (before.version !== version) throw new Overtaken();
		const { state, plan, note, owner } = before;
		const standing = anew({ state, plan, note, owner });
		// Who sees to it already may have left since; they are not chosen anew.
		if (standing.owner !== owner) await assertMayKeepInTouch(acting.tx, member, one.level, standing.owner);
		return write(acting, keys, member, { one, id, before, standing, channel: 'screen' }, now);
	};
	return unlessOvertaken(act(db, keys, work, now), async () => (await involvementFor(db, keys, member, id)).involvement);
}

interface Writing {
	one: Stakeholder;
	id: string;
	/** How it stood until now; null for the first version. */
	before: Involvement | null;
	standing: Standing;
	channel: Channel;
}

async function write(
	{ tx, record }: Acting,
	keys: Keys,
	member: Member,
	{ one, id, before, standing, channel }: Writing,
	now: Date,
): Promise<Recorded<void>> {
	const { state, plan, note, owner } = standing;
	const version = (before?.version ?? 0) + 1;
	const own = await projectKeys(tx, keys, member.project.id);
	await tx
		.insertInto('stakeholder_involvements')
		.values({
			...{ involvement: id, version, stakeholder: one.id, state, owner, author: member.account, made_at: now.toISOString(), channel },
			content: packedInvolvement(own, { id, version, level: one.level }, { plan, note }),
		})
		.execute();
	const told = async (stood: Standing) =>
		judgedTold(one.level, {
			...{ name: one.facts.name, plannedFrom: stood.plan.from, plannedUntil: stood.plan.until, way: stood.plan.way },
			...{ otherWay: stood.plan.otherWay, purpose: stood.plan.purpose, owner: await pseudonymOf(tx, stood.owner) },
			[stood.state === 'struck' ? 'reason' : 'outcome']: stood.note,
		});
	return record({
		...{ ...aboutStakeholder(member, one), channel, action: actionOf(before, state) },
		...(before ? { before: await told(before) } : {}),
		after: await told(standing),
	});
}

function actionOf(before: Involvement | null, state: State): string {
	if (before?.state === state) return 'stakeholders.involvement-changed';
	return { planned: 'stakeholders.involvement-planned', held: 'stakeholders.involvement-held', struck: 'stakeholders.involvement-struck' }[
		state
	];
}
