import { nameKey } from '#organisations/organisation.ts';
import type { MessageKey } from '#platform/messages.ts';
import { isOfCore, type Role } from '#projects/member.ts';
import type { MemberRow } from '#projects/members.server.ts';
import type { Stakeholder } from '../stakeholder.ts';
import type { Step } from '../steps.ts';
import type { Seat } from './seat.ts';

/** The core team does the work from day to day; around it are all others who take part. */
export const CIRCLES = ['core', 'ring'] as const;
export type Circle = (typeof CIRCLES)[number];

export const CIRCLE_NAMES: Record<Circle, MessageKey> = { core: 'stakeholders.coreTeam', ring: 'stakeholders.ring' };

/** Somebody in the team, from when until when. */
export interface Sitting {
	/** Who it is, over all their sittings. */
	person: string;
	/** Empty for somebody who was erased, and where a party takes part without it being told by whom. */
	name: string;
	organisation: string;
	/** What they are in the project; null for who has no account. */
	role: Role | null;
	/** What they do, in words: the part they work in, or the role of who has no account. */
	does: string;
	circle: Circle;
	/** How willing the party they belong to is, where the register says so. */
	willingness: Step | null;
	/** Moments for members, days for who has no account: each sorts as time goes. */
	since: string;
	until: string | null;
	/** The seat it is, for who has no account. */
	seat: Seat | null;
}

/** Members and who takes part without an account, as one list: who is there now first, the core team before the ring. */
export function sittingsOf(members: readonly MemberRow[], seats: readonly Seat[], register: readonly Stakeholder[]): Sitting[] {
	const willing = new Map(register.map(({ facts }) => [nameKey(facts.name), facts.willingness]));
	const ofMembers = members.map(
		(row): Sitting => ({
			...{ person: row.person, name: row.name, organisation: row.organisation, role: row.role, does: row.subproject ?? '' },
			circle: isOfCore(row.role) ? 'core' : 'ring',
			willingness: willing.get(nameKey(row.organisation)) ?? null,
			...{ since: row.since, until: row.until, seat: null },
		}),
	);
	const ofSeats = seats.map(
		(seat): Sitting => ({
			...{ person: seat.id, name: seat.person, organisation: seat.stakeholder.facts.name, role: null, does: seat.role, circle: 'ring' },
			willingness: seat.stakeholder.facts.willingness,
			...{ since: seat.fromOn, until: seat.untilOn, seat },
		}),
	);
	return [...ofMembers, ...ofSeats].toSorted(
		(one, other) =>
			Number(one.until !== null) - Number(other.until !== null) || CIRCLES.indexOf(one.circle) - CIRCLES.indexOf(other.circle),
	);
}

/** Who is there on this day. A seat can be written down before it begins or ends; a membership cannot. */
export const sittingOn = (sittings: readonly Sitting[], today: string): Sitting[] =>
	sittings.filter(({ seat, since, until }) => (seat === null ? until === null : since <= today && (until === null || until >= today)));

/** That somebody came, left, or went on as something else. */
export interface Move {
	kind: 'came' | 'left' | 'changed';
	at: string;
	sitting: Sitting;
	/** What they were before, where they changed. */
	before: Sitting | null;
}

/** The team over time, the newest first. Who changed role ended one membership at the moment in which the next began. */
export function movesOf(sittings: readonly Sitting[]): Move[] {
	const moves = [...Map.groupBy(sittings, ({ person }) => person).values()].flatMap((own) =>
		own.flatMap((sitting): Move[] => {
			const { since, until } = sitting;
			const before = own.find((one) => one !== sitting && one.until === since) ?? null;
			const goesOn = own.some((one) => one !== sitting && one.since === until);
			const began: Move = { kind: before === null ? 'came' : 'changed', at: since, sitting, before };
			return until === null || goesOn ? [began] : [{ kind: 'left', at: until, sitting, before: null }, began];
		}),
	);
	return moves.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}
