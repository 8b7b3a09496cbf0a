import { Command } from 'commander';
import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { openSecurityLog } from '#platform/security-log/security-log.server.ts';
import { ensureDataFolder, type Settings } from '#platform/settings.ts';
import { runDue } from './daily.server.ts';
import { JOBS } from './jobs.server.ts';

/** `daily`, for who lets a clock of their own begin it, or wants to see now whether it goes well. */
export function dailyCommand(settings: () => Settings, erasingBy: (settings: Settings) => Erasing): Command {
	return new Command('daily')
		.description('do the daily work that is due now: verifying, checkpoints, forgetting, the backup')
		.option('--all', 'also what was done today already')
		.action(({ all = false }: { all?: boolean }) => daily(settings(), erasingBy, all));
}

async function daily(settings: Settings, erasingBy: (settings: Settings) => Erasing, again: boolean): Promise<void> {
	ensureDataFolder(settings.dataFolder);
	const keys = openKeys(settings.keyFolder);
	const securityLog = openSecurityLog(settings.securityLog);
	const db = openDatabase(settings);
	try {
		await migrate(db);
		const outcomes = await runDue({ settings, db, keys, securityLog, erasing: erasingBy(settings) }, JOBS, { again });
		if (outcomes.length === 0) console.log('Nothing is due.');
		for (const { job, good, said } of outcomes) {
			console.log(`${job}: ${good ? '' : 'FAILED: '}${said}`);
			if (!good) process.exitCode = 1;
		}
	} finally {
		await db.destroy();
		securityLog.close();
	}
}
