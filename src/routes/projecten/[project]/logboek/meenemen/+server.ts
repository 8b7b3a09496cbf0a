import { Readable } from 'node:stream';
import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeLogbookAlong } from '#exports/logbook.server.ts';
import { FILTER_NAMES, filterIn } from '#logbook/question.ts';
import { junctionOptions, logbookAsked } from '../../../../logbook.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const POST: RequestHandler = async (event) => {
	const { db, keys, member, speech, home, edition } = await logbookAsked(event);
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(home, speech));
	const form = await event.request.formData();
	const chosen = FILTER_NAMES.flatMap((name) => form.getAll(name).map((value) => [name, typeof value === 'string' ? value : '']));
	const as = form.get('vorm') === 'json' ? 'json' : 'csv';
	const names = new Map(junctionOptions(edition, speech).map(({ value, label }) => [value, label]));
	const pieces = await takeLogbookAlong(db, keys, account, member.project.id, {
		...{ as, filter: filterIn(new URLSearchParams(chosen)) },
		junctionNamed: (junction) => names.get(junction) ?? junction,
	});
	return new Response(Readable.toWeb(Readable.from(bytesOf(pieces))) as ReadableStream<Uint8Array>, {
		headers: { 'content-type': TYPES[as], 'content-disposition': `attachment; filename="logboek.${as}"` },
	});
};

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	for await (const piece of pieces) yield encoder.encode(piece);
}
