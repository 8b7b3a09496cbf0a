import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { addEntry } from '#logbook/entering.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { CHANNEL_NAMES, CHOSEN_CHANNELS, type Entry, KINDS, type Kind, mayAddEntry, titleOf } from '#logbook/entry.ts';
import { entrySchema, givenIn, PLACE } from '#logbook/forms.ts';
import { dayOf } from '#logbook/question.ts';
import { RELATION_NAMES, RELATIONS } from '#logbook/relation.ts';
import { readForm } from '#platform/forms.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { LEVEL_NAMES, LEVELS } from '#projects/level.ts';
import { notAllowed } from '#projects/member.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { addDecision } from '#stakeholders/absent/thinking.server.ts';
import { maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { hrefOfEntry, junctionIds, junctionTicks, logbookAsked, ownerOptions } from '../../../../logbook.server.ts';
import { isAnySensitive } from '../../../../progress.server.ts';
import { voiceTicks } from '../../../../voices.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Documents come in with their file, at a page of their own. */
const kindIn = (query: URLSearchParams): Kind => found(KINDS.find((kind) => kind === query.get('soort') && kind !== 'document'));

/** The entry that the new one says something of. */
async function earlierIn(asked: Awaited<ReturnType<typeof logbookAsked>>, verband: string | null, bij: string | null) {
	const relation = RELATIONS.find((one) => one === verband);
	if (!relation || !bij) return null;
	return { relation, entry: await entryFor(asked.db, asked.keys, asked.member, bij) };
}

export const load: PageServerLoad = async (event) => {
	const asked = await logbookAsked(event);
	const { db, member, speech, home, edition } = asked;
	const { say } = speech;
	const query = event.url.searchParams;
	const kind = kindIn(query);
	const place = { level: 'internal' as const, subproject: member.subproject };
	if (!mayAddEntry(member, place)) throw notAllowed(member);
	const earlier = await earlierIn(asked, query.get('verband'), query.get('bij'));
	const parts = member.role === 'subproject' ? [] : await subprojectsFor(db, member);
	const junctions: readonly string[] = earlier?.entry.junctions ?? [];
	const one = query.get('knooppunt');
	const levels = LEVELS.filter((level) => mayAddEntry(member, { ...place, level }));
	const isSensitive = await isAnySensitive(db, member, edition, [one, ...junctions]);
	return {
		isSensitive,
		home,
		// At every decision is asked who is not at the table.
		voices: kind === 'decision' ? await voiceTicks(db, member, speech) : [],
		toVoices: kind === 'decision' && maySeeStakeholders(member) ? speech.href(`/projecten/${member.project.id}/partijen/afwezig`) : null,
		kind,
		project: member.project.name,
		junctions: junctionTicks(edition, speech, (junction) => junction === one || junctions.includes(junction)),
		owners: await ownerOptions(db, member, { ...place, author: member.account }, speech),
		levels: levels.map((level) => ({ value: level, label: say(LEVEL_NAMES[level]) })),
		parts:
			parts.length === 0 ? [] : [{ value: '', label: say('logbook.whole') }, ...parts.map(({ id, name }) => ({ value: id, label: name }))],
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) })),
		// What is begun from something stands where that stands, unless somebody chooses otherwise.
		first: {
			datum: dayOf(new Date()),
			niveau: earlier?.entry.level ?? (isSensitive && levels.includes('core') ? 'core' : 'internal'),
			deel: earlier?.entry.subproject ?? '',
			weg: 'screen',
			eigenaar: kind === 'action' ? member.account : '',
		},
		earlier: earlier && {
			verband: earlier.relation,
			bij: earlier.entry.id,
			text: say('logbook.newIsRelated', { relation: say(RELATION_NAMES[earlier.relation].to), title: called(earlier.entry) }),
		},
	};
};

const called = (entry: Entry) => titleOf(entry) || '…';

export const actions: Actions = {
	default: async (event) => {
		const asked = await logbookAsked(event);
		const { db, keys, member, speech, edition } = asked;
		const kind = kindIn(event.url.searchParams);
		const junctions = junctionIds(edition);
		const voices = kind === 'decision' ? await voiceTicks(db, member, speech) : [];
		const ticks = Object.fromEntries(voices.map(({ field }) => [field, v.string()]));
		const form = await readForm(event.request, v.object({ ...PLACE.entries, ...entrySchema(kind, junctions).entries, ...ticks }));
		if (!form.ok) return fail(422, form);
		const values = form.values as Record<string, string> & v.InferOutput<typeof PLACE>;
		const { niveau, deel, weg, verband, bij } = values;
		const earlier = await earlierIn(asked, verband, bij);
		const { version: _, ...given } = givenIn(kind, values, junctions);
		const entry = {
			...{ ...given, kind, level: niveau, subproject: deel === '' ? null : deel, channel: weg },
			relations: earlier ? [{ kind: earlier.relation, to: earlier.entry.id }] : [],
		};
		try {
			const thoughtOf = voices.filter(({ field }) => values[field] === 'ja').map(({ id }) => id);
			const id = await (kind === 'decision' ? addDecision(db, keys, member, entry, thoughtOf) : addEntry(db, keys, member, entry));
			redirect(303, hrefOfEntry(member, speech, id));
		} catch (error) {
			// Somebody else than this one mends it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed: values, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
