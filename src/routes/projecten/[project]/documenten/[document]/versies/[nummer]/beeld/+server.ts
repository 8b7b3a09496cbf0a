import { pictureOf } from '#documents/documents.server.ts';
import { shownInPage } from '#documents/giving-out.ts';
import { versionAsked } from '../../../../version-asked.server.ts';
import type { RequestHandler } from './$types.ts';

/** A small picture that we made ourselves; nothing else is ever shown inside a page. */
export const GET: RequestHandler = async (event) => {
	const { member, version } = await versionAsked(event);
	const { db, keys } = event.locals.house;
	return new Response(new Uint8Array(await pictureOf(db, keys, member, version)), { headers: shownInPage });
};
