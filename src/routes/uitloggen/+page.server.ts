import { redirect } from '@sveltejs/kit';
import { signOut } from '#accounts/sign-ins.server.ts';
import { dropToken } from '../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { account, speech } }) => {
	if (!account) redirect(303, speech.href('/'));
};

export const actions: Actions = {
	default: async ({ cookies, locals: { house, speech, token }, setHeaders }) => {
		if (token) await signOut(house.db, token);
		dropToken(cookies, house.settings.origin);
		// What this browser kept of private pages goes too; it stays known, so that a stranger cannot shut this person out.
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, speech.href('/'));
	},
};
