import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { CHANNEL_NAMES, CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { AT_JUNCTION, type Proposed, proposedAt } from '#stakeholders/involvement/at-junction.ts';
import { waitingIn } from '#stakeholders/involvement/contact.ts';
import { fieldOfStakeholder } from '#stakeholders/involvement/forms.ts';
import { type Involvement, mayInvolve, WAY_NAMES, WAYS } from '#stakeholders/involvement/involvement.ts';
import { contactsFor } from '#stakeholders/involvement/involvements.server.ts';
import type { RhythmGroup } from '#stakeholders/involvement/rhythm.ts';
import { methodPlaceTold, stateTold, wayTold, whenTold } from '#stakeholders/involvement/telling.ts';
import { possibleRelationOwners } from '#stakeholders/owning.server.ts';
import { inSight, maySeeStakeholders, type RegisterLevel, type Stakeholder } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { hrefOfStakeholder, stakeholdersAsked } from './stakeholders.server.ts';

/** Who asks for a page on involvement, and whom they can involve. */
export async function involvementAsked(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } }) {
	const asked = await stakeholdersAsked(event);
	const there = inSight(await stakeholdersFor(asked.db, asked.keys, asked.member));
	return { ...asked, there, mayInvolveThem: there.filter((one) => mayInvolve(asked.member, one)) };
}

export const hrefOfInvolvement = ({ project }: Member, { href }: Speech, id: string): string =>
	href(`/projecten/${project.id}/partijen/betrekken/${id}`);

/** The form of a new moment with these stakeholders, filled as far as is known. */
export const hrefOfPlanning = (
	{ project }: Member,
	{ href }: Speech,
	{ stakeholders, junction, group }: { stakeholders: readonly string[]; junction?: string; group?: RhythmGroup },
): string => {
	const asked = new URLSearchParams([
		...stakeholders.map((one) => ['partij', one]),
		...(junction ? [['knooppunt', junction]] : []),
		...(group ? [['groep', group]] : []),
	]);
	return `${href(`/projecten/${project.id}/partijen/betrekken/nieuw`)}?${asked}`;
};

/** What there is to choose from in the form of a moment. */
export async function momentChoices(
	db: Database,
	member: Member,
	edition: Edition,
	level: RegisterLevel,
	speech: Speech,
	there?: Involvement,
) {
	const { say, wording } = speech;
	const owners = (await possibleRelationOwners(db, member, level)).map(({ account, name }) => ({ value: account, label: name }));
	// Who sees to it may have left since; then they still stand there.
	if (there?.owner && !owners.some(({ value }) => value === there.owner)) owners.push({ value: there.owner, label: there.ownerName });
	return {
		ways: WAYS.map((way) => ({ value: way, label: say(WAY_NAMES[way]) })),
		places: [
			{ value: '', label: say('stakeholders.methodNowhere') },
			...edition.phases.flatMap((phase) => [
				{
					value: `fase-${phase.number}`,
					label: say('stakeholders.methodPhase', { number: phase.number, name: wording(phase.texts).text.name }),
				},
				...edition.inPhase(phase.number).map(({ id, number, texts }) => ({ value: id, label: `${number} ${wording(texts).text.title}` })),
			]),
		],
		owners: [{ value: '', label: say('logbook.nobody') }, ...owners],
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) })),
	};
}

export const partiesToTick = (stakeholders: readonly Stakeholder[]) =>
	stakeholders.map(({ id, facts }) => ({ field: fieldOfStakeholder(id), name: facts.name }));

/** A moment as it stands in a table. */
export function listedInvolvement(member: Member, edition: Edition, speech: Speech, one: Involvement, today: string) {
	return {
		id: one.id,
		href: hrefOfInvolvement(member, speech, one.id),
		when: whenTold(one.plan, speech),
		way: wayTold(one.plan, speech),
		place: methodPlaceTold(one.plan, edition, speech),
		purpose: one.plan.purpose,
		owner: one.ownerName,
		state: stateTold(one, today, speech),
		note: one.note,
		isStruck: one.state === 'struck',
	};
}

/** Whom to involve at a junction, with what is planned there; null where nobody is proposed. */
export async function involvedAt(db: Database, keys: Keys, member: Member, edition: Edition, junction: Junction, speech: Speech) {
	if (!maySeeStakeholders(member)) return null;
	const now = new Date();
	const there = inSight(await stakeholdersFor(db, keys, member));
	const groups = proposedAt(junction, await contactsFor(db, keys, member, there, now));
	const planFor = (group: RhythmGroup, proposed: readonly Proposed[]) => {
		const open = proposed.filter(({ contact, moments }) => moments.length === 0 && mayInvolve(member, contact.stakeholder));
		const stakeholders = open.map(({ contact }) => contact.stakeholder.id);
		return { count: open.length, href: hrefOfPlanning(member, speech, { stakeholders, junction: junction.id, group }) };
	};
	const told = groups.map(({ group, proposed }) => {
		const all = planFor(group, proposed);
		return {
			group,
			title: speech.say(AT_JUNCTION[group]),
			// For one there is a link beside their name.
			planAll: all.count > 1 ? { href: all.href, label: speech.say('stakeholders.atJunctionPlanAll', { count: all.count }) } : null,
			proposed: proposed.map((one) => ({
				id: one.contact.stakeholder.id,
				name: one.contact.stakeholder.facts.name,
				href: hrefOfStakeholder(member, speech, one.contact.stakeholder.id),
				isNamed: one.isNamed,
				moments: one.moments.map((moment) => listedInvolvement(member, edition, speech, moment, dayOf(now))),
				plan: mayInvolve(member, one.contact.stakeholder) ? planFor(group, [one]).href : null,
			})),
		};
	});
	return told.length > 0 ? told : null;
}

/** What asks for somebody of the team, for the front page; null where nothing does, or nothing is worked on any more. */
export async function waitsFor(db: Database, keys: Keys, member: Member, speech: Speech): Promise<string[] | null> {
	if (member.project.isArchived) return null;
	const { say } = speech;
	const now = new Date();
	const there = inSight(await stakeholdersFor(db, keys, member));
	const { silent, untold } = waitingIn(await contactsFor(db, keys, member, there, now), dayOf(now));
	const names = silent.map(({ stakeholder }) => stakeholder.facts.name).join(', ');
	const waits = [
		...(silent.length > 0 ? [say('stakeholders.waitsSilent', { count: silent.length, names })] : []),
		...(untold.length > 0 ? [say('stakeholders.waitsUntold', { count: untold.length })] : []),
	];
	return waits.length > 0 ? waits : null;
}
