import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES, CHOSEN_CHANNELS, type Channel } from '#logbook/entry.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { notAllowed } from '#projects/member.ts';
import { addItem } from '#registers/adding.server.ts';
import { asTyped, givenIn, newItemSchema, nothingIn } from '#registers/forms.ts';
import { mayAddItem, REGISTER_LEVELS, type RegisterLevel } from '#registers/register.ts';
import { formFor, hrefOfItem, registerAsked } from '../../../../../registers.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, list, register } = await registerAsked(event);
	const { say } = speech;
	if (!mayAddItem(member, 'internal')) throw notAllowed(member);
	const levels = REGISTER_LEVELS.filter((level) => mayAddItem(member, level));
	const empty = { owner: member.account, source: '', reviewOn: '', filled: nothingIn(register) };
	// A page that leads here may have something to begin with.
	const begun = Object.values(register.fields).map(({ name }) => [name, event.url.searchParams.get(name) ?? '']);
	return {
		list,
		title: say(register.title),
		lead: say(register.lead),
		add: say(register.add),
		form: await formFor(db, keys, member, register, levels.includes('core') ? 'core' : 'internal', speech),
		levels: levels.map((level) => ({ value: level, label: say(LEVEL_NAMES[level]) })),
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) })),
		first: { ...asTyped(register, empty), ...Object.fromEntries(begun), niveau: 'internal', weg: 'screen' } as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, register } = await registerAsked(event);
		const form = await readForm(event.request, newItemSchema(register));
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const level = typed.niveau as RegisterLevel;
		const { decisions } = await formFor(db, keys, member, register, level, speech);
		const { given, issues } = givenIn(register, typed, decisions);
		if (Object.keys(issues).length > 0) return fail(422, { typed, issues });
		try {
			const id = await addItem(db, keys, member, register, { ...given, level, channel: typed.weg as Channel });
			redirect(303, hrefOfItem(member, speech, register, id));
		} catch (error) {
			// Somebody else than this one sees to it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
