import type { Database } from '#platform/database/database.server.ts';
import { forgetEndedSignIns } from './sign-ins.server.ts';

/** How much was over, by what it was. */
export interface Forgotten {
	signIns: number;
	challenges: number;
	resets: number;
}

/** Throws away what nobody can use any more: sign-ins, challenges of passkeys, and addresses for a new password. */
export async function forgetWhatIsOver(db: Database, now: Date = new Date()): Promise<Forgotten> {
	const at = now.toISOString();
	const challenges = await db.deleteFrom('passkey_challenges').where('expires_at', '<=', at).executeTakeFirst();
	const resets = await db
		.deleteFrom('password_resets')
		.where((e) => e.or([e('expires_at', '<=', at), e('used_at', 'is not', null)]))
		.executeTakeFirst();
	return {
		signIns: await forgetEndedSignIns(db, now),
		challenges: Number(challenges.numDeletedRows),
		resets: Number(resets.numDeletedRows),
	};
}
