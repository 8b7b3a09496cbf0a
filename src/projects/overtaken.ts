/** Between looking and writing, somebody else was quicker: what they did is shown first, and nothing is stored. */
export class Overtaken extends Error {}

/** What was done, or what somebody else made of it meanwhile. */
export type Done<T> = { ok: true } | { ok: false; meanwhile: T };

/** The outcome of work that may be overtaken; `look` reads what stands there instead. */
export async function unlessOvertaken<T>(work: Promise<void>, look: () => Promise<T>): Promise<Done<T>> {
	try {
		await work;
		return { ok: true };
	} catch (error) {
		if (!(error instanceof Overtaken)) throw error;
		return { ok: false, meanwhile: await look() };
	}
}
