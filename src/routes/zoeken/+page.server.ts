import { filterFrom } from '#guide/filter.ts';
import { partyView } from '#publishing/views.ts';
import { KINDS } from '#search/finding.ts';
import { search } from '#search/search.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ url, locals: { house, speech }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const edition = house.publication.current;
	const query = url.searchParams;
	const typed = (query.get('q') ?? '').trim();
	const kind = KINDS.find((one) => one === query.get('soort')) ?? null;
	const filter = filterFrom(query, edition);
	const page = Math.max(1, Math.min(99, Number.parseInt(query.get('pagina') ?? '1', 10) || 1));
	const labels = [
		...(filter.phase === null ? [] : [`fase:${filter.phase}`]),
		...(filter.track === null ? [] : [`spoor:${filter.track.toLowerCase()}`]),
		...(filter.party === null ? [] : [`partij:${filter.party}`]),
	];
	const findings = await search(house.db, { typed, language: speech.language, kind, labels, page });
	const hrefWith = (changes: Record<string, string | null>) => {
		const next = new URLSearchParams(query);
		for (const [name, value] of Object.entries(changes)) {
			if (value === null) next.delete(name);
			else next.set(name, value);
		}
		return `${speech.href('/zoeken')}?${next}`;
	};
	return {
		typed,
		kind,
		filter,
		findings: { ...findings, found: findings.found.map((one) => ({ ...one, href: speech.href(one.path) })) },
		kinds: findings.perKind.map((one) => ({
			...one,
			chosen: one.kind === kind,
			href: hrefWith({ soort: one.kind === kind ? null : one.kind, pagina: null }),
		})),
		previous: page > 1 ? hrefWith({ pagina: String(page - 1) }) : null,
		next: page < findings.pages ? hrefWith({ pagina: String(page + 1) }) : null,
		page,
		phases: edition.phases.map((phase) => ({
			value: String(phase.number),
			text: `${phase.number} ${speech.wording(phase.texts).text.name}`,
		})),
		tracks: edition.tracks.map((track) => ({
			value: track.code.toLowerCase(),
			text: `${track.code} ${speech.wording(track.texts).text.name}`,
		})),
		parties: edition.parties.map((party) => ({ value: party.id, text: partyView(party, speech).name.text })),
	};
};
