import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types.ts';

/** All junctions stand on the first page, as a map and as a list. */
export const load: PageServerLoad = ({ locals: { speech } }) => redirect(301, `${speech.href('/')}#lijst`);
