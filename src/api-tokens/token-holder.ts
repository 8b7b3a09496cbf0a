import type { Scope } from './scope.ts';

declare const proven: unique symbol;

/**
 * A program that came in with somebody's token: that person, cut down to what the token is for. Only `holderOf` makes one, and
 * `fetchedWith` for a calendar program, which has no scope at all. It is no
 * `Account`, so what asks for a person who is signed in cannot be done with a token.
 */
export interface TokenHolder {
	readonly [proven]: 'token';
	readonly id: string;
	readonly pseudonym: string;
	readonly name: string;
	readonly organisation: string;
	readonly token: string;
	readonly scopes: readonly Scope[];
}
