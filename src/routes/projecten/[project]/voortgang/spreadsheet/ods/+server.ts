import { odsOf } from '#exports/ods.server.ts';
import { rowsOf } from '#progress/sheet.ts';
import { standAsked } from '../../../../../progress.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { edition, stand } = await standAsked(event);
	const rows = rowsOf(edition, stand.standings, event.locals.speech);
	return new Response(new Uint8Array(odsOf(event.locals.speech.say('progress.progress'), rows)), {
		headers: {
			'content-type': 'application/vnd.oasis.opendocument.spreadsheet',
			'content-disposition': 'attachment; filename="voortgang.ods"',
		},
	});
};
