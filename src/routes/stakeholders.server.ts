import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { possibleRelationOwners } from '#stakeholders/owning.server.ts';
import { isDecisive, maySeeStakeholders, RANK_NAMES, type RegisterLevel, type Stakeholder } from '#stakeholders/stakeholder.ts';
import { STEPS, stepName } from '#stakeholders/steps.ts';
import { editionOf } from './progress.server.ts';
import { signedIn } from './signing.server.ts';

/** Who asks for a page about stakeholders, and the edition of the method the project stands on. */
export async function stakeholdersAsked(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } }) {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const home = `/projecten/${member.project.id}/partijen`;
	return { db, keys, member, speech, home, edition: editionOf(house.publication, member) };
}

export const hrefOfStakeholder = ({ project }: Member, { href }: Speech, id: string): string =>
	href(`/projecten/${project.id}/partijen/${id}`);

/** What a kind of party is called; one that the edition does not know is any other. */
export const kindNamed =
	(edition: Edition, { say, wording }: Speech) =>
	(kind: string): string => {
		const party = edition.party(kind);
		return party ? wording(party.texts).text.name : say('stakeholders.otherKind');
	};

/** How much of the neighbourhood is theirs, in words; empty where nobody filled it in. */
export function propertyOf({ facts: { dwellings, share } }: Pick<Stakeholder, 'facts'>, { say, number }: Speech): string {
	const told = [
		dwellings === null ? '' : say('stakeholders.dwellingsTold', { count: dwellings }),
		share === null ? '' : say('stakeholders.shareTold', { share: number(share) }),
	];
	return told.filter(Boolean).join(', ');
}

/** A stakeholder as it stands in a list. */
export function listedStakeholder(member: Member, speech: Speech, one: Stakeholder, kind: (kind: string) => string, now = new Date()) {
	const { say, day } = speech;
	const { reviewOn } = one.facts;
	return {
		id: one.id,
		href: hrefOfStakeholder(member, speech, one.id),
		name: one.facts.name,
		isDecisive: isDecisive(one),
		property: propertyOf(one, speech),
		about: [
			kind(one.facts.kind),
			one.facts.willingness === null ? '' : say(stepName('willingness', one.facts.willingness)),
			one.ownerName && say('stakeholders.contactBy', { name: one.ownerName }),
			one.level === 'core' ? say('stakeholders.forCore') : '',
			reviewOn !== null && reviewOn <= dayOf(now) ? say('stakeholders.reviewDue', { day: day(reviewOn) }) : '',
		]
			.filter(Boolean)
			.join(' · '),
	};
}

/** What there is to choose from in the form of a stakeholder. */
export async function choicesFor(
	db: Database,
	member: Member,
	edition: Edition,
	level: RegisterLevel,
	speech: Speech,
	there?: Stakeholder,
) {
	const { say } = speech;
	const notSet = { value: '', label: say('stakeholders.notSet') };
	const owners = (await possibleRelationOwners(db, member, level)).map(({ account, name }) => ({ value: account, label: name }));
	// Who keeps in touch may have left since; then they still stand there.
	if (there?.owner && !owners.some(({ value }) => value === there.owner)) owners.push({ value: there.owner, label: there.ownerName });
	return {
		kinds: kindOptions(edition, speech),
		ranks: [...Object.entries(RANK_NAMES).map(([value, name]) => ({ value, label: say(name) })), notSet],
		willingness: [notSet, ...STEPS.map((step) => ({ value: String(step), label: say(stepName('willingness', step)) }))],
		owners: [{ value: '', label: say('logbook.nobody') }, ...owners],
	};
}

export const kindOptions = (edition: Edition, { say, wording }: Speech) => [
	{ value: '', label: say('stakeholders.otherKind') },
	...edition.parties.map(({ id, texts }) => ({ value: id, label: wording(texts).text.name })),
];

export const kindsIn = (edition: Edition): string[] => edition.parties.map(({ id }) => id);

/** What is known of a stakeholder, a line each. */
export function factsOf(one: Pick<Stakeholder, 'facts' | 'ownerName'>, kind: (kind: string) => string, speech: Speech) {
	const { say, day, number } = speech;
	const { facts } = one;
	return [
		{ label: say('stakeholders.name'), text: facts.name },
		{ label: say('stakeholders.kind'), text: kind(facts.kind) },
		{ label: say('stakeholders.rank'), text: say(facts.rank === null ? 'stakeholders.notSet' : RANK_NAMES[facts.rank]) },
		{ label: say('stakeholders.dwellings'), text: facts.dwellings === null ? '' : number(facts.dwellings) },
		{ label: say('stakeholders.share'), text: facts.share === null ? '' : `${number(facts.share)}%` },
		{ label: say('stakeholders.willingness'), text: say(stepName('willingness', facts.willingness)) },
		{ label: say('stakeholders.contacts'), text: facts.contacts },
		{ label: say('stakeholders.owner'), text: one.ownerName },
		{ label: say('stakeholders.source'), text: facts.source },
		{ label: say('stakeholders.reviewOn'), text: facts.reviewOn === null ? '' : day(facts.reviewOn) },
	];
}
