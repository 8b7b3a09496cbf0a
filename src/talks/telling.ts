import type { Telling } from '#platform/journal/telling.ts';
import type { MessageKey } from '#platform/messages.ts';

/** What happens in a talk, as its two sides read it: that it happened, and never what was said. */
export const TALK_TELLING: Telling = {
	sentences: new Map<string, MessageKey>([
		['talks.closed', 'talks.didClose'],
		['talks.held', 'talks.didHold'],
		['talks.line-changed', 'talks.didChangeLine'],
		['talks.line-released', 'talks.didRelease'],
		['talks.line-removed', 'talks.didRemoveLine'],
		['talks.line-reworded', 'talks.didReword'],
		['talks.line-taken-back', 'talks.didTakeBack'],
		['talks.line-written', 'talks.didWriteLine'],
		['talks.planned', 'talks.didPlan'],
		['talks.prepared', 'talks.didPrepare'],
		['talks.reopened', 'talks.didReopen'],
		['talks.written', 'talks.didWriteDown'],
	]),
	fields: new Map(),
};
