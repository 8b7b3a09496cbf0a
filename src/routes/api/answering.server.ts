import { ReadableStream } from 'node:stream/web';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { Scope } from '#api-tokens/scope.ts';
import type { TokenHolder } from '#api-tokens/token-holder.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { problem } from './problem.ts';
import { BadInput } from './reading.ts';

/** What a program asks, with whose token. */
export interface Asking {
	db: Database;
	keys: Keys;
	holder: TokenHolder;
	event: RequestEvent;
	/** The project in the address. */
	project: string;
}

/** An address for programs whose token has this scope. What `work` gives is the answer; what it throws becomes problem details. */
export const forPrograms =
	(scope: Scope, work: (asking: Asking) => Promise<Response>): RequestHandler =>
	async (event) => {
		const { holder, house, speech } = event.locals;
		// Nobody comes this far without one; see hooks.server.ts.
		if (!holder) return problem(speech, 401);
		if (!holder.scopes.includes(scope)) {
			note('api-token', 'refused', { object: holder.token });
			return problem(speech, 403, 'api-tokens.scopeMissing', {
				headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
			});
		}
		try {
			return await work({ db: house.db, keys: house.keys, holder, event, project: event.params.project ?? '' });
		} catch (error) {
			if (error instanceof Refusal)
				return problem(speech, error.status, error.kind === 'not-found' ? 'api-tokens.nothingThere' : error.code);
			if (!(error instanceof BadInput)) throw error;
			const errors = error.fields.map(([field, key]) => ({ field, detail: speech.say(key) }));
			return problem(speech, error.status, error.code, errors.length > 0 ? { errors } : {});
		}
	};

/** A line of JSON per thing, sent while the next ones are looked up. */
export const linesOf = (things: AsyncIterable<object>): Response =>
	new Response(ReadableStream.from(bytesOf(things)) as globalThis.ReadableStream, { headers: { 'content-type': 'application/x-ndjson' } });

async function* bytesOf(things: AsyncIterable<object>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	for await (const thing of things) yield encoder.encode(`${JSON.stringify(thing)}\n`);
}
