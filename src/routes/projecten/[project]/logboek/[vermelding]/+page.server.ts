import { fail, redirect } from '@sveltejs/kit';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import {
	FIELDS_OF,
	isDraft,
	isOpen,
	KIND_NAMES,
	mayAddEntry,
	mayChange,
	mayConfirm,
	mayFinish,
	mayReact,
	mayRelate,
	mayRemove,
	titleOf,
} from '#logbook/entry.ts';
import { finish, takeUpAgain } from '#logbook/finishing.server.ts';
import { follow, isFollowing, unfollow } from '#logbook/following.server.ts';
import { CONFIRM, FINISH, REACT } from '#logbook/forms.ts';
import { react, reactionsTo, takeBack } from '#logbook/reacting.server.ts';
import { storyOf } from '#logbook/relating.server.ts';
import { RELATION_NAMES } from '#logbook/relation.ts';
import { factsOf } from '#logbook/telling.ts';
import { readForm } from '#platform/forms.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { thoughtsAt } from '#stakeholders/absent/thinking.server.ts';
import { hrefOfEntry, junctionOptions, listed, logbookAsked } from '../../../../logbook.server.ts';
import { junctionHrefs } from '../../../../progress.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await logbookAsked(event);
	const { say, moment, day } = speech;
	const entry = await entryFor(db, keys, member, event.params.vermelding);
	const [story, reactions, parts, follows, thoughts] = await Promise.all([
		storyOf(db, keys, member, entry),
		reactionsTo(db, keys, member, entry),
		subprojectsFor(db, member),
		isFollowing(db, member, { kind: 'entry', id: entry.id }),
		thoughtsAt(db, member, entry.id),
	]);
	const { removed } = entry;
	const hrefOf = junctionHrefs(member, null, speech);
	const called = (name: string) => name || say('logbook.somebodyGone');
	const steps = story.map((step) => ({
		...listed(member, speech, step.entry),
		day: day(step.entry.happenedOn),
		sort: step.entry.happenedOn,
		relation: say(RELATION_NAMES[step.relation][step.isOwn ? 'to' : 'from']),
		isHere: false,
	}));
	const own = {
		...listed(member, speech, entry),
		day: day(entry.happenedOn),
		sort: entry.happenedOn,
		relation: say('logbook.here'),
		isHere: true,
	};
	return {
		id: entry.id,
		home,
		project: member.project.id,
		kind: entry.kind,
		kindName: say(KIND_NAMES[entry.kind]),
		title: titleOf(entry) || say(KIND_NAMES[entry.kind]),
		version: entry.version,
		url: entry.words.url ?? null,
		// The title stands above it already; a note is nothing but its text.
		words: FIELDS_OF[entry.kind].flatMap(({ name, label }) =>
			entry.words[name] && name !== 'title' && name !== 'url' ? [{ label: say(label), text: entry.words[name] }] : [],
		),
		facts: factsOf(entry, speech, parts.find(({ id }) => id === entry.subproject)?.name ?? null),
		junctions: junctionOptions(edition, speech)
			.filter(({ value }) => entry.junctions.includes(value))
			.map(({ value, label }) => ({ label, href: hrefOf(value) })),
		thoughts:
			thoughts.length === 0 || removed
				? null
				: {
						names: thoughts.map((thought) => thought.called),
						about: say('stakeholders.judgedBy', { day: day((thoughts[0]?.at ?? '').slice(0, 10)), name: called(thoughts[0]?.name ?? '') }),
					},
		removed: removed && say('logbook.removedNote', { moment: moment(removed.at), name: called(removed.name), reason: removed.reason }),
		isDraft: isDraft(entry) && removed === null,
		isRevised: story.some(({ relation, isOwn, entry: other }) => relation === 'revises' && !isOwn && other.confirmed !== null),
		story:
			steps.length === 0
				? []
				: [...steps, own].toSorted((one, other) =>
						one.sort < other.sort ? -1 : one.sort > other.sort ? 1 : Number(one.isHere) - Number(other.isHere),
					),
		reactions: reactions.map((one) => ({
			id: one.id,
			name: called(one.authorName),
			text: one.text,
			written: moment(one.writtenAt),
			takenBack: one.removedAt && say('logbook.takenBack', { name: called(one.authorName), moment: moment(one.removedAt) }),
			mayTakeBack: one.isOwn && one.removedAt === null && mayReact(member, entry),
		})),
		follows,
		may: {
			follow: !member.isOpener && removed === null,
			change: mayChange(member, entry),
			confirm: mayConfirm(member, entry),
			finish: mayFinish(member, entry) && isOpen(entry),
			takeUp: mayFinish(member, entry) && !isOpen(entry),
			relate: mayRelate(member, entry),
			revise: entry.confirmed !== null && mayAddEntry(member, entry),
			remove: mayRemove(member, entry),
			react: mayReact(member, entry),
		},
	};
};

/** Who asks, and where they come back to. */
async function asked(event: RequestEvent) {
	const { db, keys, member, speech } = await logbookAsked(event);
	const id = event.params.vermelding;
	return { db, keys, member, id, back: hrefOfEntry(member, speech, id) };
}

export const actions: Actions = {
	bevestigen: async (event) => {
		const { db, keys, member, id, back } = await asked(event);
		const form = await readForm(event.request, CONFIRM);
		if (!form.ok) return fail(422, form);
		await confirmDecision(db, keys, member, { id, version: Number.parseInt(form.values.versie, 10) || 0 });
		redirect(303, back);
	},
	klaar: async (event) => {
		const { db, keys, member, id, back } = await asked(event);
		const form = await readForm(event.request, FINISH);
		if (!form.ok) return fail(422, form);
		await finish(db, keys, member, { id, note: form.values.bericht });
		redirect(303, back);
	},
	oppakken: async (event) => {
		const { db, keys, member, id, back } = await asked(event);
		await takeUpAgain(db, keys, member, id);
		redirect(303, back);
	},
	volgen: async (event) => {
		const { db, keys, member, id, back } = await asked(event);
		await follow(db, keys, member, { kind: 'entry', id });
		redirect(303, back);
	},
	loslaten: async (event) => {
		const { db, member, id, back } = await asked(event);
		await unfollow(db, member, { kind: 'entry', id });
		redirect(303, back);
	},
	reageren: async (event) => {
		const { db, keys, member, id, back } = await asked(event);
		const form = await readForm(event.request, REACT);
		if (!form.ok) return fail(422, form);
		await react(db, keys, member, { entry: id, text: form.values.reactie });
		redirect(303, `${back}#reacties`);
	},
	terugnemen: async (event) => {
		const { db, keys, member, back } = await asked(event);
		const reaction = (await event.request.formData()).get('reactie');
		await takeBack(db, keys, member, typeof reaction === 'string' ? reaction : '');
		redirect(303, `${back}#reacties`);
	},
};
