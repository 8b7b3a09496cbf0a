import { redirect } from '@sveltejs/kit';
import { whereabouts } from '#guide/lineage.ts';
import { found } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { projectsFor } from '#projects/projects.server.ts';
import { editionOf } from '../../../progress.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

/** From a page of the guide, which is the same for everybody, to the same junction in one's own project; by id or by address. */
export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const { current, parts } = house.publication;
	const asked = event.params.knooppunt;
	const junction = found(current.junction(asked) ?? current.junctionAt(asked) ?? whereabouts(parts.editions, asked)?.junctions[0]);
	const places = [];
	for (const { id, name } of await projectsFor(house.db, account)) {
		const edition = editionOf(house.publication, await memberOf(house.db, account, id));
		// A project on another edition may not have it.
		if (edition.junction(junction.id)) places.push({ name, href: speech.href(`/projecten/${id}/knooppunten/${junction.id}`) });
	}
	const [only, another] = places;
	if (only && !another) redirect(303, only.href);
	const { text, language } = speech.wording(junction.texts);
	return { places, title: { text: text.title, language }, guide: speech.href(`/knooppunten/${junction.address}`) };
};
