import { spreadsheet } from '#exports/spreadsheet.ts';
import { rowsOf } from '#progress/sheet.ts';
import { standAsked } from '../../../../../progress.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { edition, stand } = await standAsked(event);
	const rows = rowsOf(edition, stand.standings, event.locals.speech);
	return new Response(spreadsheet(rows), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="voortgang.csv"' },
	});
};
