import { join } from 'node:path';
import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import type { Keeper } from '#documents/taking-in.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Channel } from '#platform/journal/journal.ts';
import { found } from '#platform/refusals.ts';
import type { Settings } from '#platform/settings.ts';
import { beginProject } from '#projects/projects.server.ts';
import { type By, startMembership } from '#projects/taking-part.server.ts';
import type { Publication } from '#publishing/publication.ts';
import { type Cast, foundSample } from './founding.server.ts';
import { itemMoments } from './items.server.ts';
import { logbookMoments } from './logbook.server.ts';
import { meetingMoments } from './meetings.server.ts';
import { inOrder } from './moment.ts';
import { peopleMoments } from './people.server.ts';
import { progressMoments } from './progress.server.ts';
import { SampleProblem, sampleIn } from './reading.server.ts';
import { removeSample } from './removing.server.ts';
import type { Sample } from './sample.ts';
import { Stage } from './stage.server.ts';
import { stakeholderMoments, voiceMoments } from './stakeholders.server.ts';
import { talkMoments } from './talks.server.ts';

/** As much of the house as the sample needs. */
export interface SampleHouse extends Keeper {
	readonly settings: Pick<Settings, 'contentFolder'>;
	readonly publication: Publication;
	readonly erasing: Pick<Erasing, 'holdings'>;
}

/** Who asked for the sample and leads it from now on. */
export interface Asker {
	id: string;
	pseudonym: string;
	channel: Channel;
}

/**
 * Has the whole sample happen, day by day, by the verbs that people use: so its journal, versions and history are real. Gives the id
 * of the project. What goes wrong halfway leaves nothing behind.
 */
export async function fillSample(house: SampleHouse, { id, pseudonym, channel }: Asker, now: Date = new Date()): Promise<string> {
	const { db, keys, erasing, publication, settings } = house;
	const sample = await sampleIn(join(settings.contentFolder, 'sample'));
	const edition = publication.edition(sample.project.edition);
	if (!edition) throw new SampleProblem(`Edition ${sample.project.edition} of the method, which the sample stands on, is not loaded.`);
	const by = { actor: pseudonym, channel };
	const cast = await foundSample(db, keys, sample, by, now);
	try {
		const stage = new Stage(house, edition, sample, await begin(house, sample, cast), cast);
		const all = [
			peopleMoments,
			progressMoments,
			logbookMoments,
			meetingMoments,
			stakeholderMoments,
			voiceMoments,
			itemMoments,
			talkMoments,
		].flatMap((of) => of(sample));
		for (const { moment, at } of inOrder(all)) {
			await moment.happens(stage, at).catch((error: unknown) => {
				throw new SampleProblem(`${moment.on}, ${moment.what}: ${error instanceof Error ? error.message : error}`, { cause: error });
			});
		}
		await giveLead(stage, id, by, now);
		return stage.project;
	} catch (error) {
		await removeSample(db, keys, erasing.holdings, by, now);
		throw error;
	}
}

async function begin({ db, keys }: Keeper, { project }: Sample, cast: Cast): Promise<string> {
	const { on, name, area, archetype, edition, planned } = project;
	const administrator = found(await administratorOf(db, found(cast.get(project.administrator))));
	const leader = found(cast.get(project.leader)).id;
	const given = { name, leader, area, archetype, edition, plannedStart: planned.start, plannedEnd: planned.end };
	return beginProject(db, keys, administrator, given, new Date(`${on}T08:00:00.000Z`));
}

/** A project is led by somebody of its organisation. Nobody is of this one, so whoever asked for it is let in beside that rule, and only here. */
const giveLead = ({ keeper, project }: Stage, account: string, by: By, now: Date): Promise<void> =>
	act(
		keeper.db,
		keeper.keys,
		async ({ tx, record }) => {
			const seat = { role: 'leader', subproject: null } as const;
			await startMembership(tx, { ...seat, project, account }, now);
			return record({ ...by, chain: project, action: 'projects.member-added', object: by.actor, after: seat });
		},
		now,
	);
