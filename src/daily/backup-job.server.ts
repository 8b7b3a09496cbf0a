import { basename } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { backUp } from '#keeping/backup.server.ts';
import { KeepingProblem } from '#keeping/problem.ts';
import { thinOut } from '#keeping/thinning.server.ts';
import { drill } from './drilling.server.ts';
import { type Household, type Job, JobFailed } from './job.ts';

/**
 * Makes a backup, puts it back beside the data to see that it can be, and takes away older ones that are not needed. The server has
 * no key that opens backups: for the drill each is also encrypted to a key that exists for this one time, in memory only.
 */
export const backupJob: Job = {
	name: 'backup',
	isWanted: ({ backup }) => backup !== null,
	async run(house, now) {
		try {
			return await backUpAndDrill(house, now);
		} catch (error) {
			if (error instanceof KeepingProblem) throw new JobFailed(error.message);
			throw error;
		}
	},
};

async function backUpAndDrill(house: Household, now: Date): Promise<string> {
	const { settings } = house;
	if (settings.backup === null) throw new JobFailed('no folder for backups is set');
	const { folder, recipients } = settings.backup;
	const once = await generateX25519Identity();
	const isEncrypted = recipients.length > 0;
	const made = await backUp(settings, folder, isEncrypted ? [...recipients, await identityToRecipient(once)] : [], now);
	const drilled = await drill(house, made.path, isEncrypted ? [once] : []);
	const removed = await thinOut(folder);
	const how = isEncrypted ? 'encrypted' : 'NOT ENCRYPTED';
	return `${basename(made.path)}, ${how}, manifest ${made.fingerprint}; drill: ${drilled}; ${removed} older ones removed`;
}
