import { found } from '#platform/refusals.ts';
import { COSTS } from '#registers/definitions/goals.ts';
import { fieldTold } from '#registers/field.ts';
import { triedIn } from '#registers/forms.ts';
import { itemsFor } from '#registers/items.server.ts';
import { inSight } from '#registers/register.ts';
import { comparisonOf } from '#registers/sums/comparing.ts';
import { FIGURES } from '#registers/sums/cost-neutrality.ts';
import { neutralityTold } from '#registers/sums/cost-neutrality-told.ts';
import { labelOf } from '#registers/told.ts';
import { hrefOfItem, registersAsked } from '../../../../../registers.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const { say } = speech;
	const query = event.url.searchParams;
	const definitions = inSight(await itemsFor(db, keys, member, COSTS));
	const chosen = (name: string) => {
		const id = query.get(name) ?? '';
		return id === '' ? null : found(definitions.find((one) => one.id === id));
	};
	const [one, another] = [chosen('een'), chosen('ander')];
	const { tried, typed, issues } = triedIn(COSTS, FIGURES, query);
	const isTried = Object.keys(tried).length > 0;
	// What somebody tries out stands in the place of the other; the address holds that alone, and nothing of what is kept.
	const filled = isTried && one ? { ...one.filled, ...tried } : another?.filled;
	const toldOf = (values: typeof filled, name: string, href: string | null) =>
		values && { name, href, reckoned: neutralityTold(values, speech) };
	const nameOf = (item: typeof one) => item?.filled.what ?? '';
	const hrefOf = (item: typeof one) => item && hrefOfItem(member, speech, COSTS, item.id);
	return {
		list: `${home}/${COSTS.address}`,
		register: say(COSTS.title),
		choice: {
			een: one?.id ?? '',
			ander: isTried ? '' : (another?.id ?? ''),
			options: definitions.map((item) => ({ value: item.id, label: nameOf(item) })),
		},
		one: one && toldOf(one.filled, nameOf(one), hrefOf(one)),
		other: one && toldOf(filled, isTried ? say('registers.tried') : nameOf(another), isTried ? null : hrefOf(another)),
		comparison: one && filled ? comparisonOf(one.filled, filled, speech) : null,
		figures: FIGURES.map((figure) => {
			const field = COSTS.fields[figure];
			const kept = one ? fieldTold(field, one.filled[figure], speech, () => '') : '';
			return {
				...{ name: field.name, label: labelOf(field.label, speech), value: typed[field.name] ?? '' },
				hint: kept === '' ? say('registers.nothingKept') : say('registers.keptIs', { value: kept }),
			};
		}),
		issues,
	};
};
