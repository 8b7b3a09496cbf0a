import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Happening } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Speech, speechIn } from '#platform/messages.ts';
import { newId } from '#platform/tokens.ts';
import { letGo } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { assertMayKeepInTouch } from '../owning.server.ts';
import { aboutStakeholder, judgedTold } from '../recording.ts';
import { mayKeepVoices, PROPOSED, type Proposal, proposalsBeside, type Saying, type Voice } from './voice.ts';
import { voiceFor, voicesFor } from './voices.server.ts';

/** Puts somebody on the list of who is not at the table. Gives the id. */
export const addVoice = (db: Database, keys: Keys, member: Member, saying: Saying, now: Date = new Date()): Promise<string> =>
	act(db, keys, (acting) => enterVoice(acting, member, saying, null, now), now);

/** Takes over what is proposed, in the words of this speech. What is on the list already is left as it is. Gives how many there were. */
export async function takeOver(
	db: Database,
	keys: Keys,
	member: Member,
	proposals: readonly Proposal[],
	now: Date = new Date(),
	{ say }: Speech = speechIn(member.language),
): Promise<number> {
	const [first, ...rest] = proposalsBeside(await voicesFor(db, member)).filter((one) => proposals.includes(one));
	if (!first) return 0;
	const enter = (acting: Acting, proposal: Proposal) => {
		const { name, question } = PROPOSED[proposal];
		const saying = { name: say(name), question: say(question), spokesperson: null, spokespersonName: '' };
		return enterVoice(acting, member, saying, proposal, now);
	};
	const work = async (acting: Acting) => {
		let said = await enter(acting, first);
		for (const more of rest) said = await enter(acting, more);
		return said;
	};
	await act(db, keys, work, now);
	return rest.length + 1;
}

async function enterVoice(
	{ tx, record }: Acting,
	member: Member,
	saying: Saying,
	proposal: Proposal | null,
	now: Date,
): Promise<Recorded<string>> {
	if (!mayKeepVoices(member)) throw notAllowed(member);
	await assertMayKeepInTouch(tx, member, 'internal', saying.spokesperson);
	const id = newId(now);
	const at = now.toISOString();
	await tx
		.insertInto('absent_voices')
		.values({
			...{ id, project: member.project.id, proposal: proposal ?? '', ...columnsOf(saying), author: member.account, added_at: at },
			...{ version: 1, changed_by: member.account, changed_at: at, left_at: null, left_by: null, left_reason: null },
		})
		.execute();
	const after = await told(tx, saying);
	return record({ ...aboutVoice(member, id), action: 'stakeholders.voice-added', after }, id);
}

/** Says anew who they are, who speaks for them, or what is asked. What somebody else made of it meanwhile is given back. */
export const changeVoice = (
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ version, ...saying }: Saying & { version: number },
	now: Date = new Date(),
): Promise<Done<Voice>> =>
	touch(db, keys, member, { id, version }, now, async ({ tx, record }, there) => {
		if (saying.spokesperson !== there.spokesperson) await assertMayKeepInTouch(tx, member, 'internal', saying.spokesperson);
		if (saying.spokesperson !== there.spokesperson || saying.spokespersonName !== there.spokespersonName)
			await letGo(tx, member.project.id, { list: 'absent_voices', record: id, field: 'spokesperson' });
		await tx.updateTable('absent_voices').set(columnsOf(saying)).where('id', '=', id).execute();
		const [before, after] = [await told(tx, there), await told(tx, saying)];
		return record({ ...aboutVoice(member, id), action: 'stakeholders.voice-changed', before, after });
	});

/** Takes somebody off the list: they sit at the table now, or somebody found that they need not be thought of. */
export const takeOff = (
	db: Database,
	keys: Keys,
	member: Member,
	{ id, version, reason }: { id: string; version: number; reason: string },
	now: Date = new Date(),
): Promise<Done<Voice>> =>
	touch(db, keys, member, { id, version }, now, async ({ tx, record }, { name }) => {
		const left = { left_at: now.toISOString(), left_by: member.account, left_reason: reason };
		await tx.updateTable('absent_voices').set(left).where('id', '=', id).execute();
		return record({ ...aboutVoice(member, id), action: 'stakeholders.voice-left', after: { name, reason } });
	});

function touch(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, version }: { id: string; version: number },
	now: Date,
	work: (acting: Acting, there: Voice) => Promise<Recorded<void>>,
): Promise<Done<Voice>> {
	const touched = async (acting: Acting) => {
		const there = await voiceFor(acting.tx, member, id);
		if (!mayKeepVoices(member)) throw notAllowed(member);
		if (there.version !== version || there.left !== null) throw new Overtaken();
		const changed = { version: version + 1, changed_by: member.account, changed_at: now.toISOString() };
		await acting.tx.updateTable('absent_voices').set(changed).where('id', '=', id).execute();
		return work(acting, there);
	};
	return unlessOvertaken(act(db, keys, touched, now), () => voiceFor(db, member, id));
}

const columnsOf = ({ name, question, spokesperson, spokespersonName }: Saying) => ({
	...{ name, question, spokesperson, spokesperson_name: spokesperson === null ? spokespersonName : '' },
});

const aboutVoice = (member: Member, id: string): Pick<Happening, 'chain' | 'actor' | 'channel' | 'place' | 'object'> =>
	aboutStakeholder(member, { id, level: 'internal' });

const told = async (tx: Acting['tx'], { name, question, spokesperson, spokespersonName }: Saying) =>
	judgedTold('internal', { name, question, spokesperson: (await pseudonymOf(tx, spokesperson)) ?? spokespersonName });
