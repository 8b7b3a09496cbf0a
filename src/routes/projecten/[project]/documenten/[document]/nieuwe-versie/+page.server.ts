import { fail, redirect } from '@sveltejs/kit';
import { entryToRenew } from '#documents/asking.server.ts';
import { usedBy } from '#documents/quota.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { titleOf } from '#logbook/entry.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../../../signing.server.ts';
import { notKept, received } from '../../receiving.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys, storeroom } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const entry = await entryToRenew(db, keys, member, event.params.document);
	return {
		document: titleOf(entry),
		most: speech.size(storeroom.arrivals.most),
		used: speech.size(await usedBy(db, member.project.id)),
		mostOfProject: speech.size(storeroom.mostOfProject),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const { project, document } = event.params;
		const member = await memberOf(house.db, signedIn(event), project);
		const { arrived, issue } = await received(event, member, document);
		const taken = arrived ? await takeIn(house, member, { arrived, purpose: { newerOf: document } }) : { ok: false as const, issue };
		if (!taken.ok) {
			const { status, form } = notKept(taken.issue);
			return fail(status, form);
		}
		redirect(303, speech.href(`/projecten/${project}/documenten/${document}`));
	},
};
