import { AsyncLocalStorage } from 'node:async_hooks';
import type { SecurityAction, SecurityResult } from './event.ts';
import { toldOf } from './recorded.ts';
import type { SecurityLog } from './security-log.server.ts';

/** From where something is asked, while it is being done. */
export interface Asked {
	log: SecurityLog;
	origin: string;
	/** The pseudonym of who is signed in, or `nobody`. */
	actor: string;
	request: string;
}

/** Beside the arguments, on purpose: no verb may do anything else because of it. See docs/decisions/0013. */
const asked = new AsyncLocalStorage<Asked>();

/** Does the work; what is noted meanwhile, also by what is not awaited, is told in the log with where it came from. */
export const noting = <T>(by: Asked, work: () => T): T => asked.run(by, work);

/** Notes something where it happens. Outside a request nobody listens. */
export function note(action: SecurityAction, result: SecurityResult, { object, actor }: { object?: string; actor?: string } = {}): void {
	const by = asked.getStore();
	if (!by) return;
	const who = actor ?? by.actor;
	by.log.write({ at: new Date().toISOString(), action, object: object ?? who, result, origin: by.origin, actor: who, request: by.request });
}

/** Called by the journal, once what it recorded holds. */
export function noteRecorded({ action, object, actor }: { action: string; object: string; actor: string }): void {
	const told = toldOf(action);
	if (told) note(told.action, told.result, { object, actor });
}
