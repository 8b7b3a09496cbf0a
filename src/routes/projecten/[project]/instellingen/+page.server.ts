import { fail, redirect } from '@sveltejs/kit';
import { isInvented } from '#organisations/invented.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { archive, reopen } from '#projects/closing.server.ts';
import { changeFacts, factsFor } from '#projects/facts.server.ts';
import { asTyped, factsFrom, typedOf } from '#projects/facts.ts';
import { CHANGE, KEPT_YEARS, REOPEN } from '#projects/forms.ts';
import { mayArchive, mayChangeFacts, mayReopen, maySeeSettings } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { termOf } from '#projects/term.ts';
import { takeSampleAway } from '#sample/removing.server.ts';
import { signedIn } from '../../../signing.server.ts';
import { choicesIn } from '../../editions.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, publication, municipalities } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!maySeeSettings(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const facts = await factsFor(db, municipalities, member);
	const edition = (facts.edition !== null && publication.edition(facts.edition)) || publication.current;
	const { closedAt } = member.project;
	const day = (moment: string) => speech.day(moment.slice(0, 10));
	return {
		...choicesIn(publication, edition, speech),
		id: member.project.id,
		project: member.project.name,
		organisation: (await organisationOf(db, member.project.organisation)).name,
		typed: { ...asTyped(facts), editie: edition.id, bewaren: String(facts.keptYears), tonen: facts.isShown ? 'ja' : '' },
		municipalities: municipalities.names,
		// A term that was set before the choices were these stays one of them.
		years: [...new Set([...KEPT_YEARS.map(Number), facts.keptYears])].toSorted((one, other) => one - other),
		closed: closedAt && { day: day(closedAt), until: day(termOf({ closedAt, keptYears: facts.keptYears }).toISOString()) },
		mayChange: mayChangeFacts(member),
		mayArchive: mayArchive(member),
		mayReopen: mayReopen(member),
		isSample: await isInvented(db, member.project.organisation),
		isChanged: event.url.searchParams.has('gewijzigd'),
	};
};

export const actions: Actions = {
	wijzigen: async (event) => {
		const { db, keys, municipalities, publication } = event.locals.house;
		const leader = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, CHANGE);
		if (!form.ok) return fail(422, form);
		const { bewaren, tonen, reden, ...given } = form.values;
		const typed = { ...typedOf(given), bewaren, tonen: tonen ? 'ja' : '', reden };
		const read = factsFrom(given, municipalities, publication.parts.editions);
		if (!read.ok) return fail(422, { typed, issues: read.issues });
		try {
			await changeFacts(db, keys, municipalities, leader, { ...read.facts, keptYears: Number(bewaren), isShown: tonen }, reden);
		} catch (error) {
			// Another name mends it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { naam: error.code } });
			throw error;
		}
		redirect(303, `${event.url.pathname}?gewijzigd`);
	},
	afsluiten: async (event) => {
		const { db, keys, signing } = event.locals.house;
		await archive(db, keys, signing, await memberOf(db, signedIn(event), event.params.project));
		redirect(303, event.url.pathname);
	},
	openen: async (event) => {
		const { db, keys } = event.locals.house;
		const leader = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, REOPEN);
		if (!form.ok) return fail(422, form);
		await reopen(db, keys, leader, form.values.reden);
		redirect(303, event.url.pathname);
	},
	voorbeeldweg: async (event) => {
		const { house, speech } = event.locals;
		const leader = await memberOf(house.db, signedIn(event), event.params.project);
		await takeSampleAway(house.db, house.keys, house.erasing.holdings, leader);
		redirect(303, speech.href('/projecten'));
	},
};
