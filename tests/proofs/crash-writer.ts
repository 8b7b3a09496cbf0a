import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { accountOf } from '#accounts/sign-ins.server.ts';
import { openDatabase } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { writeNote } from '../village/notes.ts';
import { keys } from '../village/people.ts';

/** Writes notes, sixteen at a time, and says the text of each once it is acknowledged: so many each, or until somebody kills it. */
const [dataFolder = '', token = '', project = '', most = 'Infinity'] = process.argv.slice(2);
const WRITERS = 16;

const db = openDatabase({ databaseUrl: null, dataFolder });
// Broken on purpose: a commit no longer waits for the disk.
if (process.env.PROOF_SABOTAGE === 'normal') await sql`pragma synchronous = normal`.execute(db);
const account = await accountOf(db, token);
if (!account) throw new Error('Nobody is signed in.');
const member = await memberOf(db, account, project);
const say = (line: string) => writeSync(1, `${line}\n`);

async function writeOn(who: number): Promise<void> {
	for (let n = 0; n < Number(most); n++) {
		const text = `${who} ${n} ${process.pid}`;
		// Broken on purpose: it is acknowledged before it is kept.
		if (process.env.PROOF_SABOTAGE === 'ack') say(`kept ${text}`);
		await writeNote(db, keys, member, { level: 'internal', text, subproject: null });
		if (process.env.PROOF_SABOTAGE !== 'ack') say(`kept ${text}`);
	}
}

say('ready');
await Promise.all(Array.from({ length: WRITERS }, (_, who) => writeOn(who)));
