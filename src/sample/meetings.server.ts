import { contribute, contributionsFor, show } from '#meetings/contributions.server.ts';
import { newJoinCode } from '#meetings/join-code.ts';
import { guestOf, join } from '#meetings/joining.server.ts';
import { close, openMeeting } from '#meetings/meetings.server.ts';
import { newId } from '#platform/tokens.ts';
import type { Moment } from './moment.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

const MINUTE = 60_000;

/** Evenings on which guests said something. */
export const meetingMoments = ({ meetings }: Sample): Moment[] =>
	meetings.map((given) => ({ on: given.on, what: `meeting ${given.title}`, happens: (stage) => held(stage, given) }));

/** In the evening: these people work all day. */
async function held({ keeper, member }: Stage, given: Sample['meetings'][number]): Promise<void> {
	const opened = new Date(`${given.on}T18:30:00.000Z`);
	const { db, keys } = keeper;
	const [host, code] = [await member(given.by, opened), newJoinCode()];
	const id = await openMeeting(db, keys, host, { title: given.title, question: given.question, hours: 3 }, opened, code);
	// Nobody's address: whoever really tries codes meanwhile is counted apart.
	const place = `sample ${newId(opened)}`;
	const signs = new Map<string, string>();
	for (const [index, { by = '', text, shown }] of given.said.entries()) {
		const now = new Date(opened.getTime() + (index + 1) * 4 * MINUTE);
		const guest = by || `${index}`;
		if (!signs.has(guest)) {
			const joined = await join(db, keys, { code, name: by }, place, now);
			if (!joined.ok) throw new SampleProblem(`Nobody comes in: ${joined.issue}.`);
			signs.set(guest, joined.token);
		}
		await contribute(db, keys, await guestOf(db, signs.get(guest), id, now), text, now);
		const said = (await contributionsFor(db, host, id, now)).find((one) => one.text === text);
		if (shown && said) await show(db, keys, host, id, said.id, now);
	}
	await close(db, keys, host, id, new Date(opened.getTime() + 120 * MINUTE));
}
