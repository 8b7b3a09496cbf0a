import { AMBITIONS, PRIORITIES, WISHES } from './definitions/ambitions.ts';
import { CONCERNS, CONDITIONS, OPPORTUNITIES, RISKS } from './definitions/conditions.ts';
import { COSTS, CRITERIA, DEADLOCKS, GOALS } from './definitions/goals.ts';
import type { Register } from './register.ts';

/** Every register a project keeps, in the order in which a team comes to them. */
export const REGISTERS: readonly Register[] = [
	...[AMBITIONS, PRIORITIES, CONDITIONS, RISKS, CONCERNS, WISHES, OPPORTUNITIES],
	...[GOALS, CRITERIA, COSTS, DEADLOCKS],
];

export const registerAt = (address: string): Register | undefined => REGISTERS.find((one) => one.address === address);
export const registerOf = (id: string): Register | undefined => REGISTERS.find((one) => one.id === id);
/** Those that a junction of the guide asks for. */
export const registersFor = (junction: string): Register[] => REGISTERS.filter(({ junctions }) => junctions.includes(junction));
