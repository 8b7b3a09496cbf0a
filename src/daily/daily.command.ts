import { Command } from 'commander';
import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import { atWork } from '#platform/at-work.server.ts';
import type { Settings } from '#platform/settings.ts';
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
	await atWork(settings, async (open) => {
		const outcomes = await runDue({ ...open, settings, erasing: erasingBy(settings) }, JOBS, { again });
		if (outcomes.length === 0) console.log('Nothing is due.');
		for (const { job, good, said } of outcomes) {
			console.log(`${job}: ${good ? '' : 'FAILED: '}${said}`);
			if (!good) process.exitCode = 1;
		}
	});
}
