import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something that happens elsewhere, in another process or on a line; throws when it does not come, in milliseconds. */
export async function until(happened: () => boolean | Promise<boolean>, what: string, within = 30_000): Promise<void> {
	for (const deadline = Date.now() + within; !(await happened()); await pause(10)) {
		if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
	}
}
