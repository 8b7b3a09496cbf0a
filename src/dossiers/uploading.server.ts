import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Administrator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { type Arrived, discard } from '#documents/receiving.server.ts';
import { unsealed } from '#documents/sealed-file.server.ts';
import { trialOverOf } from '#organisations/trial.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { bringIn, type Destination, noteRefused } from './bringing-in.server.ts';
import { DossierProblem } from './problem.ts';

/** How much a dossier is around its documents, at most: what the database held of it, as text. */
export const MOST_AROUND = 100_000_000;

const PER_ACCOUNT: Limit = { name: 'bringing in', most: 5, within: 3600 };

export type BroughtIn = { ok: true; project: string } | { ok: false; problem: DossierProblem };

/** Whether a file may come in at all, asked before one byte of it is read. */
export async function assertMayBringIn(
	{ db, keys }: Pick<Destination, 'db' | 'keys'>,
	administrator: Administrator,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(administrator, now);
	if (await trialOverOf(db, [administrator.organisation], now)) throw new Refusal('not-allowed', 'trials.readOnly');
	if (!(await spend(db, keys, PER_ACCOUNT, administrator.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
}

/** Takes a project in from a file that arrived, for the administrator’s own organisation. They do not take part in it by that. */
export async function bringInUpload(
	here: Destination,
	administrator: Administrator,
	arrived: Arrived,
	now: Date = new Date(),
): Promise<BroughtIn> {
	// An archive is read here and there, which what is sealed in one piece cannot be. It lies open for as long as that takes.
	const path = `${arrived.path}.zip`;
	try {
		const bytes = await unsealed(async () => createReadStream(arrived.path), arrived.lock);
		await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
		const by = { actor: administrator.pseudonym, channel: 'import' } as const;
		return { ok: true, project: await bringIn(here, path, async () => administrator.organisation, by, now) };
	} catch (error) {
		if (!(error instanceof DossierProblem)) throw error;
		noteRefused(error);
		return { ok: false, problem: error };
	} finally {
		await discard({ path });
		await discard(arrived);
	}
}
