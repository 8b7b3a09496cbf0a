import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { invitationLink, invite, withdrawInvitation } from '#accounts/inviting.server.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { signInWholly } from '#accounts/signing-in.server.ts';
import { type Database, tx } from '#platform/database/database.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { found } from '#platform/refusals.ts';
import { aPerson, type Inhabitant, type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { type Asking, ask } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { noting } from './noting-over-http.ts';

/**
 * What is taken away is gone at once. Twenty lines at a time ask without a pause, on connections that stay open; somebody takes the right
 * away through the screen; of what was asked after that answer nothing succeeds, and of what was under way at most one per line. Links
 * in letters die the same way. PROOF_SABOTAGE=revoke gives the right back the moment it was taken, as a build would that remembers it.
 */
const LINES = 20;
const BEFORE = 400;
const AFTER = 5_000;
const isSabotaged = process.env.PROOF_SABOTAGE === 'revoke';

type House = Served<Village>;
interface Village extends Neighbourhood {
	/** The leader at a second screen. */
	elsewhereSignedIn: string;
	/** A colleague who is erased by the administrator. */
	leaving: Inhabitant;
}

/** What somebody keeps asking, and what shows that they got it. */
interface Use {
	path: string;
	token: string;
	asking?: () => Asking;
	isServed: (status: number, text: string) => boolean;
}

/** One thing taken away, as who and by which form. */
interface Case {
	what: string;
	use: (house: House) => Use;
	take: (house: House) => Promise<{ status: number }>;
	/** How a build that remembers would go on. */
	giveBack: (house: House) => Promise<unknown>;
}

const reading = (path: string, token: string, shows: string): Use => ({
	path,
	token,
	isServed: (status, text) => status === 200 && text.includes(shows),
});
const project = ({ village }: House) => `/projecten/${village.project}`;
const send = ({ address, village }: House, who: Resident, path: string, form: Record<string, string>) =>
	ask(address, path, { token: village.people[who].token, form });

/** The rows of a table about somebody, to be put back as they were. */
const remembered = new Map<string, Record<string, unknown>[]>();
const signInsOf = (db: Database, account: string) => db.selectFrom('sign_ins').selectAll().where('account', '=', account).execute();
const remember = async ({ db }: House, account: string) => void remembered.set(account, await signInsOf(db, account));
const putBack = ({ db }: House, account: string) =>
	tx(db, async (tx) => {
		for (const row of remembered.get(account) ?? [])
			await tx
				.insertInto('sign_ins')
				.values(row as never)
				.onConflict((c) => c.doNothing())
				.execute();
	});

const membershipOf = async ({ db, village }: House, who: Resident) =>
	(
		await db
			.selectFrom('memberships')
			.select('id')
			.where('project', '=', village.project)
			.where('account', '=', village.people[who].account.id)
			.orderBy('since', 'desc')
			.executeTakeFirstOrThrow()
	).id;

const CASES: Case[] = [
	{
		what: 'a membership that ends',
		use: (house) => reading(project(house), house.village.people.core.token, 'kanarie-kern'),
		take: async (house) => send(house, 'leader', `${project(house)}/leden?/beeindigen`, { deelname: await membershipOf(house, 'core') }),
		giveBack: async (house) =>
			house.db
				.updateTable('memberships')
				.set({ until: null })
				.where('id', '=', await membershipOf(house, 'core'))
				.execute(),
	},
	{
		what: 'the other screens of somebody who ends them',
		use: (house) => reading(project(house), house.village.elsewhereSignedIn, 'kanarie-persoonlijk'),
		take: async (house) => {
			await remember(house, house.village.people.leader.account.id);
			return send(house, 'leader', '/mijn', {});
		},
		giveBack: (house) => putBack(house, house.village.people.leader.account.id),
	},
	{
		what: 'a screen that is signed out',
		use: (house) => reading(project(house), house.village.people.reader.token, 'kanarie-intern'),
		take: async (house) => {
			await remember(house, house.village.people.reader.account.id);
			return send(house, 'reader', '/uitloggen', {});
		},
		giveBack: (house) => putBack(house, house.village.people.reader.account.id),
	},
	{
		what: 'a colleague who is erased',
		use: ({ village }) => reading('/mijn', village.leaving.token, village.leaving.account.address),
		take: (house) => {
			const { id, address } = house.village.leaving.account;
			return isSabotaged ? ask(house.address, '/gezond') : send(house, 'administrator', `/organisatie/wissen/${id}`, { adres: address });
		},
		giveBack: async () => {},
	},
	{
		what: 'writing in a project that is archived',
		use: (house) => ({
			path: noting(house.village.project).path,
			token: house.village.people.member.token,
			asking: () => ({ form: noting(house.village.project).form }),
			isServed: (status) => status === 303,
		}),
		take: (house) => send(house, 'leader', `${project(house)}/instellingen?/afsluiten`, {}),
		giveBack: ({ db, village }) => db.updateTable('projects').set({ archived_at: null }).where('id', '=', village.project).execute(),
	},
];

async function prove(): Promise<Finding[]> {
	const house = await serveHouse(fill, { WIJKSPOOR_MAIL: 'smtp://127.0.0.1:9', WIJKSPOOR_MAIL_FROM: 'wijk@zonnedam.example' });
	try {
		const findings: Finding[] = [];
		for (const one of CASES) findings.push(await taken(house, one));
		return [...findings, ...(await links(house))];
	} finally {
		await house.stop();
	}
}

async function fill(db: Database): Promise<Village> {
	const now = new Date();
	const village = await theNeighbourhood(db, now);
	const leaving = await aPerson(db, 'Roos Kuipers', village.people.leader.account.organisation, now);
	return { ...village, leaving, elsewhereSignedIn: await anotherScreen(db, village.people.leader) };
}

/** A second sign-in of somebody, by the same two steps. */
async function anotherScreen(db: Database, { account }: Inhabitant): Promise<string> {
	const origin = { place: '127.0.0.1', device: 'een ander scherm', knownDevice: undefined };
	return (await tx(db, (tx) => signInWholly(tx, keys, account.id, origin, new Date()))).token;
}

/** How many of the lines' requests succeeded, by when they were asked. */
async function taken(house: House, { what, use, take, giveBack }: Case): Promise<Finding> {
	const { path, token, asking, isServed } = use(house);
	const agent = new Agent({ keepAlive: true, maxSockets: LINES });
	let takenAt = Number.POSITIVE_INFINITY;
	let [before, underWay, after, refused, longest] = [0, 0, 0, 0, 0];
	let isOver = false;
	const line = async () => {
		while (!isOver) {
			const askedAt = performance.now();
			const { status, text } = await ask(house.address, path, { token, agent, ...asking?.() });
			if (!isServed(status, text)) refused++;
			else if (performance.now() < takenAt) before++;
			else if (askedAt < takenAt) {
				underWay++;
				longest = Math.max(longest, performance.now() - takenAt);
			} else after++;
			// So that it is not the limit on forms that refuses.
			if (asking) await pause(1_500);
		}
	};
	const lines = Promise.all(Array.from({ length: LINES }, line));
	await pause(BEFORE);
	const answer = await take(house);
	takenAt = performance.now();
	if (isSabotaged) await giveBack(house);
	await pause(AFTER);
	isOver = true;
	await lines;
	agent.destroy();
	const isTaken = answer.status < 400;
	return holds(
		isTaken && before >= LINES && underWay <= LINES && longest <= AFTER && after === 0 && refused > 0,
		`${what}${isTaken ? '' : ` (${answer.status})`}: ${before} answers before, ${underWay} under way, ${after} of those asked after it in ${AFTER / 1000} s, ${refused} refused`,
	);
}

/** Links that lie in somebody's mail. */
async function links({ address, village, db }: House): Promise<Finding[]> {
	const { administrator, member } = village.people;
	const who = found(await administratorOf(db, administrator.account));
	const open = async (path: string) => (await ask(address, path)).status;
	const use = async (path: string, form: Record<string, string>) => (await ask(address, path, { form })).status;
	const newest = async (to: string): Promise<string> => {
		const row = await db
			.selectFrom('letters')
			.select('id')
			.where('address', '=', to)
			.where('kind', '=', 'accounts.newPassword')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		return new URL(found(await linkToHandOver(db, keys, row.id)).url).pathname;
	};
	const chosen = { naam: 'Gast', wachtwoord: 'groen kanaal lepel zucht' };

	const guest = 'gast@zonnedam.example';
	const invitee = { name: 'Gast', address: guest, addressKey: guest, language: 'nl' as const, asAdministrator: false };
	const invited = await invite(db, keys, who, invitee, address);
	const invitation = invited.ok ? new URL(found(await invitationLink(db, keys, who, invited.id))).pathname : '';
	const invitationBefore = await open(invitation);
	if (invited.ok && !isSabotaged) await withdrawInvitation(db, keys, who, invited.id);
	const invitationAfter = [await open(invitation), await use(invitation, chosen)];

	await askForNewPassword(db, keys, member.account.address, address);
	const first = await newest(member.account.address);
	const firstBefore = await open(first);
	if (!isSabotaged) await askForNewPassword(db, keys, member.account.address, address);
	const firstAfter = [await open(first), await use(first, { wachtwoord: chosen.wachtwoord })];
	const second = isSabotaged ? first : await newest(member.account.address);
	await send({ address, village, db } as House, 'administrator', `/organisatie/wissen/${member.account.id}`, {
		adres: member.account.address,
	});
	const secondAfter = [await open(second), await use(second, { wachtwoord: chosen.wachtwoord })];
	const isGone = (statuses: number[]) => statuses.every((status) => status === 410);
	return [
		holds(
			invitationBefore === 200 && isGone(invitationAfter),
			`an open invitation that is withdrawn: ${invitationBefore}, then ${invitationAfter.join(' and ')}`,
		),
		holds(
			firstBefore === 200 && isGone(firstAfter),
			`a link to a new password, after a newer one: ${firstBefore}, then ${firstAfter.join(' and ')}`,
		),
		holds(isGone(secondAfter), `the newer one, after its person was erased: ${secondAfter.join(' and ')}`),
	];
}

await conclude(prove);
