import { redirect } from '@sveltejs/kit';
import { NO_FILTER } from '#guide/filter.ts';
import { found } from '#platform/refusals.ts';
import { junctionPath } from '#publishing/destinations.ts';
import { junctionPage } from '#publishing/junction-page.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = found(publication.edition(params.editie));
	const junction = found(edition.junctionAt(params.knooppunt));
	if (edition === publication.current) redirect(302, speech.href(junctionPath(publication, edition, junction)));
	return { page: junctionPage(publication, edition, junction, NO_FILTER, speech) };
};
