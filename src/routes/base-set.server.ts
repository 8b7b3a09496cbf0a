import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import type { Speech } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { BASE_FIELD_NAMES, BASE_FIELDS, type BaseFacts } from '#stakeholders/base-set/base.ts';
import { baseKeeperOf } from '#stakeholders/base-set/base-keeper.server.ts';
import { RANK_NAMES } from '#stakeholders/stakeholder.ts';
import { signedIn } from './signing.server.ts';
import { kindNamed } from './stakeholders.server.ts';

/** Who looks after the base set of their municipality, and the method of today, as it belongs to no project. */
export async function baseSetAsked(event: Pick<RequestEvent, 'locals' | 'url'>) {
	const { house, speech } = event.locals;
	const { db, keys, publication } = house;
	const keeper = await baseKeeperOf(db, signedIn(event));
	if (!keeper) throw new Refusal('not-allowed', 'stakeholders.baseNotYours');
	return { db, keys, keeper, speech, edition: publication.current };
}

/** What there is to choose from in the form of one. */
export const baseChoices = (edition: Edition, { say, wording }: Speech) => ({
	kinds: [
		{ value: '', label: say('stakeholders.otherKind') },
		...edition.parties.map(({ id, texts }) => ({ value: id, label: wording(texts).text.name })),
	],
	ranks: [
		...Object.entries(RANK_NAMES).map(([value, name]) => ({ value, label: say(name) })),
		{ value: '', label: say('stakeholders.notSet') },
	],
});

/** What stands in each field, in words. */
export function baseTold(facts: BaseFacts, edition: Edition, speech: Speech) {
	const kind = kindNamed(edition, speech);
	const told = { ...facts, kind: kind(facts.kind), rank: speech.say(facts.rank === null ? 'stakeholders.notSet' : RANK_NAMES[facts.rank]) };
	return BASE_FIELDS.map((field) => ({ field, label: speech.say(BASE_FIELD_NAMES[field]), text: told[field] }));
}
