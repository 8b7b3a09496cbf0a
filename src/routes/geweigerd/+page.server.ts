import { found } from '#platform/refusals.ts';
import type { PageServerLoad } from './$types.ts';

/** Nobody comes here by an address of their own. What went wrong with a file is told here, on a page as it is everywhere else. */
export const load: PageServerLoad = ({ platform }) => {
	throw found(platform?.req.refused).error;
};
