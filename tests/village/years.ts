import { operatorOf } from '#accounts/sign-ins.server.ts';
import type { Storeroom } from '#documents/storeroom.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { changeEntry } from '#logbook/changing.server.ts';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { finish } from '#logbook/finishing.server.ts';
import { follow } from '#logbook/following.server.ts';
import { react } from '#logbook/reacting.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Level } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { openFromOutside } from '#projects/opening.server.ts';
import { arrivedIn, pdf } from './files.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from './neighbourhood.ts';
import { keys } from './people.ts';
import { itemsIn, judgedPairsIn, stakeholdersIn } from './records.ts';
import { aStandIn } from './stand.ts';
import { aTalkIn } from './talks.ts';

/** The project of the village after years of work: something of everything a project can hold, at every level. */
export async function yearsLater(db: Database, storeroom: Storeroom, now: Date, there?: Neighbourhood): Promise<Neighbourhood> {
	const village = there ?? (await theNeighbourhood(db, now));
	const { people, project, part } = village;
	await aStandIn(db, village, now);
	let minutes = 0;
	const later = () => new Date(now.getTime() + ++minutes * 1000);
	const as = (who: Resident) => memberOf(db, people[who].account, project, now);
	const add = async (who: Resident, given: Omit<NewEntry, 'subproject'> & { subproject?: string | null }) =>
		addEntry(db, keys, await as(who), { subproject: null, ...given }, later());
	const decision = (level: Level, title: string): Omit<NewEntry, 'subproject'> => ({
		...{ kind: 'decision', level, junctions: ['startbesluit'] },
		words: {
			title,
			text: `${title} “precies”`,
			why: 'Omdat het kan.',
			by: 'De raad',
			ground: 'Omgevingswet',
			consequences: 'Meer werk.\nEn warmte.',
		},
	});
	const first = await add('leader', decision('internal', 'Startbesluit'));
	await confirmDecision(db, keys, await as('leader'), { id: first, version: 1 }, later());
	const second = await add('core', { ...decision('core', 'Geheim besluit'), relations: [{ kind: 'revises', to: first }] });
	await react(db, keys, await as('leader'), { entry: second, text: 'Onder ons gezegd.' }, later());
	await react(db, keys, await as('reader'), { entry: first, text: 'Gelezen & begrepen <ja>.' }, later());
	const action = await add('member', {
		...{ kind: 'action', level: 'internal', words: { title: 'Bel de netbeheerder' } },
		action: { owner: people.core.account.id, dueOn: '2027-01-10' },
	});
	await finish(db, keys, await as('core'), { id: action, note: 'Gebeld.' }, later());
	const secret = await add('core', {
		...{ kind: 'action', level: 'core', words: { title: 'Praat met de wethouder', text: 'Zachtjes.' } },
		action: { owner: people.leader.account.id, dueOn: null },
	});
	await finish(db, keys, await as('leader'), { id: secret, note: 'kanarie-gedaan' }, later());
	await add('subproject member', {
		kind: 'link',
		level: 'internal',
		subproject: part,
		words: { title: 'Kaart', url: 'https://kaart.example/x' },
	});
	const gone = await add('admin', { kind: 'note', level: 'core', words: { text: 'kanarie-weg' } });
	await removeEntry(db, keys, await as('leader'), { id: gone, reason: 'Dubbel.' }, later());
	const draft = await add('member', { ...decision('internal', 'Nog een ontwerp'), channel: 'paper', happenedOn: '2025-03-01' });
	const { words } = await entryFor(db, keys, await as('admin'), draft);
	const changes = { version: 1, happenedOn: '2025-03-02', words: { ...words, why: 'Beter gezegd.' }, junctions: ['regierol'] };
	await changeEntry(db, keys, await as('admin'), draft, changes, later());
	const send = async (who: Resident, name: string, bytes: Uint8Array | string, level: Level, newerOf?: string) => {
		const purpose = newerOf ? { newerOf } : { entry: { level, subproject: null, words: { title: `Titel van ${name}` } } };
		const taken = await takeIn(
			{ db, keys, storeroom },
			await as(who),
			{ arrived: await arrivedIn(storeroom, name, bytes), purpose },
			later(),
		);
		if (!taken.ok) throw new Error(taken.issue);
		return taken.document;
	};
	const plan = await send('leader', 'plan.pdf', pdf('Warmtekavel', 'Tweede blad'), 'internal');
	await send('member', 'plan, nieuw.pdf', pdf('Warmtekavel herzien'), 'internal', plan);
	await send('core', 'kosten.csv', 'wat;euro\nbuis;12\n', 'core');
	await send('admin', 'dezelfde.csv', 'wat;euro\nbuis;12\n', 'internal');
	await send('leader', 'dagboek.txt', 'kanarie-dagboek', 'personal');
	await follow(db, keys, await as('reader'), { kind: 'entry', id: first }, later());
	await stakeholdersIn(db, await as('core'), 'jaren-', later());
	await itemsIn(db, await as('core'), 'jaren-', later());
	const sides = { interviewer: await as('member'), person: await as('reader'), follower: await as('leader') };
	await aTalkIn(db, sides, 'jaren-', later());
	await judgedPairsIn(db, await as('core'), 'jaren-', later());
	const operator = await operatorOf(db, people.operator.account);
	if (operator) await openFromOutside(db, keys, operator, project, 'Iemand vroeg om hulp.', now);
	return village;
}
