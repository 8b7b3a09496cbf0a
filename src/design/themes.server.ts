import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The themes that come with the product, by the name of their file. */
export type Themes = ReadonlyMap<string, string>;

export function themesIn(folder: string): Themes {
	const files = readdirSync(folder)
		.filter((file) => /^[a-z0-9-]+\.css$/.test(file))
		.toSorted();
	return new Map(files.map((file) => [file.slice(0, -'.css'.length), readFileSync(join(folder, file), 'utf8')]));
}

/** A theme as people read it: the name of its file with a capital. */
export const themeName = (theme: string): string => theme.slice(0, 1).toUpperCase() + theme.slice(1).replaceAll('-', ' ');
