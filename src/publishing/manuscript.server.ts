import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Manuscript } from './manuscript.ts';

/** The sample lies beside the method and is no part of it: who has the one read and released need not have the other. */
const SAMPLE = /^sample\//;

/** Reads the folder `content/`: Markdown and YAML, nothing else. Paths use `/` on every system. */
export async function manuscriptIn(folder: string): Promise<Manuscript> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && /\.(md|yaml)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	const texts = await Promise.all(
		files.map(async (file) => [relative(folder, file).split(sep).join('/'), await readFile(file, 'utf8')] as const),
	);
	return new Map(texts.filter(([path]) => !SAMPLE.test(path)));
}
