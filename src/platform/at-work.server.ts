import { type Database, openDatabase } from './database/database.server.ts';
import { migrate } from './database/migrate.server.ts';
import { type Keys, openKeys } from './keys/keys.server.ts';
import { noting } from './security-log/noting.server.ts';
import { openSecurityLog, type SecurityLog } from './security-log/security-log.server.ts';
import { ensureDataFolder, type Settings } from './settings.ts';
import { newId } from './tokens.ts';

/** An installation as a verb of the command line finds it. */
export interface AtWork {
	db: Database;
	keys: Keys;
	securityLog: SecurityLog;
}

/** Opens an installation for one verb of the command line, in whose name the security log tells of what it does, and closes it again. */
export async function atWork<T>(settings: Settings, work: (open: AtWork) => Promise<T>): Promise<T> {
	ensureDataFolder(settings.dataFolder);
	const keys = openKeys(settings.keyFolder);
	const securityLog = openSecurityLog(settings.securityLog);
	const db = openDatabase(settings);
	try {
		await migrate(db);
		const by = { log: securityLog, origin: 'command', actor: 'command', request: newId() };
		return await noting(by, () => work({ db, keys, securityLog }));
	} finally {
		await db.destroy();
		securityLog.close();
	}
}
