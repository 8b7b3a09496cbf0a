import { fail, redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { KIND_NAMES, KINDS } from '#logbook/entry.ts';
import { readForm } from '#platform/forms.ts';
import type { Speech } from '#platform/messages.ts';
import { askPrintout } from '#printouts/asking.server.ts';
import { choiceFrom, FIELD_OF_CHAPTER, fieldOfKind, fieldOfLevel, fieldOfPart, fieldOfPhase, schemaOf } from '#printouts/forms.ts';
import type { Offer } from '#printouts/offer.ts';
import { CHAPTER_NAMES, type ChapterName, FORM_NAMES, FORMS } from '#printouts/printout.ts';
import { printoutsFor } from '#printouts/printouts.server.ts';
import { offerAsked, paperAsked, stateTold } from '../../../paper.server.ts';
import { editionOf } from '../../../progress.server.ts';
import { freshlySignedIn, proveAgainFor } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What is ticked before somebody chose: what most dossiers hold, and nothing that is not for everybody. */
const USUAL: readonly ChapterName[] = ['about', 'members', 'stakeholders', 'registers', 'progress', 'logbook'];

export const load: PageServerLoad = async (event) => {
	const asked = await paperAsked(event);
	const { house, db, account, member, speech, home } = asked;
	const { say, moment } = speech;
	const offer = await offerAsked(asked);
	const printouts = await printoutsFor(db, member);
	return {
		home,
		project: member.project.name,
		isThrownAway: event.url.searchParams.has('weggegooid'),
		proveFirst: isFresh(account) ? null : proveAgainFor(event.locals.path, speech),
		printouts: printouts.map(({ id, choice, askedAt, state }) => ({
			...{ id, form: say(FORM_NAMES[choice.form]), at: moment(askedAt), state: stateTold(state, speech) },
		})),
		forms: FORMS.map((form) => ({ value: form, label: say(FORM_NAMES[form]) })),
		boxes: boxesOf(offer, speech),
		phases: editionOf(house.publication, member).phases.map(({ number, texts }) => {
			const { text, language } = speech.wording(texts);
			return { name: fieldOfPhase(number), number, title: { text: text.name, language } };
		}),
	};
};

const boxesOf = ({ chapters, parts, levels }: Offer, { say }: Speech) => ({
	chapters: chapters.map((one) => ({ name: FIELD_OF_CHAPTER[one], label: say(CHAPTER_NAMES[one]), isUsual: USUAL.includes(one) })),
	kinds: KINDS.map((one) => ({ name: fieldOfKind(one), label: say(KIND_NAMES[one]), isUsual: true })),
	parts: parts.map(({ id, name }) => ({ name: fieldOfPart(id), label: name, isUsual: true })),
	levels: levels.map((one) => ({ name: fieldOfLevel(one), label: say(LEVEL_BOXES[one]), isUsual: false })),
});

const LEVEL_BOXES = { core: 'printouts.levelCore', personal: 'printouts.levelPersonal' } as const;

export const actions: Actions = {
	default: async (event) => {
		const asked = await paperAsked(event);
		const account = freshlySignedIn(event);
		const offer = await offerAsked(asked);
		const data = await event.request.clone().formData();
		const form = await readForm(event.request, schemaOf(offer));
		const ticked = [...data.entries()].flatMap(([name, value]) => (value === 'ja' ? [name] : []));
		if (!form.ok) return fail(422, { typed: form.typed, issues: form.issues, ticked });
		const chosen = choiceFrom(form.values, offer);
		if (!chosen.ok) {
			const text = (name: string) => (typeof data.get(name) === 'string' ? String(data.get(name)) : '');
			return fail(422, { typed: { vorm: text('vorm'), van: text('van'), tot: text('tot') }, issues: chosen.issues, ticked });
		}
		const { house, db, member, speech, home } = asked;
		const id = await askPrintout(db, house.keys, account, member, chosen.choice);
		house.press.wake();
		redirect(303, speech.href(`${home}/${id}`));
	},
};
