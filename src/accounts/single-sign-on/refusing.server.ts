import { note } from '#platform/security-log/noting.server.ts';
import type { Reason } from './identity-provider.ts';

/** Tells the security log why somebody who came from a provider was sent away: by the organisation and a word of ours, nothing of theirs. */
export const noteRefusedArrival = (organisation: string, reason: Reason): void =>
	note('single-sign-on', reason === 'te-vaak' ? 'limited' : 'refused', { object: `${organisation} ${reason}` });
