import type { Readable } from 'node:stream';

/** Where files are kept. They never change; a name is used once. What they hold is sealed before it comes here. */
export interface Shelf {
	/** Takes a file over that is whole and on the disk, and has it kept for good once this returns. The draft is gone then. */
	keep(draft: string, name: string): Promise<void>;
	/** Throws `ENOENT` when it is not there. */
	open(name: string): Promise<Readable>;
	/** Is no mistake when it is not there. */
	remove(name: string): Promise<void>;
	/** Everything there is. */
	names(): AsyncIterable<Shelved>;
}

/** A file on a shelf: its size as it lies there, and when it was kept. */
export interface Shelved {
	name: string;
	bytes: number;
	keptAt: Date;
}

/** A project’s files lie together, so that they can be taken away together. */
export const onShelf = (project: string, file: string): string => `${project}/${file}`;
