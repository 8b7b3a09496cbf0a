import { diskAt, writeTest } from '#operating/health.server.ts';
import { engineVersion } from '#platform/database/engine-version.server.ts';
import { newestRelease } from '#publishing/releases.server.ts';
import { operator } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

const GIGA = 1e9;
const MEGA = 1e6;

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	await operator(event);
	const { db, settings, version, schema, publication } = house;
	const [write, disk, engine, number] = await Promise.all([
		writeTest(db),
		diskAt(settings.dataFolder),
		engineVersion(db),
		newestRelease(db),
	]);
	const { say } = speech;
	const tenth = (value: number) => speech.number(Math.round(value * 10) / 10);
	const edition = speech.wording(publication.current.parts.name).text;
	return {
		health: [
			{
				label: say('operating.healthDatabase'),
				value: write.good ? say('operating.healthWrites', { took: write.took }) : say('operating.healthNoWrite'),
			},
			{
				label: say('operating.healthDisk'),
				value: say('operating.healthFree', { free: tenth(disk.free / GIGA), size: tenth(disk.size / GIGA) }),
			},
			{ label: say('operating.healthMemory'), value: `${speech.number(Math.round(process.memoryUsage.rss() / MEGA))} MB` },
			{ label: say('operating.healthUptime'), value: speech.moment(new Date(Date.now() - process.uptime() * 1000).toISOString()) },
		],
		versions: [
			{ label: say('operating.healthProgram'), value: version },
			{ label: say('operating.healthRelease'), value: say('operating.healthReleased', { edition, number: number ?? 0 }) },
			{ label: say('operating.healthEngine'), value: engine },
			{ label: say('operating.healthSchema'), value: schema },
			{ label: say('operating.healthNode'), value: process.versions.node },
		],
		warning: write.good ? (disk.hasRoom ? null : say('operating.healthFull')) : say('operating.healthNoWrite'),
	};
};
