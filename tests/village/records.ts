import type { Account } from '#accounts/account.ts';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { changeEntry } from '#logbook/changing.server.ts';
import { addEntry } from '#logbook/entering.server.ts';
import { finish } from '#logbook/finishing.server.ts';
import { react } from '#logbook/reacting.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { inviteToProject } from '#projects/inviting.server.ts';
import type { Member } from '#projects/member.ts';
import { addMember, memberOf } from '#projects/members.server.ts';
import { openFromOutside } from '#projects/opening.server.ts';
import { addSubproject } from '#projects/projects.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { changeItem } from '#registers/changing.server.ts';
import { WISHES } from '#registers/definitions/ambitions.ts';
import { RISKS } from '#registers/definitions/conditions.ts';
import { itemFor, withEvery } from '#registers/items.server.ts';
import { judge } from '#registers/pairs/judging.server.ts';
import { inOrder, pairKey, seenOf } from '#registers/pairs/pair.ts';
import { remark } from '#registers/remarks.server.ts';
import { removeItem } from '#registers/removing.server.ts';
import { addVoice, takeOff } from '#stakeholders/absent/keeping.server.ts';
import { addDecision } from '#stakeholders/absent/thinking.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { baseFactsOf } from '#stakeholders/base-set/base.ts';
import { baseKeeperOf } from '#stakeholders/base-set/base-keeper.server.ts';
import { addToBase } from '#stakeholders/base-set/keeping.server.ts';
import { answer } from '#stakeholders/blind-spots/answering.server.ts';
import { askColleagues } from '#stakeholders/blind-spots/links.server.ts';
import { namedFor } from '#stakeholders/blind-spots/named.server.ts';
import { setAside } from '#stakeholders/blind-spots/settling.server.ts';
import { changeStakeholder } from '#stakeholders/changing.server.ts';
import { changeInvolvement, holdInvolvement, involve, strikeOffInvolvement } from '#stakeholders/involvement/involving.server.ts';
import { USUAL_RHYTHM } from '#stakeholders/involvement/rhythm.ts';
import { setRhythm } from '#stakeholders/involvement/rhythms.server.ts';
import { chooseGroup, placeTogether, score } from '#stakeholders/judging.server.ts';
import { removeStakeholder } from '#stakeholders/removing.server.ts';
import { type Facts, NO_FACTS, type RegisterLevel } from '#stakeholders/stakeholder.ts';
import { takeSeat } from '#stakeholders/team/seats.server.ts';
import { arrivedIn } from './files.ts';
import { anOrganisation, aPerson, type Neighbourhood, type Resident, theNeighbourhood } from './neighbourhood.ts';
import { keys } from './people.ts';
import { aStandIn } from './stand.ts';
import { aTalkIn, type Talked } from './talks.ts';

/** The neighbourhood with a record of every kind, and the entries among them. */
export interface Recorded extends Neighbourhood {
	entries: string[];
	stakeholders: string[];
	items: string[];
	talked: Talked;
	moments: string[];
	pairs: string[];
}

/** A word of its own in a record of every kind there is in a project. What each is, and who may meet it, stands with the test that asks. */
export async function aRecordOfEachKind(db: Database, now: Date = new Date()): Promise<Recorded> {
	const village = await theNeighbourhood(db, now);
	const { people, project } = village;
	const leader = () => memberOf(db, people.leader.account, project, now);
	await aStandIn(db, village, now);
	await db.updateTable('projects').set({ area: 'zicht-gebied' }).where('id', '=', project).execute();
	await db.insertInto('project_areas').values({ project, code: 'BU03639999', year: 2024 }).execute();
	// The village calls every meeting the same.
	await db.updateTable('meetings').set({ title: 'zicht-avond' }).where('project', '=', project).execute();
	await addSubproject(db, keys, await leader(), 'zicht-deel', now);
	const corporation = await anOrganisation(db, 'Woningcorporatie', now);
	const { account } = await aPerson(db, 'Zicht Lid', corporation, now);
	await addMember(db, keys, await leader(), { addressKey: account.address, role: 'member', subproject: null }, now);
	const invitee = { address: 'zicht-gast@elders.example', addressKey: 'zicht-gast@elders.example' };
	const seat = { role: 'member' as const, subproject: null, organisation: { name: 'Elders', kind: 'other' as const } };
	await inviteToProject(db, keys, await leader(), [invitee], seat, 'https://wijk.example', now);
	await openFromOutside(db, keys, found(await operatorOf(db, people.operator.account)), project, 'zicht-reden', now);

	const whole = { level: 'internal' as const, subproject: null };
	const note = await addEntry(db, keys, await leader(), { ...whole, kind: 'note', words: { text: 'zicht-eerder' } }, now);
	const changed = { version: 1, words: { text: 'zicht-later' }, happenedOn: now.toISOString().slice(0, 10), junctions: ['regierol'] };
	await changeEntry(db, keys, await leader(), note, changed, now);
	await react(db, keys, await leader(), { entry: note, text: 'zicht-reactie' }, now);
	const action = await addEntry(db, keys, await leader(), { ...whole, kind: 'action', words: { title: 'zicht-actie' } }, now);
	await finish(db, keys, await leader(), { id: action, note: 'zicht-gedaan' }, now);
	const removed = await addEntry(
		db,
		keys,
		await leader(),
		{ ...whole, kind: 'link', words: { title: 'zicht-weg', url: 'https://x.example' } },
		now,
	);
	await removeEntry(db, keys, await leader(), { id: removed, reason: 'zicht-waarom' }, now);
	const stakeholders = await stakeholdersIn(db, await leader(), 'zicht-', now);
	const items = await itemsIn(db, await leader(), 'zicht-', now);
	const as = (who: Resident) => memberOf(db, people[who].account, project, now);
	const sides = { interviewer: await as('member'), person: await as('reader'), follower: await leader() };
	const talked = await aTalkIn(db, sides, 'zicht-', now);
	const involved = await db.selectFrom('stakeholder_involvements').select('involvement').where('version', '=', 1).execute();
	const moments = involved.map(({ involvement }) => involvement);
	const pairs = await judgedPairsIn(db, await leader(), 'zicht-', now);
	const entries = [note, action, removed, ...Object.values(village.notes)];
	return { ...village, entries, stakeholders, items, talked, moments, pairs };
}

