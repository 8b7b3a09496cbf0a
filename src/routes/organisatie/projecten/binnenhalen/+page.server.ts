import { fail, redirect } from '@sveltejs/kit';
import { FILE_FIELD, receive } from '#documents/receiving.server.ts';
import { assertMayBringIn, bringInUpload, MOST_AROUND } from '#dossiers/uploading.server.ts';
import type { Issues } from '#platform/forms.ts';
import { administrator, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	await administrator(event);
	freshlySignedIn(event);
	const { house, speech } = event.locals;
	return { most: speech.size(house.storeroom.mostOfProject) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		if (!event.platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
		const { req } = event.platform;
		const who = await administrator(event);
		freshlySignedIn(event);
		await assertMayBringIn(house, who);
		const { folder } = house.storeroom.arrivals;
		const { arrived, issue } = await receive(req, { folder, most: house.storeroom.mostOfProject + MOST_AROUND });
		if (arrived === null) return refused(issue === 'documents.tooLarge' ? 413 : 422, speech.say(issue));
		const brought = await bringInUpload(house, who, arrived);
		if (!brought.ok) return refused(422, speech.say(brought.problem.issue, { where: brought.problem.where }));
		redirect(303, speech.href('/organisatie/projectleiders'));
	},
};

const refused = (status: number, told: string) => {
	const issues: Issues = { [FILE_FIELD]: 'dossiers.notBroughtIn' };
	return fail(status, { issues, told });
};
