import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES, CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import { readForm } from '#platform/forms.ts';
import { decisionTitles } from '#registers/decisions.server.ts';
import { COSTS } from '#registers/definitions/goals.ts';
import { numberTyped, remarkSchema } from '#registers/forms.ts';
import { itemFor } from '#registers/items.server.ts';
import { reckonedOf } from '#registers/reckoned.ts';
import { mayChangeItem, mayRemoveItem } from '#registers/register.ts';
import { remarkTold } from '#registers/registers.chapter.ts';
import { remark, remarksOn } from '#registers/remarks.server.ts';
import { chartTold } from '#registers/sums/chart-told.ts';
import { factsOf } from '#registers/told.ts';
import { hrefOfItem, registerAsked } from '../../../../../registers.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, list, register } = await registerAsked(event);
	const { say, day, moment, href } = speech;
	const item = await itemFor(db, keys, member, register, event.params.item);
	const { removed } = item;
	const called = (name: string) => name || say('logbook.somebodyGone');
	const remarks = (await remarksOn(db, keys, member, [item])).get(item.id) ?? [];
	const title = item.filled[register.called] || say('registers.isRemoved');
	const facts = factsOf(register, item, item.ownerName, speech, await decisionTitles(db, keys, member, register));
	const reckoned = reckonedOf(register, item, remarks, speech, dayOf(new Date()));
	return {
		list,
		here: `${list}/${item.id}`,
		register: say(register.title),
		title,
		removed:
			removed && say('registers.removedTold', { day: day(removed.at.slice(0, 10)), name: called(removed.name), reason: removed.reason }),
		facts: facts
			.filter(({ text }) => text !== '' && text !== title)
			.map(({ decision, ...fact }) => ({ ...fact, href: decision ? href(`/projecten/${member.project.id}/logboek/${decision}`) : null })),
		reckoned,
		chart: reckoned && register.measures ? chartTold(item.filled, remarks, speech) : null,
		beside: register.id === COSTS.id && !removed ? href(`${list}/naast-elkaar?een=${item.id}`) : null,
		isForCore: item.level === 'core',
		added: say('registers.addedTold', {
			...{ day: moment(item.addedAt), name: called(item.authorName), way: say(CHANNEL_NAMES[item.channel]) },
		}),
		version: item.version,
		isMeasured: register.measures !== undefined,
		// What was measured stands in the table of the chart.
		remarks: (register.measures ? [] : remarks.toReversed()).map((one) => ({
			...{ id: one.id, about: say('registers.remarkTold', { day: say(CHANNEL_NAMES[one.channel]), name: called(one.authorName) }) },
			text: remarkTold(register, item, one, speech),
		})),
		may: { change: mayChangeItem(member, item), remove: mayRemoveItem(member, item) },
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) })),
		first: { dag: dayOf(new Date()), manier: 'screen' } as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, register } = await registerAsked(event);
		const { item } = event.params;
		const form = await readForm(event.request, remarkSchema(register));
		if (!form.ok) return fail(422, form);
		const { dag: day, opmerking: text, gemeten, manier: channel } = form.values;
		await remark(db, keys, member, register, { item, day, text, measured: register.measures ? numberTyped(gemeten) : null, channel });
		redirect(303, hrefOfItem(member, speech, register, item));
	},
};
