import { fail, redirect } from '@sveltejs/kit';
import { type Issues, readForm } from '#platform/forms.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { MANY } from '#progress/forms.ts';
import { assertMayChange, type Seen } from '#progress/progress.ts';
import { STATUSES } from '#progress/status.ts';
import { tasksOf } from '#progress/tasks.ts';
import { frameOf, junctionHrefs, standAsked, statusOptions } from '../../../../progress.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a box is called, before the junction it stands for. */
const BOX = 'knooppunt-';

export const load: PageServerLoad = async (event) => {
	const { speech } = event.locals;
	const asked = await standAsked(event);
	const { member, edition, stand } = asked;
	assertMayChange(member);
	const { standings, sensitivities } = stand;
	return {
		frame: frameOf(asked, speech),
		statuses: statusOptions(speech, STATUSES),
		phases: tasksOf(edition, standings, sensitivities, speech, junctionHrefs(member, stand.part, speech)).map((phase) => ({
			...phase,
			groups: phase.groups.map((group) => ({
				...group,
				tasks: group.tasks.map((task) => ({ ...task, seq: standings.get(task.id)?.seq ?? 0 })),
			})),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.clone().formData();
		// Of each that is ticked, the number of the change that was seen.
		const boxes = [...data].filter(([name]) => name.startsWith(BOX)).map(([name, seen]) => ({ junction: name.slice(BOX.length), seen }));
		const ticked = boxes.map(({ junction }) => junction);
		const form = await readForm(event.request, MANY);
		const issues: Issues = {
			...(form.ok ? {} : form.issues),
			...(ticked.length === 0 ? { knooppunt: 'progress.nothingTicked' as const } : {}),
		};
		const typed = form.ok ? { status: form.values.status, reden: form.values.reden } : form.typed;
		if (!form.ok || ticked.length === 0) return fail(422, { typed, issues, ticked, overtaken: [] as string[] });
		const { db, keys } = event.locals.house;
		const { member, edition, stand } = await standAsked(event, form.values.deel);
		const wishes = boxes.map(({ junction, seen }): Seen => {
			const { owner = null, plannedFrom = null, plannedUntil = null } = stand.standings.get(junction) ?? {};
			const { status, reden: reason } = form.values;
			return { junction, status, reason, happenedOn: null, owner, plannedFrom, plannedUntil, seen: Number(seen) || 0 };
		});
		const changed = await changeProgress(db, keys, member, edition, { part: stand.part, wishes, channel: 'screen' });
		if (!changed.ok)
			return fail(409, { typed, issues: {} as Issues, ticked, overtaken: changed.overtaken.map(({ junction }) => junction) });
		redirect(303, event.url.pathname.replace(/\/wijzigen$/, '') + event.url.search);
	},
};
