import { fail, redirect } from '@sveltejs/kit';
import type * as v from 'valibot';
import { pairsFor } from '#ambitions/pairs.server.ts';
import { isToJudge, type Pair } from '#ambitions/pairs.ts';
import { pairTold, reasonTold, sideTold } from '#ambitions/told.ts';
import { dayOf } from '#logbook/question.ts';
import { readForm } from '#platform/forms.ts';
import { found } from '#platform/refusals.ts';
import { PAIR_ASIDE, PAIR_RESOLVED, PAIR_SEEN } from '#registers/forms.ts';
import { judge } from '#registers/pairs/judging.server.ts';
import { canFollow, mayJudge, seenOf, type Verdict } from '#registers/pairs/pair.ts';
import { registersAsked } from '../../../../../../registers.server.ts';
import { hrefOfWant, judgementTold } from '../../../../../../wants.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

async function pairAsked(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const asked = await registersAsked(event);
	const pairs = await pairsFor(asked.db, asked.keys, asked.member);
	const pair: Pair = found(pairs.find(({ key }) => key === event.params.paar));
	return { ...asked, pair, list: `${asked.home}/overzicht/raakvlakken` };
}

export const load: PageServerLoad = async (event) => {
	const { member, speech, list, pair } = await pairAsked(event);
	const { one, other, judgements, level, state, theme } = pair;
	const last = judgements[0];
	const may = (verdict: Verdict) => mayJudge(member, level) && canFollow(verdict, last, one, other);
	return {
		list,
		title: pairTold(pair, speech),
		isForCore: level === 'core',
		note: isToJudge(pair) ? speech.say(state === 'again' ? 'ambitions.again' : 'ambitions.foundByRules') : null,
		reason: reasonTold(pair, speech),
		sides: [one, other].map((item) => ({ id: item.id, ...sideTold(item, theme, speech), href: hrefOfWant(member, speech, item) })),
		judgements: judgements.map((judgement) => ({ id: judgement.id, ...judgementTold(judgement, speech) })),
		seen: seenOf(last, one, other),
		today: dayOf(new Date()),
		may: {
			// What was resolved can turn out to be open after all.
			confirm: may('confirmed') && (isToJudge(pair) || state === 'resolved'),
			setAside: may('aside') && isToJudge(pair),
			resolve: may('resolved') && state === 'confirmed',
			takeBack: may('taken-back'),
		},
	};
};

/** Reads one of the forms, and says of the pair what it says. */
const saying =
	<E extends v.ObjectEntries>(
		verdict: Verdict,
		schema: v.ObjectSchema<E, undefined>,
		said: (values: Record<string, string>) => { text?: string; day?: string },
	) =>
	async (event: RequestEvent) => {
		const { db, keys, member, speech, list, pair } = await pairAsked(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, { of: verdict, ...form, isOvertaken: false });
		const { one, other, theme, outcome } = pair;
		const values = form.values as Record<string, string>;
		const done = await judge(db, keys, member, {
			...{ one, other, theme, outcome, verdict, text: '', day: '', seen: values.gezien ?? '' },
			...said(values),
		});
		if (done.ok) redirect(303, speech.href(list));
		return fail(409, { of: verdict, typed: values, issues: {}, isOvertaken: true });
	};

export const actions: Actions = {
	bevestigen: saying('confirmed', PAIR_SEEN, () => ({})),
	opzij: saying('aside', PAIR_ASIDE, ({ reden: text = '' }) => ({ text })),
	opgelost: saying('resolved', PAIR_RESOLVED, ({ hoe: text = '', dag: day = '' }) => ({ text, day })),
	terug: saying('taken-back', PAIR_SEEN, () => ({})),
};
