import { found } from '#platform/refusals.ts';
import { body } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const thing = found(publication.pageAt('hulp', params.pagina));
	return { ...body(publication, thing, speech), day: null };
};
