import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import { type ProgressMap, progressMap } from '#progress/map.ts';
import { mayChangeProgress, mayPropose } from '#progress/progress.ts';
import { sensitivitiesFor } from '#progress/sensitivity.server.ts';
import { isSensitiveIn } from '#progress/sensitivity.ts';
import { partAsked, type Stand, standFor } from '#progress/situation.server.ts';
import { STATUS_NAMES } from '#progress/status.ts';
import { type Reason, type Suggestion, suggestionsIn } from '#progress/suggesting.ts';
import type { Member, MembersProject } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import type { Publication } from '#publishing/publication.ts';
import { junctionView } from '#publishing/views.ts';
import type { House } from '../house.server.ts';
import { signedIn } from './signing.server.ts';

type Asked = Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } };

/** The edition of the method a project stands on; where it named none, or one that is not there any more, the newest. */
export const editionOf = (publication: Publication, { project }: { project: Pick<MembersProject, 'edition'> }): Edition =>
	publication.parts.editions.find(({ id }) => id === project.edition) ?? publication.current;

/** Who asks, and how the project stands: as a whole, or the part that `deel` names. */
export async function standAsked(event: Asked, asked: string | null = event.url.searchParams.get('deel')) {
	const { db, publication } = event.locals.house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const edition = editionOf(publication, member);
	const [stand, parts] = await Promise.all([standFor(db, member, edition, partAsked(member, asked)), subprojectsFor(db, member)]);
	return { db, member, edition, stand, parts };
}

/** What every page of the progress shows around it. */
export function frameOf({ member, stand, parts }: Awaited<ReturnType<typeof standAsked>>, { href }: Speech) {
	const base = `/projecten/${member.project.id}`;
	return {
		project: { id: member.project.id, name: member.project.name },
		base: href(`${base}/voortgang`),
		part: stand.part,
		query: queryOf(member, stand.part),
		// Who is in one part has nothing to choose.
		parts: member.role === 'subproject' ? [] : parts,
		mayChange: mayChangeProgress(member),
		mayPropose: mayPropose(member, stand.part),
	};
}

export const queryOf = (member: Member, part: string | null): string =>
	part === null || member.role === 'subproject' ? '' : `?deel=${part}`;

/** The page of a junction in the project. */
export const junctionHrefs =
	(member: Member, part: string | null, { href }: Speech) =>
	(junction: string): string =>
		`${href(`/projecten/${member.project.id}/knooppunten/${junction}`)}${queryOf(member, part)}`;

/** What could be taken up next, with the reasons in words. */
export function suggested(stand: Stand, member: Member, speech: Speech, most?: number) {
	const hrefOf = junctionHrefs(member, stand.part, speech);
	return suggestionsIn(stand, most).map(({ junction, reasons }: Suggestion) => {
		const { text, language } = speech.wording(junction.texts);
		return {
			href: hrefOf(junction.id),
			number: junction.number,
			title: { text: text.title, language },
			reasons: reasons.map((reason) => reasonTold(reason, speech)),
		};
	});
}

function reasonTold(reason: Reason, speech: Speech): string {
	const { say, day, wording } = speech;
	switch (reason.kind) {
		case 'revise':
			return say('progress.whyRevise');
		case 'planned':
			return say('progress.whyPlanned', { day: day(reason.from) });
		case 'decision':
			return say('progress.whyDecision', { junction: wording(reason.junction.texts).text.title });
		case 'archetype':
			return say('progress.whyArchetype', { place: reason.place });
		case 'opens':
			return say('progress.whyOpens', { count: reason.count });
		case 'ready': {
			const titles = reason.after.map(({ texts }) => wording(texts).text.title);
			return say('progress.whyReady', { junctions: titles.join(', ') });
		}
		case 'free':
			return say('progress.whyFree');
	}
}

/** The map of the method as far as this project is, for its front page. */
export async function mapFor(house: House, member: Member, speech: Speech): Promise<ProgressMap> {
	const { publication } = house;
	const edition = editionOf(publication, member);
	const part = partAsked(member, null);
	const stand = await standFor(house.db, member, edition, part);
	const goals = edition.junctions.map((one) => [one.id, junctionView(publication, edition, one, speech).goal?.text ?? ''] as const);
	return progressMap(edition, stand.standings, stand.sensitivities, speech, {
		hrefOf: junctionHrefs(member, part, speech),
		listHref: speech.href(`/projecten/${member.project.id}/voortgang`),
		goals: new Map(goals),
	});
}

export const statusOptions = ({ say }: Speech, statuses: readonly (keyof typeof STATUS_NAMES)[]) =>
	statuses.map((status) => ({ value: status, label: say(STATUS_NAMES[status]) }));

/** Whether one of these junctions is sensitive in this project, so that who writes about it thinks of who may read it. */
export async function isAnySensitive(
	db: Database,
	member: Member,
	edition: Edition,
	junctions: readonly (string | null)[],
): Promise<boolean> {
	const own = await sensitivitiesFor(db, member);
	return edition.junctions.some((junction) => junctions.includes(junction.id) && isSensitiveIn(own, junction));
}
