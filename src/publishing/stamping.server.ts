import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { manuscriptIn } from './manuscript.server.ts';
import { revisionOf } from './manuscript.ts';

/** Writes into translations which Dutch text they were made from: the one that stands beside them now. Returns how many changed. */
export async function stampTranslations(folder: string, only: string[] = []): Promise<number> {
	const manuscript = await manuscriptIn(folder);
	let changed = 0;
	for (const [path, text] of manuscript) {
		const original = path.endsWith('.en.md') ? manuscript.get(path.replace(/\.en\.md$/, '.md')) : undefined;
		const file = join(folder, path);
		if (original === undefined || (only.length > 0 && !only.includes(resolve(file)))) continue;
		const stamp = `translates: "${revisionOf(original)}"`;
		const current = await readFile(file, 'utf8');
		const stamped = /^translates: .*$/m.test(text)
			? current.replace(/^translates: .*$/m, stamp)
			: current.replace(/\n---(\r?\n|$)/, `\n${stamp}\n---$1`);
		if (stamped === current) continue;
		await writeFile(file, stamped);
		changed++;
	}
	return changed;
}
