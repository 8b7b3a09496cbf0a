import { fetchedWith } from '#agendas/agendas.server.ts';
import { icalendar } from '#agendas/icalendar.ts';
import { agendaItems } from '#agendas/items.server.ts';
import { editionOf } from '../../progress.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async ({ locals: { house, origin }, params }) => {
	const { db, keys, publication, settings } = house;
	const now = new Date();
	const fetched = await fetchedWith(db, keys, params.sleutel, origin.place, now);
	const around = { origin: settings.origin, editionOf: editionOf.bind(null, publication) };
	const items = await agendaItems(db, keys, fetched, around, now);
	return new Response(icalendar('Wijkspoor', items, now), { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
};
