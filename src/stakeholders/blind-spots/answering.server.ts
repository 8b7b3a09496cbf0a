import { trialOverOf } from '#organisations/trial.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import type { MessageKey } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newId } from '#platform/tokens.ts';
import { MOST_NAMED, type OpenLink } from './link.ts';
import type { Naming } from './named.ts';

const QUARTER = 900;
const HOUR = 3600;
const WRONG: Limit = { name: 'wrong colleague links', most: 30, within: QUARTER };
/** A whole town hall can sit behind one address. */
const PER_PLACE: Limit = { name: 'colleague answers place', most: 60, within: HOUR };
const PER_LINK: Limit = { name: 'colleague answers link', most: 120, within: HOUR };

/** What the journal calls who has no account and came by a link. */
const COLLEAGUE = 'colleague';

/**
 * What a link asks, for who holds its secret. The one maker of an `OpenLink`. One that never was, is over, was ended or is used up get the
 * same answer, and a place that comes with many of them is told to wait.
 */
export async function openedAt(db: Database, keys: Keys, secret: string, place: string, now: Date = new Date()): Promise<OpenLink> {
	const link = await openLink(db, secret, now);
	if (link) return link;
	note('colleague-link', 'refused');
	if (!(await spend(db, keys, WRONG, place, now))) throw new Refusal('too-much', 'platform.tooMuch');
	throw new Refusal('not-found', 'stakeholders.linkOver');
}

async function openLink(db: Database | Tx, secret: string, now: Date): Promise<OpenLink | null> {
	const row = await db
		.selectFrom('blind_spot_links as l')
		.innerJoin('projects as p', 'p.id', 'l.project')
		.leftJoin('accounts as a', 'a.id', 'l.maker')
		.select([
			'l.id',
			'l.question',
			'l.open_until as openUntil',
			'a.name',
			'p.id as project',
			'p.name as called',
			'p.edition',
			'p.organisation',
		])
		.select((e) => e.selectFrom('named_parties as n').whereRef('n.link', '=', 'l.id').select(e.fn.countAll<number>().as('all')).as('named'))
		.where('l.hash', '=', hashOfToken(secret))
		.where('l.open_until', '>', now.toISOString())
		.where('p.archived_at', 'is', null)
		.executeTakeFirst();
	if (!row || Number(row.named) >= MOST_NAMED) return null;
	if ((await trialOverOf(db, [row.organisation], now)) !== null) return null;
	const { id, question, openUntil, name, project, called, edition } = row;
	return { id, question, openUntil, makerName: name ?? '', project: { id: project, name: called, edition } } as unknown as OpenLink;
}

export type Answered = { ok: true } | { ok: false; issue: MessageKey };

/** Writes down whom a colleague names, all at once. Nothing of the project is told in return. */
export async function answer(
	db: Database,
	keys: Keys,
	secret: string,
	given: { by: string; parties: readonly Naming[] },
	place: string,
	now: Date = new Date(),
): Promise<Answered> {
	const { id } = await openedAt(db, keys, secret, place, now);
	const allowed = [await spend(db, keys, PER_PLACE, place, now), await spend(db, keys, PER_LINK, id, now)];
	if (allowed.includes(false)) {
		note('colleague-link', 'limited');
		return { ok: false, issue: 'stakeholders.tooManyAnswers' };
	}
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			// Meanwhile it can have been ended, or others named the last that it takes.
			const link = await openLink(tx, secret, now);
			if (!link) throw new Refusal('not-found', 'stakeholders.linkOver');
			const rows = given.parties.map(({ name, kind, why, knownBy }) => ({
				...{ id: newId(now), project: link.project.id, link: id, named_by: given.by, named_at: now.toISOString() },
				...{ name, kind, why, known_by: knownBy },
				...{ settled_at: null, settled_by: null, stakeholder: null, set_aside_reason: null },
			}));
			await tx.insertInto('named_parties').values(rows).execute();
			return record({
				...{ chain: link.project.id, actor: COLLEAGUE, action: 'stakeholders.answered', object: id, channel: 'screen' },
				place: { level: 'internal', part: null },
			});
		},
		now,
	);
	return { ok: true };
}
