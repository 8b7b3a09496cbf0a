import { redirect } from '@sveltejs/kit';
import { filterFrom } from '#guide/filter.ts';
import { whereabouts } from '#guide/lineage.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { junctionPage } from '#publishing/junction-page.ts';
import { junctionView } from '#publishing/views.ts';
import { templateSize } from '../../template-files.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, url, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const junction = edition.junctionAt(params.knooppunt);
	if (junction) {
		const page = junctionPage(publication, edition, junction, filterFrom(url.searchParams, edition), speech);
		const sizes = publication.templatesFor(junction.id).map((template) => [template.address, templateSize(publication, template, speech)]);
		return { page, sizes: Object.fromEntries(sizes) as Record<string, string>, heirs: [] };
	}
	// Nobody should hit a wall because we renamed something.
	const { junctions, reason } = found(whereabouts(publication.parts.editions, params.knooppunt));
	const views = junctions.map((one) => junctionView(publication, edition, one, speech));
	const [only, another] = views;
	if (!only) throw new Refusal('gone', 'guide.retiredLead', reason ? speech.wording(reason).text : undefined);
	if (!another) redirect(301, only.href);
	return { page: null, sizes: {}, heirs: views };
};
