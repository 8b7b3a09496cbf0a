import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { itemsFor } from '#registers/items.server.ts';
import type { Item } from '#registers/register.ts';
import { WANTED, type Want, wantsIn } from './want.ts';

/** All that stands on the registers of what parties want, with what was removed of it, as far as this member may read it. */
export const wantedFor = async (db: Database | Tx, keys: Keys, member: Member): Promise<Item[]> =>
	(await Promise.all(WANTED.map((register) => itemsFor(db, keys, member, register)))).flat();

/** What parties want now. */
export const wantsFor = async (db: Database | Tx, keys: Keys, member: Member): Promise<Want[]> =>
	wantsIn(await wantedFor(db, keys, member));
