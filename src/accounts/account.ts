import type { Language } from '#platform/languages.ts';

declare const proven: unique symbol;

/**
 * Somebody who is signed in with both factors. Only `accountOf` makes one, so a verb that asks for one cannot be called for anybody else;
 * and `inventedAccount`, of people who do not exist.
 */
export interface Account {
	readonly [proven]: 'account';
	readonly id: string;
	readonly pseudonym: string;
	readonly name: string;
	readonly address: string;
	readonly language: Language;
	readonly organisation: string;
	readonly signIn: string;
	/** When both factors were last shown. */
	readonly provenAt: Date;
}

/** Keeps the installation running; may read nothing that people wrote in projects. Only `operatorOf` makes one. */
export interface Operator extends Account {
	readonly isOperator: true;
}

/** Looks after the people of their own organisation. Only `administratorOf` makes one. */
export interface Administrator extends Account {
	readonly isAdministrator: true;
}

/** In characters. Nothing is asked of their kind. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** Longer ago than this, and a person shows a factor again before rights, factors or exports change. In milliseconds. */
const FRESH = 30 * 60_000;

export const isFresh = (account: Account, now: Date = new Date()): boolean => now.getTime() - account.provenAt.getTime() < FRESH;
