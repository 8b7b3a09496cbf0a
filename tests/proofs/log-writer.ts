import { once } from 'node:events';
import { type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';

/** One of many that write at once: node log-writer.ts PLACE MASTER NAME DEEDS. Says `ready`, starts when its input ends, and says how often it tried. */
const [place = '', master = '', name = '', deeds = ''] = process.argv.slice(2);
const db = openDatabase(JSON.parse(place) as DatabasePlace);
const keys = keysFrom(Buffer.from(master, 'base64'));
await db.selectFrom('journal').select('seq').limit(1).execute();
process.stdin.resume();
console.log('ready');
await once(process.stdin, 'end');

let attempts = 0;
for (let deed = 0; deed < Number(deeds); deed++) {
	await act(db, keys, async ({ record }) => {
		attempts++;
		const told = { actor: name, action: 'proof.written', object: String(deed), channel: 'system' } as const;
		await record({ ...told, chain: INSTALLATION, after: deed });
		return record({ ...told, chain: 'wijk' });
	});
}
console.log(attempts);
await db.destroy();