/**
 * Somebody who changed, with a place, a group and a seat; somebody of the core, with a seat; and somebody who was removed. Colleagues who were asked and named
 * two, of whom one is set aside. A voice that is not at the table, which was thought of at a decision. Each with words of its own.
 */
export async function stakeholdersIn(db: Database, member: Member, word: string, now: Date): Promise<string[]> {
	const facts = (name: string, source = ''): Facts => ({
		...NO_FACTS,
		name: `${word}${name}`,
		source: source && `${word}${source}`,
		share: 30,
	});
	const add = (level: RegisterLevel, name: string, source?: string) =>
		addStakeholder(db, keys, member, { level, owner: member.account, facts: facts(name, source) }, now);
	const party = await add('internal', 'partij', 'partijeerder');
	await changeStakeholder(db, keys, member, party, { version: 1, owner: member.account, facts: facts('partij') }, now);
	const place = { interest: { step: 4, reason: `${word}plek` }, influence: { step: 5, reason: `${word}invloed` } } as const;
	await score(db, keys, member, [{ stakeholder: party, place }], 'screen', now);
	await placeTogether(db, keys, member, { stakeholder: party, place, seen: null }, now);
	await chooseGroup(db, keys, member, { stakeholder: party, group: 'deciding', reason: `${word}groep`, seen: null }, now);
	await takeSeat(db, keys, member, { stakeholder: party, person: `${word}buur`, role: `${word}rol`, fromOn: '2026-01-01' }, now);
	const core = await add('core', 'kernpartij');
	await takeSeat(db, keys, member, { stakeholder: core, person: `${word}kernbuur`, role: 'x', fromOn: '2026-01-01' }, now);
	await momentsIn(db, member, word, { party, core }, now);
	const gone = await add('internal', 'partijverdwenen');
	await removeStakeholder(db, keys, member, { id: gone, reason: `${word}partijweg` }, now);
	await blindSpotsIn(db, member, word, now);
	await voicesIn(db, member, word, now);
	return [party, core, gone];
}

/** A risk that changed and was remarked on; one of the core; and one that was taken off. Each with words of its own. */
export async function itemsIn(db: Database, member: Member, word: string, now: Date): Promise<string[]> {
	const given = (what: string, source = '') => ({
		...{ owner: member.account, source: source && `${word}${source}`, reviewOn: '' },
		filled: withEvery(RISKS, { what: `${word}${what}`, chance: '4' }),
	});
	const add = (level: RegisterLevel, what: string, source?: string) =>
		addItem(db, keys, member, RISKS, { ...given(what, source), level }, now);
	const risk = await add('internal', 'risico', 'risicoeerder');
	await changeItem(db, keys, member, RISKS, { id: risk, version: 1, ...given('risico') }, now);
	await remark(db, keys, member, RISKS, { item: risk, day: '2026-11-01', text: `${word}opmerking`, measured: null }, now);
	const core = await add('core', 'kernrisico');
	await remark(db, keys, member, RISKS, { item: core, day: '2026-11-01', text: `${word}kernopmerking`, measured: null }, now);
	const gone = await add('internal', 'risicoverdwenen');
	await removeItem(db, keys, member, RISKS, { id: gone, reason: `${word}risicoweg` }, now);
	return [risk, core, gone];
}

