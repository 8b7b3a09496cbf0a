import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ObjectSettings } from '#platform/settings.ts';
import { folderShelf } from './folder-shelf.server.ts';
import { objectShelf } from './object-shelf.server.ts';
import type { Shelf } from './shelf.ts';

/** Where an installation keeps its files. */
export interface ShelfPlace {
	dataFolder: string;
	/** Absent or null where files are kept in the data folder. */
	objects?: ObjectSettings | null;
}

export const folderOf = ({ dataFolder }: Pick<ShelfPlace, 'dataFolder'>): string => join(dataFolder, 'files');

/** The shelf of an installation. What was kept in the folder before there was an object store is still found. */
export function shelfOf(place: ShelfPlace): Shelf {
	const folder = folderShelf(folderOf(place));
	return place.objects ? firstOf(objectShelf(place.objects), folder) : folder;
}

/** Two shelves as one: what comes is kept on the first. */
function firstOf(first: Shelf, other: Shelf): Shelf {
	return {
		keep: (draft, name) => first.keep(draft, name),
		open: (name) =>
			first.open(name).catch((error: NodeJS.ErrnoException): Promise<Readable> => {
				if (error.code === 'ENOENT') return other.open(name);
				throw error;
			}),
		async remove(name) {
			await first.remove(name);
			await other.remove(name);
		},
		async *names() {
			const seen = new Set<string>();
			for (const shelf of [first, other]) {
				for await (const shelved of shelf.names()) {
					if (!seen.has(shelved.name)) yield shelved;
					seen.add(shelved.name);
				}
			}
		},
	};
}

/** Brings what lies in the data folder over to the object store, where there is one. Gives how many files that were. */
export async function bringOver(place: ShelfPlace): Promise<number> {
	if (!place.objects) return 0;
	const shelf = objectShelf(place.objects);
	let brought = 0;
	for await (const { name } of folderShelf(folderOf(place)).names()) {
		await shelf.keep(join(folderOf(place), name), name);
		brought++;
	}
	return brought;
}
