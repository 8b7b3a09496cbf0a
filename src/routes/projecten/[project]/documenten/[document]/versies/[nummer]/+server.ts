import { Readable } from 'node:stream';
import { bytesOf } from '#documents/documents.server.ts';
import { givenOut } from '#documents/giving-out.ts';
import { versionAsked } from '../../../version-asked.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { member, version } = await versionAsked(event);
	const { db, keys, storeroom } = event.locals.house;
	const bytes = await bytesOf(db, keys, storeroom, member, version);
	return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, { headers: givenOut(version) });
};
