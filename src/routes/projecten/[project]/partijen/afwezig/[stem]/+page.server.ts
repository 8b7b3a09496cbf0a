import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { CHANGED_VOICE, sayingIn, TAKE_OFF, voiceTyped } from '#stakeholders/absent/forms.ts';
import { changeVoice, takeOff } from '#stakeholders/absent/keeping.server.ts';
import { mayKeepVoices } from '#stakeholders/absent/voice.ts';
import { voiceFor } from '#stakeholders/absent/voices.server.ts';
import { stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import { spokespersonOptions } from '../../../../../voices.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home } = await stakeholdersAsked(event);
	const voice = await voiceFor(db, member, event.params.stem);
	if (!mayKeepVoices(member) || voice.left !== null) throw notAllowed(member);
	return {
		back: speech.href(`${home}/afwezig`),
		name: voice.name,
		first: { ...voiceTyped(voice), versie: String(voice.version), reden: '' } as Record<string, string>,
		spokespeople: await spokespersonOptions(db, member, speech, voice),
	};
};

const versionIn = ({ versie }: { versie: string }): number => Number.parseInt(versie, 10) || 0;

export const actions: Actions = {
	wijzigen: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		const form = await readForm(event.request, CHANGED_VOICE);
		if (!form.ok) return fail(422, { of: 'wijzigen', ...form });
		const { saying, issues } = sayingIn(form.values);
		const typed = form.values as Record<string, string>;
		if (Object.keys(issues).length > 0) return fail(422, { of: 'wijzigen', typed, issues });
		const done = await changeVoice(db, keys, member, event.params.stem, { ...saying, version: versionIn(form.values) });
		if (done.ok) redirect(303, speech.href(`${home}/afwezig`));
		return fail(409, {
			of: 'wijzigen',
			typed: { ...typed, versie: String(done.meanwhile.version) },
			meanwhile: voiceTyped(done.meanwhile),
		});
	},
	afhalen: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		const form = await readForm(event.request, TAKE_OFF);
		if (!form.ok) return fail(422, { of: 'afhalen', ...form });
		const { reden: reason } = form.values;
		const done = await takeOff(db, keys, member, { id: event.params.stem, reason, version: versionIn(form.values) });
		if (done.ok) redirect(303, speech.href(`${home}/afwezig`));
		const typed: Record<string, string> = { reden: reason, versie: String(done.meanwhile.version) };
		return fail(409, { of: 'afhalen', typed, meanwhile: voiceTyped(done.meanwhile) });
	},
};
