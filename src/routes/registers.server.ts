import type { RequestEvent } from '@sveltejs/kit';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { found } from '#platform/refusals.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { registerAt } from '#registers/all.ts';
import { decisionsFor, namedBy } from '#registers/decisions.server.ts';
import { fieldTold } from '#registers/field.ts';
import { placeField } from '#registers/forms.ts';
import { possibleItemOwners } from '#registers/owning.server.ts';
import { reckonedOf } from '#registers/reckoned.ts';
import { type Item, maySeeRegisters, type Register, type RegisterLevel } from '#registers/register.ts';
import type { Remark } from '#registers/remarks.server.ts';
import { inSight as stakeholdersInSight } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { editionOf } from './progress.server.ts';
import { signedIn } from './signing.server.ts';

type Asking = Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } };

/** Who asks for a page about registers. */
export async function registersAsked(event: Asking) {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!maySeeRegisters(member)) throw notAllowed(member);
	const home = `/projecten/${member.project.id}/registers`;
	return { db, keys, member, speech, home, edition: editionOf(house.publication, member) };
}

/** The same, for a page about one of them. */
export async function registerAsked(event: Asking & { params: { register: string } }) {
	const register = found(registerAt(event.params.register));
	const asked = await registersAsked(event);
	return { ...asked, register, list: `${asked.home}/${register.address}` };
}

export const hrefOfItem = ({ project }: Member, { href }: Speech, register: Register, id: string): string =>
	href(`/projecten/${project.id}/registers/${register.address}/${id}`);

/** What an item is called in a list, and what stands below that. `remarks` are those of the item. */
export function listedItem(member: Member, speech: Speech, register: Register, item: Item, remarks: readonly Remark[], now = new Date()) {
	const { say, day } = speech;
	const { crossed, grouped } = register;
	// These stand beside it already, or above it.
	const elsewhere: (string | undefined)[] = [register.called, crossed?.along, crossed?.up, grouped];
	const told = (key: string) => {
		const field = register.fields[key];
		return field ? fieldTold(field, item.filled[key] ?? '', speech, () => '') : '';
	};
	// What is chosen from a few words is short enough to stand in a list.
	const words = Object.entries(register.fields).flatMap(([key, { as }]) =>
		(as === 'choice' || as === 'party') && !elsewhere.includes(key) ? [told(key)] : [],
	);
	const reckoned = reckonedOf(register, item, remarks, speech, dayOf(now));
	return {
		id: item.id,
		href: hrefOfItem(member, speech, register, item.id),
		title: item.filled[register.called] ?? '',
		/** What its figures come to. */
		comesTo: reckoned?.short ?? '',
		sizes: crossed
			? [
					{ name: say(crossed.alongName), text: told(crossed.along) },
					{ name: say(crossed.upName), text: told(crossed.up) },
				]
			: [],
		about: [
			...words,
			item.ownerName && say('registers.ownerTold', { name: item.ownerName }),
			item.level === 'core' ? say('registers.forCore') : '',
			item.reviewOn !== '' && item.reviewOn <= dayOf(now) ? say('registers.reviewDue', { day: day(item.reviewOn) }) : '',
		]
			.filter(Boolean)
			.join(' · '),
	};
}
export type ListedItem = ReturnType<typeof listedItem>;

/** A field as a form shows it, in the person’s language. */
export type FormField = { name: string; label: string; hint: string | undefined; isOptional: boolean } & (
	| { as: 'line' | 'text' | 'day' | 'number' }
	| { as: 'party'; suggestions: string[] }
	| { as: 'select' | 'choice'; options: { value: string; label: string }[] }
	| { as: 'ranking'; places: { name: string; label: string }[]; options: { value: string; label: string }[] }
);

const FEW = 6;

/** What a register asks, with what there is to choose from for who fills it in at this level. */
export async function formFor(
	db: Database,
	keys: Keys,
	member: Member,
	register: Register,
	level: RegisterLevel,
	speech: Speech,
	there?: Item,
) {
	const { say, day } = speech;
	const known = stakeholdersInSight(await stakeholdersFor(db, keys, member)).filter((one) => level === 'core' || one.level === 'internal');
	const decisions = namedBy(await decisionsFor(db, keys, member, register), level);
	const owners = (await possibleItemOwners(db, member, level)).map(({ account, name }) => ({ value: account, label: name }));
	// Who sees to it may have left since; then they still stand there.
	if (there?.owner && !owners.some(({ value }) => value === there.owner)) owners.push({ value: there.owner, label: there.ownerName });
	const wordsOf = (words: Readonly<Record<string, MessageKey>>) =>
		Object.entries(words).map(([value, key]) => ({ value, label: say(key) }));
	const fields = Object.values(register.fields).map((field): FormField => {
		const isOptional = field.missing === undefined;
		const told = { name: field.name, label: say(field.label), hint: field.hint && say(field.hint), isOptional };
		switch (field.as) {
			case 'party':
				return { ...told, as: field.as, suggestions: known.map(({ facts }) => facts.name) };
			case 'decision': {
				const none = { value: '', label: say('registers.decisionNone') };
				const options = decisions.map(({ id, title, happenedOn }) => ({ value: id, label: `${title} (${day(happenedOn)})` }));
				return { ...told, as: 'select', options: [none, ...options] };
			}
			case 'ranking': {
				const words = wordsOf(field.words);
				return {
					...{ ...told, as: field.as, places: words.map(({ value, label }) => ({ name: placeField(field.name, value), label })) },
					options: [{ value: '', label: '–' }, ...words.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }))],
				};
			}
			case 'choice': {
				const none = isOptional ? [{ value: '', label: say(field.none ?? 'registers.notSet') }] : [];
				const options = [...none, ...wordsOf(field.words)];
				if (options.length <= FEW) return { ...told, as: 'choice', options };
				return { ...told, as: 'select', options: isOptional ? options : [{ value: '', label: say('registers.choose') }, ...options] };
			}
			default:
				return { ...told, as: field.as };
		}
	});
	return { fields, decisions: decisions.map(({ id }) => id), owners: [{ value: '', label: say('logbook.nobody') }, ...owners] };
}
