import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { changeOrganisation } from '#accounts/changing-organisation.server.ts';
import { themeName } from '#design/themes.server.ts';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { wayOf } from '#organisations/own-way.server.ts';
import { line, oneOf, readForm } from '#platform/forms.ts';
import { LANGUAGES } from '#platform/languages.ts';
import { administrator, freshlySignedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What stands in the form for the theme of the installation. */
const OF_INSTALLATION = 'installatie';

const ORGANISATION = v.object({
	naam: line('accounts.organisationMissing', 120),
	soort: oneOf(ORGANISATION_KINDS, 'accounts.kindMissing'),
	taal: oneOf(LANGUAGES, 'accounts.languageMissing'),
	huisstijl: line('organisations.lookMissing', 100),
});

export const load: PageServerLoad = async (event) => {
	const { db, themes } = event.locals.house;
	const who = await administrator(event);
	freshlySignedIn(event);
	const { name, kind, language, theme } = await wayOf(db, who.organisation);
	return {
		present: { naam: name, soort: kind, taal: language, huisstijl: theme ?? OF_INSTALLATION },
		ofInstallation: OF_INSTALLATION,
		themes: [...themes.keys()].map((value) => ({ value, label: themeName(value) })),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, themes } = event.locals.house;
		const who = await administrator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, ORGANISATION);
		if (!form.ok) return fail(422, form);
		const { naam, soort, taal, huisstijl } = form.values;
		const typed = { naam, soort, taal, huisstijl };
		const theme = huisstijl === OF_INSTALLATION ? null : huisstijl;
		if (theme !== null && !themes.has(theme)) return fail(422, { typed, issues: { huisstijl: 'organisations.lookMissing' as const } });
		const changed = await changeOrganisation(db, keys, who, { name: naam, kind: soort, language: taal, theme });
		if (!changed.ok) return fail(422, { typed, issues: { naam: changed.issue } });
		return { done: true };
	},
};
