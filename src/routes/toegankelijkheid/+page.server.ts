import { found } from '#platform/refusals.ts';
import { body } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const { publication } = house;
	return body(publication, found(publication.page('toegankelijkheid')), speech);
};
