import { join } from 'node:path';
import { findablesOf } from '#publishing/findables.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { published } from '../village/method.ts';
import { bytes } from './bytes.ts';
import { cachedPages } from './cached-pages.ts';
import { residentMemory } from './expense.ts';
import { finding } from './finding.ts';
import { firstRender } from './first-render.ts';
import { memory } from './memory.ts';
import type { Part } from './part.ts';
import { type Running, withServer } from './processes.ts';
import { searchPages } from './search-pages.ts';
import { starts } from './starts.ts';
import { attempted, tell } from './telling.ts';

/** Measures what the guide promises. It never fails: whether a promise is kept here and now is told, not enforced. */

const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));

const parts = [
	...(await attempted('Pages of a running server', () => withServer(askedForPages))),
	...(await attempted('First render', () => firstRender(publication))),
	...(await attempted('Starts', starts)),
	...(await attempted('Finding', () => finding(findablesOf(publication)))),
];

tell(parts);

async function askedForPages(server: Running): Promise<Part[]> {
	const afterStart = residentMemory(server.pid);
	return [
		...(await attempted('Pages from the cache', () => cachedPages(server))),
		...(await attempted('Search pages', () => searchPages(server))),
		memory(afterStart, residentMemory(server.pid)),
		...(await attempted('Bytes', () => bytes(server))),
	];
}
