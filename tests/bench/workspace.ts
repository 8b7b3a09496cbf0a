import { join } from 'node:path';
import type { Engine } from '#platform/database/database.server.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { published } from '../village/method.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { withDatabase } from './databases.ts';
import { ENGINES } from './engines.ts';
import type { Part } from './part.ts';
import { projectPages } from './project-pages.ts';
import { attempted, tell } from './telling.ts';
import { type Workspaces, workspaces } from './workspaces.ts';
import { writingAtOnce } from './writing-at-once.ts';

/** Measures what the workspace promises of a project of years, beside one that has just begun. It never fails; it tells. */

const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));

tell([
	...(await attempted('Workspace on SQLite', () => measuredOn('sqlite'))),
	...(await attempted('Workspace on PostgreSQL', () => measuredOn('postgres'))),
]);

function measuredOn(engine: Engine): Promise<Part[]> {
	return withDatabase(engine, async (_, { databaseUrl }) => {
		const from = performance.now();
		const served = await serveHouse((db) => workspaces(db, publication), databaseUrl === null ? {} : { DATABASE_URL: databaseUrl });
		console.error(`filled and started in ${Math.round((performance.now() - from) / 1000)} s`);
		try {
			return await measured(ENGINES[engine], served);
		} finally {
			await served.stop();
		}
	});
}

async function measured(engine: string, served: Served<Workspaces>): Promise<Part[]> {
	return [
		...(await attempted('Pages of a project', () => projectPages(engine, served))),
		...(await attempted('Writing at once', () => writingAtOnce(engine, served))),
	];
}
