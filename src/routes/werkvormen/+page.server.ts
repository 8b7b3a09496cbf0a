import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	items: house.publication.parts.cards.map((card) =>
		item(
			card.texts,
			`/werkvormen/${card.address}`,
			speech,
			({ summary }) => summary,
			speech.say('guide.minutes', { minutes: card.minutes }),
		),
	),
});
