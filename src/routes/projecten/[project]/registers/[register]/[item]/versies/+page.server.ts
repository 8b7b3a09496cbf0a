import { versionsOf } from '#registers/changing.server.ts';
import { decisionTitles } from '#registers/decisions.server.ts';
import { itemFor } from '#registers/items.server.ts';
import { factsOf } from '#registers/told.ts';
import { hrefOfItem, registerAsked } from '../../../../../../registers.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, register } = await registerAsked(event);
	const { say, moment } = speech;
	const item = await itemFor(db, keys, member, register, event.params.item);
	const versions = await versionsOf(db, keys, member, register, item);
	const titleOf = await decisionTitles(db, keys, member, register);
	const told = versions.map((version) => factsOf(register, { owner: null, ...version }, version.ownerName, speech, titleOf));
	return {
		back: hrefOfItem(member, speech, register, item.id),
		title: item.filled[register.called] || say('registers.isRemoved'),
		versions: versions.map(({ version, changed }, index) => ({
			version,
			about: say('logbook.enteredBy', { moment: moment(changed.at), name: changed.name || say('logbook.somebodyGone') }),
			changes: (told[index] ?? [])
				.map(({ label, text }, line) => ({ label, before: told[index + 1]?.[line]?.text ?? '', after: text }))
				.filter(({ before, after }) => before !== after),
		})),
	};
};
