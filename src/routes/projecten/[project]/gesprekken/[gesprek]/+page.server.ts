import { fail, redirect } from '@sveltejs/kit';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { readForm } from '#platform/forms.ts';
import { tell } from '#platform/journal/telling.ts';
import { LINE, STAGE } from '#talks/forms.ts';
import { LINE_HINTS, LINE_NAMES, SAID_KINDS, type SaidKind, WAYS } from '#talks/line.ts';
import { linesOf } from '#talks/lines.server.ts';
import { moveTalk, stagesAfter } from '#talks/planning.server.ts';
import { mayPrepare, mayWriteIn, openIn, PRIVACY_NAMES, STAGE_NAMES, STAGES, STEP_NAMES, type Step } from '#talks/talk.ts';
import { historyOf, talkFor } from '#talks/talks.server.ts';
import { TALK_TELLING } from '#talks/telling.ts';
import { writeLine } from '#talks/writing.server.ts';
import { cardOf, listedLine, sidesTold, talksAsked } from '../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a step of the talk is called in its address. */
const STEP_WORDS: Record<SaidKind, string> = { dream: 'droom', nightmare: 'nachtmerrie', fear: 'angst', note: 'notitie' };
const kindAsked = (url: URL): SaidKind => SAID_KINDS.find((kind) => STEP_WORDS[kind] === url.searchParams.get('stap')) ?? 'dream';

export const load: PageServerLoad = async (event) => {
	const { db, keys, publication, member, speech, home } = await talksAsked(event);
	const { say, day, moment, href } = speech;
	const talk = await talkFor(db, keys, member, event.params.gesprek);
	const lines = await linesOf(db, keys, member, talk);
	const { plan, stage } = talk;
	const here = href(`${home}/${talk.id}`);
	const kind = kindAsked(event.url);
	const next = SAID_KINDS[SAID_KINDS.indexOf(kind) + 1];
	const hrefOf = (one: SaidKind) => `${here}?stap=${STEP_WORDS[one]}#schrijven`;
	const asks = (step: Step) => plan.questions[step].split('\n').filter((question) => question.trim() !== '');
	return {
		home,
		here,
		party: plan.party,
		sides: sidesTold(talk, speech),
		isOnBehalf: talk.person === null,
		isPerson: talk.person === member.account,
		facts: [
			{ label: say('talks.stage'), text: say(STAGE_NAMES[stage]) },
			{ label: say('talks.when'), text: [plan.on === null ? '' : day(plan.on), plan.at].filter(Boolean).join(', ') },
			{ label: say('talks.place'), text: plan.place },
			{ label: say('talks.privacy'), text: [say(PRIVACY_NAMES[plan.privacy]), plan.agreed].filter(Boolean).join('\n') },
		].filter(({ text }) => text !== ''),
		card: cardOf(publication, talk, speech),
		stillOpen: stage === 'planned' && mayPrepare(member, talk) ? openIn(plan).map((one) => say(one)) : [],
		around: (['opening', 'closing'] as const).map((step) => ({ step, name: say(STEP_NAMES[step]), questions: asks(step) })),
		steps: SAID_KINDS.map((one) => ({
			name: say(LINE_NAMES[one]),
			href: hrefOf(one),
			here: one === kind,
			lines: lines.filter((line) => line.kind === one).map((line) => listedLine(line, home, speech)),
		})),
		now: {
			field: STEP_WORDS[kind],
			name: say(LINE_NAMES[kind]),
			hint: say(LINE_HINTS[kind]),
			questions: kind === 'note' ? [] : asks(kind),
			next: next === undefined ? null : { href: hrefOf(next), name: say(LINE_NAMES[next]) },
		},
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(WAYS[channel]) })),
		stages: STAGES.filter((one) => stagesAfter(stage).includes(one)).map((one) => ({ stage: one, isNext: one === stagesAfter(stage)[0] })),
		isClosed: stage === 'closed',
		history: (await historyOf(db, keys, member, talk)).map((line) => {
			const { seq, at, sentence } = tell(line, TALK_TELLING, speech);
			return { seq, at: moment(at), sentence };
		}),
		may: { prepare: mayPrepare(member, talk), write: mayWriteIn(member, talk) },
	};
};

export const actions: Actions = {
	regel: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const id = event.params.gesprek;
		const kind = kindAsked(event.url);
		const form = await readForm(event.request, LINE);
		if (!form.ok) return fail(422, form);
		const { woorden: words, weg: channel } = form.values;
		await writeLine(db, keys, member, { talk: id, kind, words, channel });
		redirect(303, `${speech.href(`${home}/${id}`)}?stap=${STEP_WORDS[kind]}#schrijven`);
	},
	stand: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const id = event.params.gesprek;
		const form = await readForm(event.request, STAGE);
		if (!form.ok) return fail(422, form);
		await moveTalk(db, keys, member, id, form.values.stand);
		redirect(303, speech.href(`${home}/${id}`));
	},
};