async function blindSpotsIn(db: Database, member: Member, word: string, now: Date): Promise<void> {
	const secret = await askColleagues(db, keys, member, { question: `${word}vraag`, days: 7 }, now);
	const naming = { kind: '', why: `${word}reden-van-collega`, knownBy: '' };
	const parties = [`${word}genoemd`, `${word}vergezocht`].map((name) => ({ ...naming, name }));
	await answer(db, keys, secret, { by: `${word}collega`, parties }, '192.0.2.7', now);
	const [far] = (await namedFor(db, keys, member)).filter(({ name }) => name === `${word}vergezocht`);
	await setAside(db, keys, member, { named: found(far?.answers[0]).id, reason: `${word}terzijde` }, now);
}

async function voicesIn(db: Database, member: Member, word: string, now: Date): Promise<void> {
	const saying = { question: `${word}namens`, spokesperson: member.account, spokespersonName: '' };
	const voice = await addVoice(db, keys, member, { ...saying, name: `${word}stem` }, now);
	const gone = await addVoice(db, keys, member, { ...saying, name: `${word}stemweg` }, now);
	await takeOff(db, keys, member, { id: gone, version: 1, reason: `${word}eraf` }, now);
	const words = { title: `${word}besluit`, why: 'x', by: 'x', ground: 'x' };
	await addDecision(db, keys, member, { kind: 'decision', level: 'internal', subproject: null, words }, [voice], now);
}

/** A moment planned otherwise and held, one struck off, and one with somebody of the core; and when somebody counts as silent. */
async function momentsIn(db: Database, member: Member, word: string, { party, core }: { party: string; core: string }, now: Date) {
	const today = now.toISOString().slice(0, 10);
	const plan = (purpose: string) => ({
		...{ from: today, until: today, junction: null, phase: null, purpose: `${word}${purpose}` },
		...({ way: 'other', otherWay: `${word}vorm` } as const),
	});
	const begin = async (stakeholder: string, purpose: string) => {
		const given = { stakeholders: [stakeholder] as const, plan: plan(purpose), held: null, owner: member.account };
		const [id] = await involve(db, keys, member, given, now);
		return id ?? '';
	};
	const held = await begin(party, 'momenteerder');
	const otherwise = { version: 1, plan: plan('moment'), owner: member.account, note: '' };
	await changeInvolvement(db, keys, member, held, otherwise, now);
	await holdInvolvement(db, keys, member, held, { version: 2, from: today, until: today, note: `${word}uitkomst` }, now);
	const struck = await begin(party, 'vervallen');
	await strikeOffInvolvement(db, keys, member, struck, { version: 1, reason: `${word}waaromniet` }, now);
	await begin(core, 'kernmoment');
	await setRhythm(db, keys, member, { ...USUAL_RHYTHM, deciding: 4 }, now);
}

/** Somebody whom the municipality knows in all its neighbourhoods. */
export async function aBaseSetIn(db: Database, administrator: Account, word: string, now: Date): Promise<void> {
	const facts = baseFactsOf({ ...NO_FACTS, name: `${word}basis` });
	await addToBase(db, keys, found(await baseKeeperOf(db, administrator, now)), facts, now);
}

/** Two wishes that are one, set aside as a pair; and the same for the core. Each with words of its own. Gives what each pair is known by. */
export async function judgedPairsIn(db: Database, member: Member, word: string, now: Date): Promise<string[]> {
	const judgedPair = async (level: RegisterLevel, what: string, text: string) => {
		const wishOf = async (party: string) => {
			const filled = withEvery(WISHES, { what: `${word}${what}`, party, theme: 'green' });
			const id = await addItem(db, keys, member, WISHES, { owner: null, source: '', reviewOn: '', filled, level }, now);
			return itemFor(db, keys, member, WISHES, id);
		};
		const [one, other] = inOrder(await wishOf('Bewoners'), await wishOf('Gemeente'));
		const said = { theme: '', outcome: 'reinforcement', text: `${word}${text}`, day: '' } as const;
		await judge(db, keys, member, { one, other, ...said, verdict: 'aside', seen: seenOf(undefined, one, other) }, now);
		return pairKey({ one: one.id, other: other.id, theme: '' });
	};
	return [await judgedPair('internal', 'wens', 'paar'), await judgedPair('core', 'kernwens', 'kernpaar')];
}

/** And a document in another part, with its file where the server looks for it. Gives its id. */
export async function aDocumentIn(db: Database, dataFolder: string, { people, project, otherPart }: Neighbourhood): Promise<string> {
	const storeroom = openStoreroom({ dataFolder, uploads: { most: 100_000, mostOfProject: 1_000_000 }, scanner: null });
	const arrived = await arrivedIn(storeroom, 'zicht-bestand.txt', 'zicht-tekst');
	const purpose = { entry: { level: 'internal' as const, subproject: otherPart, words: { title: 'zicht-titel' } } };
	const taken = await takeIn({ db, keys, storeroom }, await memberOf(db, people.leader.account, project), { arrived, purpose });
	if (!taken.ok) throw new Error('The document was not taken in.');
	return taken.document;
}
