import { nameKey } from '#organisations/organisation.ts';
import type { Stakeholder } from '../stakeholder.ts';

/** Whom a colleague names, and what they say of them. */
export interface Naming {
	name: string;
	/** The id of one of the parties of the guide; empty for any other. */
	kind: string;
	/** Why they matter. */
	why: string;
	/** Who knows them. */
	knownBy: string;
}

export interface NamedParty extends Naming {
	id: string;
	/** Who named them; empty when they did not say. */
	by: string;
	at: string;
	settled: {
		at: string;
		/** Empty for somebody who was erased. */
		name: string;
		/** The stakeholder they became or are; null when they were set aside. */
		stakeholder: string | null;
		/** Why nothing was done with it; null where they were taken in. */
		reason: string | null;
	} | null;
}

/** Where a name stands: nobody did anything with it yet, it is in the register by the same name, or something was done. */
export type State = 'new' | 'known' | 'taken in' | 'set aside';

/** All answers that name the same party, the newest first. */
export interface NamedTogether {
	key: string;
	name: string;
	state: State;
	/** The one in the register that is called the same, or that it became. */
	stakeholder: Stakeholder | null;
	answers: NamedParty[];
}

const ORDER: readonly State[] = ['new', 'known', 'taken in', 'set aside'];

/** The answers as one list: the new ones first, and of those whom most colleagues named. */
export function merged(answers: readonly NamedParty[], register: readonly Stakeholder[]): NamedTogether[] {
	const byName = new Map(register.map((one) => [nameKey(one.facts.name), one]));
	const byId = new Map(register.map((one) => [one.id, one]));
	const together = Map.groupBy(answers, ({ name }) => nameKey(name));
	const collator = new Intl.Collator('nl');
	return [...together]
		.map(([key, same]): NamedTogether => {
			const settled = same.find((one) => one.settled)?.settled ?? null;
			const stakeholder = byId.get(settled?.stakeholder ?? '') ?? byName.get(key) ?? null;
			return { key, name: same[0]?.name ?? '', state: stateOf(same, stakeholder), stakeholder, answers: same };
		})
		.toSorted(
			(one, other) =>
				ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
				other.answers.length - one.answers.length ||
				collator.compare(one.name, other.name),
		);
}

function stateOf(same: readonly NamedParty[], stakeholder: Stakeholder | null): State {
	if (same.some(({ settled }) => settled === null)) return stakeholder === null ? 'new' : 'known';
	return same.some(({ settled }) => settled?.reason === null) ? 'taken in' : 'set aside';
}
