import { redirect } from '@sveltejs/kit';
import type { Speech } from '#platform/messages.ts';
import { CHAPTER_NAMES, FORM_NAMES, type Printout, STEP_NAMES, STEPS } from '#printouts/printout.ts';
import { printoutFor } from '#printouts/printouts.server.ts';
import { throwAway } from '#printouts/throwing-away.server.ts';
import { paperAsked } from '../../../../paper.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home } = await paperAsked(event);
	const { say, day, moment, size } = speech;
	const printout = await printoutFor(db, member, event.params.uitdraai);
	const { id, choice, state, askedAt, expiresAt } = printout;
	return {
		home,
		path: `${home}/${id}`,
		title: say('printouts.one', { project: member.project.name }),
		kind: state.kind,
		told: toldOf(printout, speech),
		// Of four steps: waiting, the three of making it.
		progress: state.kind === 'busy' ? STEPS.indexOf(state.step) + 1 : 0,
		download: state.kind === 'made' ? say('printouts.download', { size: size(state.bytes) }) : null,
		expires: say('printouts.expires', { day: day(expiresAt.slice(0, 10)) }),
		notices: choice.levels.map((level) => say(level === 'core' ? 'printouts.noticeCore' : 'printouts.noticePersonal')),
		facts: [
			{ label: say('printouts.form'), text: say(FORM_NAMES[choice.form]) },
			{ label: say('printouts.inIt'), text: choice.chapters.map((one) => say(CHAPTER_NAMES[one])).join(', ') },
			{ label: say('printouts.askedAt'), text: moment(askedAt) },
		],
	};
};

function toldOf({ state }: Printout, { say }: Speech): string {
	switch (state.kind) {
		case 'waiting':
			return say('printouts.waiting', { ahead: state.ahead });
		case 'busy':
			return say(STEP_NAMES[state.step]);
		case 'made':
			return say('printouts.made');
		case 'failed':
			return say('printouts.failed');
	}
}

export const actions: Actions = {
	default: async (event) => {
		const { house, db, member, speech, home } = await paperAsked(event);
		await throwAway(db, house.keys, house.settings.dataFolder, member, event.params.uitdraai);
		redirect(303, `${speech.href(home)}?weggegooid`);
	},
};
