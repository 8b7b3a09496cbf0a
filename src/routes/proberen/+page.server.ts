import { fail } from '@sveltejs/kit';
import { KIND_NAMES, ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { askForTrial, mayAsk } from '#trials/asking.server.ts';
import { formTime, wasTypedSince } from '#trials/form-time.server.ts';
import { ASK } from '#trials/forms.ts';
import { isOffered } from '#trials/offering.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { house, speech } }) => ({
	// Without mail nobody can show that an address is theirs.
	isOffered: house.settings.mail !== null && (await isOffered(house.db)),
	kinds: ORGANISATION_KINDS.map((value) => ({ value, label: speech.say(KIND_NAMES[value]) })),
	moment: formTime(house.keys),
});

export const actions: Actions = {
	default: async ({ request, locals: { house, speech, origin } }) => {
		const { db, keys, settings } = house;
		const form = await readForm(request, ASK);
		if (!form.ok) return fail(422, form);
		const { naam, adres, organisatie, soort, doel, website, moment } = form.values;
		const typed = { naam, adres, organisatie, soort, doel };
		// A program that fills in all there is hears what it hopes to hear.
		if (website !== '') {
			note('trial.asked', 'refused');
			return { done: true };
		}
		if (!wasTypedSince(keys, moment)) return fail(422, { typed, issues: { '': 'trials.tooQuick' as const } });
		if (!(await mayAsk(db, keys, origin.place))) return fail(429, { typed, issues: { '': 'trials.tooMany' as const } });
		const wish = { name: naam, address: adres, addressKey: foldedAddress(adres), organisation: organisatie, kind: soort, purpose: doel };
		// Nobody waits for it, so that the answer takes as long for an address that is known.
		if (settings.mail) askForTrial(db, keys, { ...wish, language: speech.language }, settings.origin).catch(console.error);
		return { done: true };
	},
};
