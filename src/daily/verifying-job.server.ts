import { chainsOf, verifyAgainst } from '#platform/journal/checkpoints.server.ts';
import { isInConfidence } from '#platform/journal/journal.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import { toldVerdict } from '#platform/journal/verdict-told.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { type Job, JobFailed } from './job.ts';
import { checkpointsIn } from './kept-checkpoints.server.ts';

/** Holds every chain against itself and all that was signed of it, here and in the folder of the operator. */
export const verifyingJob: Job = {
	name: 'verifying',
	alarm: 'daily.brokenSubject',
	async run({ db, keys, settings }) {
		const { publicKey } = openSigning(settings.keyFolder, keys);
		const elsewhere = await checkpointsIn(settings.checkpointFolder, publicKey);
		const chains = await chainsOf(db, elsewhere);
		const broken: string[] = [];
		for (const chain of chains) {
			const verdict = await verifyAgainst(db, keys, publicKey, chain, elsewhere);
			if (verdict.ok) continue;
			note('journal.broken', 'refused', { object: chain });
			broken.push(`${chain} is ${toldVerdict(verdict)}`);
		}
		if (broken.length > 0) throw new JobFailed(`THE JOURNAL IS BROKEN: ${broken.join('; ')}`);
		return `${chains.filter((chain) => !isInConfidence(chain)).length} chains hold`;
	},
};
