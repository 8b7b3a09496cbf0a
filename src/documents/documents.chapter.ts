import sharp from 'sharp';
import type { Entry } from '#logbook/entry.ts';
import { titleOf } from '#logbook/entry.ts';
import type { Kept } from '#logbook/logbook.chapter.ts';
import type { Picture } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import type { Version } from './document.ts';
import { pictureOf, withVersions } from './documents.server.ts';

/** What was kept at documents that this member may read, on paper: every version by its name, size and hash, and what the newest shows. */
export async function keptAt(
	db: Database,
	keys: Keys,
	member: Member,
	entries: readonly Entry[],
	speech: Speech,
): Promise<Map<string, Kept>> {
	const documents = entries.filter(({ kind, removed }) => kind === 'document' && removed === null);
	const kept = new Map<string, Kept>();
	for (const { entry, versions } of await withVersions(db, keys, member, documents)) {
		const [newest] = versions;
		const picture = newest?.hasPicture ? await pictureOnPaper(db, keys, member, newest, titleOf(entry)) : null;
		kept.set(entry.id, { told: versions.map((version) => versionTold(version, speech)), picture });
	}
	return kept;
}

const versionTold = ({ number, name, bytes, hash }: Version, { say, size }: Speech): string =>
	`${say('documents.version', { number })}: ${name}, ${size(bytes)}, SHA-256 ${hash}`;

/** Not every program that opens a text knows the form in which pictures are kept here. */
async function pictureOnPaper(db: Database, keys: Keys, member: Member, version: Version, title: string): Promise<Picture> {
	const { data, info } = await sharp(await pictureOf(db, keys, member, version))
		.flatten({ background: '#ffffff' })
		.jpeg({ quality: 85 })
		.toBuffer({ resolveWithObject: true });
	return { alt: title, jpeg: data, width: info.width, height: info.height };
}
