import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { entriesFor, MOST_OPENED, peopleIn } from '#logbook/entries.server.ts';
import { CHANNEL_NAMES, CHANNELS, KIND_NAMES, KINDS, mayAddEntry, textOf } from '#logbook/entry.ts';
import { lookingFor } from '#logbook/finding.server.ts';
import { follow, isFollowing, type Subject, unfollow } from '#logbook/following.server.ts';
import { cursorAt, FILTER_NAMES, type Filter, filterIn, questionOf, WHOLE } from '#logbook/question.ts';
import { found } from '#platform/refusals.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { snippet } from '#search/snippet.ts';
import { junctionOptions, listed, logbookAsked } from '../../../logbook.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await logbookAsked(event);
	const { say } = speech;
	const filter = filterIn(event.url.searchParams);
	const question = questionOf(filter);
	// One more than is shown, to know whether there are older ones.
	const entries = await entriesFor(db, keys, member, { ...question, limit: PER_PAGE + 1 });
	const shown = entries.slice(0, PER_PAGE);
	const last = shown.at(-1);
	const looking = question.words === undefined ? null : lookingFor(question.words);
	const [people, parts] = await Promise.all([peopleIn(db, member), subprojectsFor(db, member)]);
	const junctions = junctionOptions(edition, speech);
	const junction = junctions.find(({ value }) => value === filter.knooppunt);
	const page = (voor: string) => addressOf(speech.href(home), { ...filter, voor });
	const options = (names: Record<string, Parameters<typeof say>[0]>, values: readonly string[]) =>
		values.flatMap((value) => (names[value] ? [{ value, label: say(names[value]) }] : []));
	return {
		home,
		project: member.project.id,
		name: member.project.name,
		filter,
		isChosen: FILTER_NAMES.some((name) => filter[name] !== ''),
		entries: shown.map((entry) => ({ ...listed(member, speech, entry), found: looking && snippet(textOf(entry), looking) })),
		older: entries.length > PER_PAGE && last ? page(cursorAt(last)) : null,
		newest: filter.voor === '' ? null : page(''),
		kinds: options(KIND_NAMES, KINDS),
		channels: options(CHANNEL_NAMES, CHANNELS),
		people: people.map(({ pseudonym, name }) => ({ value: pseudonym, label: name })),
		parts:
			member.role === 'subproject'
				? []
				: [{ value: WHOLE, label: say('logbook.whole') }, ...parts.map(({ id, name }) => ({ value: id, label: name }))],
		junctions,
		junction: junction ?? null,
		follows: {
			project: await isFollowing(db, member, { kind: 'project' }),
			junction: junction !== undefined && (await isFollowing(db, member, { kind: 'junction', id: junction.value })),
		},
		proveFirst: isFresh(signedIn(event)) ? null : proveAgainFor(home + event.url.search, speech),
		mayFollow: !member.isOpener,
		mayAdd: mayAddEntry(member, { level: 'internal', subproject: member.subproject }),
		opened: question.words === undefined ? null : say('logbook.opened', { count: MOST_OPENED }),
	};
};

function addressOf(path: string, filter: Filter): string {
	const query = new URLSearchParams(FILTER_NAMES.filter((name) => filter[name] !== '').map((name) => [name, filter[name]]));
	return query.size === 0 ? path : `${path}?${query}`;
}

/** What is followed: the project, or the junction that was chosen. */
async function subjectOf(event: Parameters<Actions[string]>[0]) {
	const asked = await logbookAsked(event);
	const id = event.url.searchParams.get('knooppunt') ?? '';
	const subject: Subject = id === '' ? { kind: 'project' } : { kind: 'junction', id: found(asked.edition.junction(id)).id };
	const back = `${asked.speech.href(asked.home)}${id === '' ? '' : `?knooppunt=${encodeURIComponent(id)}`}`;
	return { ...asked, subject, back };
}

export const actions: Actions = {
	volgen: async (event) => {
		const { db, keys, member, subject, back } = await subjectOf(event);
		await follow(db, keys, member, subject);
		redirect(303, back);
	},
	loslaten: async (event) => {
		const { db, member, subject, back } = await subjectOf(event);
		await unfollow(db, member, subject);
		redirect(303, back);
	},
};
