import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { ArchiveWriter, type Sealed } from './archive.server.ts';
import { syncFolder } from './files.server.ts';
import { FORM, type Manifest } from './manifest.ts';
import { exists } from './place.server.ts';
import { KeepingProblem } from './problem.ts';
import { openSink } from './sealing.server.ts';

/** Where rows and files stand in the archive. */
export const TABLES = 'tables/';
export const FILES = 'files/';

/** A file that was made. */
export interface Made extends Sealed {
	path: string;
}

type About = Pick<Manifest, 'form' | 'holds' | 'program' | 'engine' | 'madeAt'>;

export const about = (holds: Manifest['holds'], engine: Manifest['engine'], now: Date): About => ({
	form: FORM,
	holds,
	program: packageFile.version,
	engine,
	madeAt: now.toISOString(),
});

/** The file gets its name only when the whole of it is on the disk. */
export async function written(path: string, recipients: string[], write: (archive: ArchiveWriter) => Promise<Sealed>): Promise<Made> {
	if (await exists(path)) throw new KeepingProblem(`${path} is there already.`);
	const draft = `${path}.${process.pid}.unfinished`;
	const sink = await openSink(draft, recipients);
	try {
		const sealed = await write(new ArchiveWriter(sink));
		await sink.close();
		await rename(draft, path);
		await syncFolder(dirname(path));
		return { ...sealed, path };
	} catch (error) {
		await sink.abort();
		await rm(draft, { force: true });
		throw error;
	}
}
