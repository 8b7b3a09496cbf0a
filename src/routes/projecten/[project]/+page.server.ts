import { entriesFor } from '#logbook/entries.server.ts';
import { KIND_NAMES, titleOf } from '#logbook/entry.ts';
import { factsFor } from '#projects/facts.server.ts';
import { codesTold, type Facts } from '#projects/facts.ts';
import { mayLeave, maySeeSettings, mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { planned } from '#projects/planned.ts';
import { maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { waitsFor } from '../../involvement.server.ts';
import { mapFor } from '../../progress.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

const NEWEST = 5;

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys, publication, municipalities } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const [facts, newest, progress, waits] = await Promise.all([
		factsFor(db, municipalities, member),
		entriesFor(db, keys, member, { limit: NEWEST }),
		mapFor(house, member, speech),
		maySeeStakeholders(member) ? waitsFor(db, keys, member, speech) : null,
	]);
	const { id, name, isArchived } = member.project;
	return {
		...{ id, name, isArchived, role: member.role, progress, waits },
		facts: told(facts),
		newest: newest
			.filter(({ removed }) => removed === null)
			.map((entry) => ({
				...{ id: entry.id, title: titleOf(entry), kind: KIND_NAMES[entry.kind], author: entry.authorName },
				day: speech.day(entry.happenedOn),
			})),
		mayTakeAlong: mayTakeAlong(member),
		mayLeave: mayLeave(member),
		maySeeSettings: maySeeSettings(member),
	};

	function told({ municipality, codes, area, archetype, edition, plannedStart, plannedEnd }: Facts) {
		const on = (edition !== null && publication.edition(edition)) || publication.current;
		const kind = on.parts.archetypes.find((one) => one.id === archetype);
		return [
			{ label: 'projects.municipality' as const, text: municipality?.name ?? null },
			{ label: 'projects.codes' as const, text: codesTold(codes) || null },
			{ label: 'projects.area' as const, text: area },
			{ label: 'projects.archetype' as const, text: kind ? speech.wording(kind.texts).text.name : null },
			{ label: 'projects.planned' as const, text: planned(plannedStart, plannedEnd, speech) },
			{ label: 'projects.edition' as const, text: speech.wording(on.parts.name).text },
		].filter((fact): fact is typeof fact & { text: string } => fact.text !== null);
	}
};
