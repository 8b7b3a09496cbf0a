import { nameKey } from '#organisations/organisation.ts';
import type { Stakeholder } from '../stakeholder.ts';
import { type BaseFacts, type BaseField, type BaseStakeholder, differing } from './base.ts';

/** What a neighbourhood said of a stakeholder of the base set, up to a version of it. */
export interface Answer {
	base: string;
	version: number;
	/** Who stands for it in the register here. */
	stakeholder: string | null;
}

/** A stakeholder of the base set beside what this neighbourhood has of it. */
export interface Compared {
	base: BaseStakeholder & { facts: BaseFacts };
	/** Who stands for it here, or has the same name; null where nobody does. */
	own: Stakeholder | null;
	/** Where the two say something else; empty where nobody stands for it here. */
	differs: BaseField[];
	/** Whether it waits for an answer: it is new here, or changed since. */
	isOffered: boolean;
}

/** The base set beside a register, in the order of the base set. What is alike needs no answer, and what was answered is not offered again. */
export function comparedWith(base: readonly BaseStakeholder[], answers: readonly Answer[], register: readonly Stakeholder[]): Compared[] {
	const answered = new Map(answers.map((answer) => [answer.base, answer]));
	const taken = new Set(answers.map(({ stakeholder }) => stakeholder));
	const namesake = ({ name }: BaseFacts) => register.find(({ id, facts }) => !taken.has(id) && nameKey(facts.name) === nameKey(name));
	return base.flatMap((one) => {
		if (one.facts === null) return [];
		const answer = answered.get(one.id);
		const own = register.find(({ id }) => id === answer?.stakeholder) ?? namesake(one.facts) ?? null;
		const differs = own ? differing(one.facts, own.facts) : [];
		const isAlike = own !== null && differs.length === 0;
		return [{ base: { ...one, facts: one.facts }, own, differs, isOffered: !isAlike && (answer?.version ?? 0) < one.version }];
	});
}

/** Those of the register that the base set does not know. */
export const onlyHere = (compared: readonly Compared[], register: readonly Stakeholder[]): Stakeholder[] =>
	register.filter((one) => !compared.some(({ own }) => own?.id === one.id));
