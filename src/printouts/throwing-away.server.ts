import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { folderIn, printoutFor } from './printouts.server.ts';
import { happening } from './recording.ts';

/** Takes away what this member asked for, before its week is over; what waits or is being made as well. That it was asked for stays told. */
export async function throwAway(
	db: Database,
	keys: Keys,
	dataFolder: string,
	member: Member,
	printout: string,
	now: Date = new Date(),
): Promise<void> {
	const { id } = await printoutFor(db, member, printout, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.deleteFrom('printouts').where('id', '=', id).execute();
			return record(happening(member, 'thrown-away', id));
		},
		now,
	);
	await rm(join(folderIn(dataFolder), id), { force: true });
}
