import { howFar as logbookOf } from '#logbook/how-far.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { howFar as progressOf } from '#progress/how-far.server.ts';
import { planned } from '#projects/planned.ts';
import { portfolioFor } from '#projects/portfolio.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, publication, municipalities } = house;
	const account = signedIn(event);
	const projects = await portfolioFor(db, account);
	return {
		organisation: (await organisationOf(db, account.organisation)).name,
		projects: await Promise.all(
			projects.map(async ({ id, name, isOwn, isClosed, ...project }) => {
				const edition = (project.edition !== null && publication.edition(project.edition)) || publication.current;
				const [progress, logbook] = await Promise.all([progressOf(db, id, edition), logbookOf(db, id)]);
				const phase = progress.phase === null ? undefined : edition.phase(progress.phase);
				return {
					...{ name, isClosed, done: progress.done, of: progress.of, open: logbook.open },
					href: isOwn ? speech.href(`/projecten/${id}`) : null,
					municipality: municipalities.at(project.municipality)?.name ?? null,
					planned: planned(project.plannedStart, project.plannedEnd, speech),
					phase: phase ? `${phase.number}. ${speech.wording(phase.texts).text.name}` : speech.say('projects.phaseDone'),
					lastDecision: logbook.lastDecision && speech.day(logbook.lastDecision),
				};
			}),
		),
	};
};
