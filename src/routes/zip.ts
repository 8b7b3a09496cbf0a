import { Readable } from 'node:stream';
import { saveAs } from '#documents/giving-out.ts';

/** A file to keep, and not a page. */
export const zipNamed = (name: string, bytes: Uint8Array): Response =>
	new Response(new Uint8Array(bytes), {
		headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` },
	});

/** The same for one that is still being made: nothing waits for the whole of it. */
export const zipAsItComes = ({ name, pieces }: { name: string; pieces: AsyncIterable<Uint8Array> }): Response =>
	new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
		headers: { 'content-type': 'application/zip', 'content-disposition': saveAs(name) },
	});
