import { fail, redirect } from '@sveltejs/kit';
import { changeEntry } from '#logbook/changing.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { type Entry, FIELDS_OF, mayChange, type Words } from '#logbook/entry.ts';
import { entrySchema, FIELD_IN_FORM, givenIn } from '#logbook/forms.ts';
import { readForm } from '#platform/forms.ts';
import type { Speech } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { hrefOfEntry, junctionIds, junctionTicks, logbookAsked, ownerOptions } from '../../../../../logbook.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, edition } = await logbookAsked(event);
	const entry = await entryFor(db, keys, member, event.params.vermelding);
	if (!mayChange(member, entry)) throw notAllowed(member);
	const owners = entry.kind === 'action' ? await ownerOptions(db, member, entry, speech) : [];
	const { action } = entry;
	// Who has to do it may have left since; then they still stand there.
	if (action?.owner && !owners.some(({ value }) => value === action.owner)) owners.push({ value: action.owner, label: action.ownerName });
	return {
		kind: entry.kind,
		back: hrefOfEntry(member, speech, entry.id),
		junctions: junctionTicks(edition, speech, (junction) => entry.junctions.includes(junction)),
		owners,
		values: valuesOf(entry),
	};
};

/** An entry as its form has it. */
const valuesOf = (entry: Entry): Record<string, string> => ({
	...Object.fromEntries(FIELDS_OF[entry.kind].map(({ name }) => [FIELD_IN_FORM[name], entry.words[name] ?? ''])),
	datum: entry.happenedOn,
	eigenaar: entry.action?.owner ?? '',
	voor: entry.action?.dueOn ?? '',
	versie: String(entry.version),
});

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, edition } = await logbookAsked(event);
		const entry = await entryFor(db, keys, member, event.params.vermelding);
		const junctions = junctionIds(edition);
		const form = await readForm(event.request, entrySchema(entry.kind, junctions));
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const given = givenIn(entry.kind, typed, junctions);
		// What a later edition of the method does not know any more stays where it was.
		const kept = entry.junctions.filter((junction) => !junctions.includes(junction));
		try {
			const changed = await changeEntry(db, keys, member, entry.id, { ...given, junctions: [...given.junctions, ...kept] });
			if (changed.ok) redirect(303, hrefOfEntry(member, speech, entry.id));
			const { meanwhile } = changed;
			return fail(409, { typed: { ...typed, versie: String(meanwhile.version) }, beside: besideEachOther(meanwhile, given.words, speech) });
		} catch (error) {
			// Somebody else than this one mends it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};

/** What differs between what is there now and what somebody wrote, field by field. */
function besideEachOther(meanwhile: Entry, words: Words, { say, moment }: Speech) {
	return {
		name: meanwhile.changed.name || say('logbook.somebodyGone'),
		moment: moment(meanwhile.changed.at),
		fields: FIELDS_OF[meanwhile.kind]
			.map(({ name, label }) => ({ label: say(label), there: meanwhile.words[name] ?? '', yours: words[name] ?? '' }))
			.filter(({ there, yours }) => there !== yours),
	};
}
