import { changesFor } from '#progress/changes.server.ts';
import { dayOf, timelineOf } from '#progress/timeline.ts';
import { frameOf, junctionHrefs, standAsked } from '../../../../progress.server.ts';
import type { PageServerLoad } from './$types.ts';

/** How many rows of the table a page shows. */
const PER_PAGE = 100;

export const load: PageServerLoad = async (event) => {
	const { speech } = event.locals;
	const asked = await standAsked(event);
	const { db, member, edition, stand } = asked;
	const changes = await changesFor(db, member, stand.part);
	const hrefOf = junctionHrefs(member, stand.part, speech);
	const page = Math.max(1, Math.min(10_000, Number(event.url.searchParams.get('blad')) || 1));
	const sorted = changes.toSorted((one, other) => (dayOf(one) < dayOf(other) ? 1 : dayOf(one) > dayOf(other) ? -1 : 0));
	const frame = frameOf(asked, speech);
	const at = (blad: number) => `${speech.href(event.locals.path)}${frame.query === '' ? '?' : `${frame.query}&`}blad=${blad}`;
	return {
		frame,
		timeline: timelineOf(edition, changes, stand.standings, stand.today),
		hrefs: Object.fromEntries(edition.junctions.map(({ id }) => [id, hrefOf(id)])) as Record<string, string>,
		planned: edition.junctions.flatMap(({ id, number, texts }) => {
			const { plannedFrom = null, plannedUntil = null, ownerName = null } = stand.standings.get(id) ?? {};
			if (plannedFrom === null && plannedUntil === null) return [];
			const { text, language } = speech.wording(texts);
			const day = (one: string | null) => (one === null ? '–' : speech.day(one));
			return {
				id,
				href: hrefOf(id),
				title: { text: `${number} ${text.title}`, language },
				from: day(plannedFrom),
				until: day(plannedUntil),
				owner: ownerName ?? '–',
			};
		}),
		changes: sorted.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((change) => {
			const junction = edition.junction(change.junction);
			const wording = junction && speech.wording(junction.texts);
			return {
				id: change.id,
				href: hrefOf(change.junction),
				title: {
					text: `${junction?.number ?? ''} ${wording?.text.title ?? change.junction}`.trim(),
					language: wording?.language ?? speech.language,
				},
				day: speech.day(dayOf(change)),
				status: change.status,
				reason: change.reason,
				who: change.authorName,
			};
		}),
		newer: page > 1 ? at(page - 1) : null,
		older: sorted.length > page * PER_PAGE ? at(page + 1) : null,
	};
};
