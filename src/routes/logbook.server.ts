import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import type { Entry } from '#logbook/entry.ts';
import { fieldOfJunction } from '#logbook/forms.ts';
import { possibleOwners } from '#logbook/owning.server.ts';
import { tellEntry } from '#logbook/telling.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Placed } from '#projects/reading.ts';
import { editionOf } from './progress.server.ts';
import { signedIn } from './signing.server.ts';

/** Who asks for a page of a logbook, and the edition of the method its project stands on. */
export async function logbookAsked(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } }) {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const home = `/projecten/${member.project.id}/logboek`;
	return { db, keys, member, speech, home, edition: editionOf(house.publication, member) };
}

export const hrefOfEntry = ({ project }: Member, { href }: Speech, id: string): string => href(`/projecten/${project.id}/logboek/${id}`);

/** An entry as it stands in a list, with where it leads. */
export const listed = (member: Member, speech: Speech, entry: Entry) => ({
	...tellEntry(entry, speech),
	href: hrefOfEntry(member, speech, entry.id),
});

export const junctionIds = (edition: Edition): string[] => edition.junctions.map(({ id }) => id);

/** The junctions by phase, to be ticked. */
export const junctionTicks = (edition: Edition, { wording }: Speech, isTicked: (junction: string) => boolean) =>
	edition.phases.map((phase) => {
		const junctions = edition.inPhase(phase.number).map((junction) => {
			const { text, language } = wording(junction.texts);
			const name = { text: `${junction.number} ${text.title}`, language };
			return { field: fieldOfJunction(junction.id), name, isTicked: isTicked(junction.id) };
		});
		const { text, language } = wording(phase.texts);
		return { number: phase.number, name: { text: text.name, language }, junctions };
	});

/** The junctions to choose one from. */
export const junctionOptions = (edition: Edition, { wording }: Speech) =>
	edition.junctions.map(({ id, number, texts }) => ({ value: id, label: `${number} ${wording(texts).text.title}` }));

/** Who can be chosen to do an action, and nobody. */
export async function ownerOptions(db: Database, member: Member, placed: Placed, { say }: Speech) {
	const owners = await possibleOwners(db, member, placed);
	return [{ value: '', label: say('logbook.nobody') }, ...owners.map(({ account, name }) => ({ value: account, label: name }))];
}
