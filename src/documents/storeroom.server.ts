import { join } from 'node:path';
import type { Arrivals, Arrived } from './receiving.server.ts';
import { clamd, type Scanner, type ScannerPlace } from './scanning.server.ts';
import type { Shelf } from './shelf.ts';
import { folderOf, type ShelfPlace, shelfOf } from './shelves.server.ts';
import { type Looked, lookAt } from './workers.server.ts';

/** What the operator decides about files. */
export interface StoreroomSettings extends ShelfPlace {
	uploads: { most: number; mostOfProject: number };
	scanner: ScannerPlace | null;
}

/** Where files come in, are looked at, and are kept. Made once, by the program itself: its workers are files of the source. */
export interface Storeroom {
	readonly shelf: Shelf;
	readonly arrivals: Arrivals;
	/** In bytes, of all files of one project together. */
	readonly mostOfProject: number;
	/** Null where there is none. */
	readonly scanner: Scanner | null;
	look(arrived: Arrived): Promise<Looked>;
}

export function openStoreroom({ uploads, scanner, ...place }: StoreroomSettings): Storeroom {
	return {
		shelf: shelfOf(place),
		// On the same disk as a shelf that is a folder, so that a file only has to be renamed; with a dot, so that no backup takes it along.
		arrivals: { folder: join(folderOf(place), '.arriving'), most: uploads.most },
		mostOfProject: uploads.mostOfProject,
		scanner: scanner && clamd(scanner),
		look: (arrived) => lookAt(arrived),
	};
}
