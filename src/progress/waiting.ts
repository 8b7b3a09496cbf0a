import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { type Standings, statusIn } from './progress.ts';
import { isSettled } from './status.ts';

/** What a project says itself: that this junction waits for that one here, and why. */
export interface OwnWait {
	id: string;
	junction: string;
	waitsFor: string;
	reason: string;
}

/** Something that comes first, by the method or by the project's own word. */
export interface Before {
	junction: Junction;
	isOwn: boolean;
}

/** For each junction what has to be there before it can be finished; what only helps (`feeds`) is not waited for. */
export function beforeEach(edition: Edition, own: readonly OwnWait[]): ReadonlyMap<string, Before[]> {
	const before = new Map<string, Before[]>(edition.junctions.map(({ id }) => [id, []]));
	const add = (to: string, first: Junction | undefined, isOwn: boolean) => {
		const list = before.get(to);
		if (list && first && !list.some(({ junction }) => junction === first)) list.push({ junction: first, isOwn });
	};
	for (const junction of edition.junctions) for (const { kind, to } of junction.links) if (kind === 'input-for') add(to, junction, false);
	for (const { junction, waitsFor } of own) add(junction, edition.junction(waitsFor), true);
	return before;
}

/** Of what comes before it, what is not done yet. */
export const holdingUp = (before: ReadonlyMap<string, Before[]>, standings: Standings, junction: string): Before[] =>
	(before.get(junction) ?? []).filter((one) => !isSettled(statusIn(standings, one.junction.id)));

/** Everything a junction waits for, and what that waits for in turn. Itself is among them only where there is a circle. */
export function allBefore(before: ReadonlyMap<string, Before[]>, junction: string): Set<string> {
	const found = new Set<string>();
	const open = [junction];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		for (const { junction: first } of before.get(id) ?? []) {
			if (found.has(first.id)) continue;
			found.add(first.id);
			open.push(first.id);
		}
	}
	return found;
}

/** Whether a junction would wait for itself in the end, were this added. */
export const closesCircle = (edition: Edition, own: readonly OwnWait[], added: Pick<OwnWait, 'junction' | 'waitsFor'>): boolean =>
	allBefore(beforeEach(edition, own), added.waitsFor).has(added.junction);
