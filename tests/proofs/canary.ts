import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { invite } from '#accounts/inviting.server.ts';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { signInWholly } from '#accounts/signing-in.server.ts';
import { insertOrganisation } from '#organisations/organisations.server.ts';
import { type Database, tx } from '#platform/database/database.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { found } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { openFromOutside } from '#projects/opening.server.ts';
import { addSubproject, beginProject } from '#projects/projects.server.ts';
import { score } from '#stakeholders/judging.server.ts';
import { ACCESS } from '../../src/routes/access.ts';
import { noneWaits } from '../village/letters.ts';
import { type Mailbox, openMailbox } from '../village/mailbox.ts';
import { aPerson, type Inhabitant, type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { writeNote } from '../village/notes.ts';
import { keys } from '../village/people.ts';
import { aBaseSetIn, itemsIn, judgedPairsIn, stakeholdersIn } from '../village/records.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { aStandIn } from '../village/stand.ts';
import { aTalkIn } from '../village/talks.ts';
import { until } from '../village/until.ts';
import { type Answer, ask, pathOf } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * A word of its own in every private text there is. Everybody, and nobody, then follows every link there is behind the sign-in, asks for
 * the data beside each page, fills the search in and takes along what can be taken along; all mail is read too. Each word is met by
 * exactly whom it is for, and the security log and the program's own outputs hold none. PROOF_SABOTAGE=canary writes a note that is
 * personal down as internal. It needs a build.
 */
const NOBODY = 'nobody';
/** Who looks at the English pages and at those of the guide too; both say the same to everybody else. */
const THOROUGH = new Set([NOBODY, 'leader']);
const MOST_PAGES = 2_000;
/** At one address, with another question behind it each time. */
const MOST_QUESTIONS = 4;
const isSabotaged = process.env.PROOF_SABOTAGE === 'canary';

const PROJECT = ['admin', 'core', 'leader', 'member', 'reader'];
const ORGANISATION = [...PROJECT, 'administrator', 'editor', 'former member', 'moderator', 'operator', 'subproject member'];

/** Who meets each word on a page or in what they take along, and to whom it goes by mail. */
const WORDS: Record<string, { meets: string[]; mail?: string[] }> = {
	'kanarie-intern': { meets: PROJECT },
	'kanarie-rijtjes': { meets: PROJECT },
	'kanarie-zaal': { meets: [...PROJECT, 'guest'] },
	'kanarie-kern': { meets: ['admin', 'core', 'leader'] },
	'kanarie-persoonlijk': { meets: ['leader'] },
	'kanarie-van-bram': { meets: ['core'] },
	'kanarie-in-hoogbouw': { meets: [...PROJECT, 'subproject member'] },
	'kanarie-deel': { meets: PROJECT },
	'kanarie-stand': { meets: PROJECT },
	'kanarie-flat': { meets: [...PROJECT, 'subproject member'] },
	'kanarie-rij': { meets: PROJECT },
	'kanarie-voorstel': { meets: PROJECT, mail: ['leader', 'admin'] },
	'kanarie-gevoelig': { meets: PROJECT },
	'kanarie-wacht': { meets: PROJECT },
	'kanarie-partij': { meets: PROJECT },
	'kanarie-plek': { meets: PROJECT },
	'kanarie-groep': { meets: PROJECT },
	'kanarie-vraag': { meets: PROJECT },
	'kanarie-genoemd': { meets: PROJECT },
	'kanarie-collega': { meets: PROJECT },
	'kanarie-terzijde': { meets: PROJECT },
	'kanarie-stem': { meets: PROJECT },
	'kanarie-namens': { meets: PROJECT },
	'kanarie-eraf': { meets: PROJECT },
	'kanarie-buur': { meets: PROJECT },
	'kanarie-rol': { meets: PROJECT },
	'kanarie-kernbuur': { meets: ['admin', 'core', 'leader'] },
	'kanarie-basis': { meets: ['admin', 'administrator', 'leader'] },
	'kanarie-moment': { meets: PROJECT },
	'kanarie-uitkomst': { meets: PROJECT },
	'kanarie-waaromniet': { meets: PROJECT },
	'kanarie-kernpartij': { meets: ['admin', 'core', 'leader'] },
	'kanarie-kernmoment': { meets: ['admin', 'core', 'leader'] },
	// The leader scored it, too.
	'kanarie-alleen': { meets: ['core', 'leader'] },
	// What the member and the reader said to each other; the party is named once something was released.
	'kanarie-kamer': { meets: ['member', 'reader'] },
	'kanarie-afspraak': { meets: ['member', 'reader'] },
	'kanarie-droom': { meets: ['member', 'reader'] },
	'kanarie-angst': { meets: ['member', 'reader'] },
	'kanarie-nachtmerrie': { meets: ['member', 'reader'] },
	'kanarie-bedenking': { meets: ['member', 'reader'] },
	'kanarie-eigen': { meets: ['member'] },
	'kanarie-tafelgenoot': { meets: PROJECT },
	'kanarie-vrijgegeven': { meets: PROJECT },
	'kanarie-opvolging': { meets: PROJECT },
	// The reader released it, and reads nothing else of the core.
	'kanarie-teamrisico': { meets: ['admin', 'core', 'leader', 'member', 'reader'] },
	'kanarie-teruggenomen': { meets: [] },
	'kanarie-brief': { meets: ['leader'], mail: ['leader'] },
	'kanarie-scherm': { meets: ['leader'], mail: ['leader'] },
	'kanarie-genodigde': { meets: ['administrator'], mail: ['invitee'] },
	'kanarie-reden': { meets: ['far', 'operator'], mail: ['far'] },
	'kanarie-ver-intern': { meets: ['far', 'operator'] },
	'kanarie-ver-persoonlijk': { meets: ['far'] },
	'kanarie-wijk': { meets: ['far', 'operator'], mail: ['far'] },
	'kanarie-stad': { meets: ['far', 'operator'] },
	'kanarie.ver': { meets: ['far'] },
	'fenna.de.boer': { meets: ORGANISATION },
};
const INVITEE = 'genodigde@zonnedam.example';

interface Village extends Neighbourhood {
	far: Inhabitant;
}

async function prove(): Promise<Finding[]> {
	const mailbox = await openMailbox();
	try {
		const house = await serveHouse(fill, { WIJKSPOOR_MAIL: mailbox.url, WIJKSPOOR_MAIL_FROM: 'wijk@zonnedam.example' });
		try {
			return await looked(house, mailbox);
		} finally {
			await house.stop();
		}
	} finally {
		await mailbox.close();
	}
}

async function fill(db: Database): Promise<Village> {
	const now = new Date();
	const village = await theNeighbourhood(db, now);
	const { leader, core, administrator, operator } = village.people;
	const note = async (
		who: Inhabitant,
		project: string,
		level: 'internal' | 'core' | 'personal',
		text: string,
		subproject: string | null = null,
	) => writeNote(db, keys, await memberOf(db, who.account, project, now), { level, text, subproject }, now);
	await note(core, village.project, isSabotaged ? 'internal' : 'personal', 'kanarie-van-bram');
	await note(leader, village.project, 'internal', 'kanarie-in-hoogbouw', village.part);
	await addSubproject(db, keys, await memberOf(db, leader.account, village.project, now), 'kanarie-deel', now);
	await aStandIn(db, village, now);
	await aBaseSetIn(db, administrator.account, 'kanarie-', now);
	const [party = ''] = await stakeholdersIn(db, await memberOf(db, leader.account, village.project, now), 'kanarie-', now);
	await itemsIn(db, await memberOf(db, leader.account, village.project, now), 'kanarie-', now);
	await judgedPairsIn(db, await memberOf(db, leader.account, village.project, now), 'kanarie-', now);
	const alone = { interest: { step: 1, reason: 'kanarie-alleen' }, influence: { step: null, reason: '' } } as const;
	await score(db, keys, await memberOf(db, core.account, village.project, now), [{ stakeholder: party, place: alone }], 'screen', now);
	const as = (who: 'member' | 'reader' | 'leader') => memberOf(db, village.people[who].account, village.project, now);
	await aTalkIn(db, { interviewer: await as('member'), person: await as('reader'), follower: await as('leader') }, 'kanarie-', now);

	const origin = { place: '127.0.0.1', device: 'kanarie-scherm', knownDevice: undefined };
	await tx(db, (tx) => signInWholly(tx, keys, leader.account.id, origin, now));
	const to = { account: leader.account.id, address: leader.account.address, language: 'nl' as const };
	await tx(db, (tx) => write(tx, keys, { to, kind: 'projects.opened', subject: 'Een bericht', paragraphs: ['kanarie-brief'] }, now));
	const invitee = { name: 'kanarie-genodigde', address: INVITEE, addressKey: INVITEE, language: 'nl' as const, asAdministrator: false };
	const invited = await invite(db, keys, found(await administratorOf(db, administrator.account)), invitee, 'https://wijk.example', now);
	if (!invited.ok) throw new Error(invited.issue);

	const city = await tx(db, (tx) => insertOrganisation(tx, { name: 'Gemeente kanarie-stad', kind: 'municipality', language: 'nl' }, now));
	const far = await aPerson(db, 'Kanarie Ver', city, now, { administers: true });
	const theirs = await beginProject(
		db,
		keys,
		found(await administratorOf(db, far.account)),
		{ name: 'kanarie-wijk', leader: far.account.id },
		now,
	);
	await note(far, theirs, 'internal', 'kanarie-ver-intern');
	await note(far, theirs, 'personal', 'kanarie-ver-persoonlijk');
	await openFromOutside(db, keys, found(await operatorOf(db, operator.account)), theirs, 'kanarie-reden', now);
	return { ...village, elsewhere: theirs, far };
}

async function looked({ address, village, db, dataFolder, output }: Served<Village>, mailbox: Mailbox): Promise<Finding[]> {
	const askers: Record<string, string> = { [NOBODY]: '', guest: `gast=${village.meeting.sign}`, far: `aanmelding=${village.far.token}` };
	for (const [who, { token }] of Object.entries(village.people)) askers[who] = `aanmelding=${token}`;
	const met = new Map(Object.keys(WORDS).map((word) => [word, new Set<string>()]));
	const counts: string[] = [];
	let most = 0;
	for (const [who, cookie] of Object.entries(askers)) {
		const pages = await crawled(address, cookie, village, THOROUGH.has(who), (text) => {
			for (const [word, whom] of met) if (text.toLowerCase().includes(word)) whom.add(who);
		});
		counts.push(`${who} ${pages}`);
		most = Math.max(most, pages);
	}
	await until(() => noneWaits(db), 'all mail is out');
	const addresses: Record<string, string> = { invitee: INVITEE, far: village.far.account.address };
	for (const [who, { account }] of Object.entries(village.people)) addresses[who] = account.address;
	const log = readFileSync(join(dataFolder, 'logs/security.jsonl'), 'utf8');
	const told = (text: string) => Object.keys(WORDS).filter((word) => text.toLowerCase().includes(word));
	return [
		holds(most > 0 && most < MOST_PAGES, `pages looked at: ${counts.join(', ')}`),
		...Object.entries(WORDS).map(([word, { meets }]) => same(`${word} is met by`, [...(met.get(word) ?? [])], meets)),
		...Object.entries(WORDS).map(([word, { mail = [] }]) => {
			const got = mailbox.mails.filter((mail) => [mail.subject, mail.text, mail.html].some((part) => part?.toLowerCase().includes(word)));
			const whom = got
				.flatMap((mail) => mail.to ?? [])
				.map((to) => Object.keys(addresses).find((who) => addresses[who] === to.address) ?? to.address ?? '');
			return same(`${word} goes by mail to`, [...new Set(whom)], mail);
		}),
		holds(mailbox.mails.length > 1, `${mailbox.mails.length} mails are read`),
		holds(
			log.length > 0 && told(log).length === 0,
			`the security log holds none of ${Object.keys(WORDS).length} words${told(log)
				.map((word) => `, but ${word}`)
				.join('')}`,
		),
		holds(
			output().length > 0 && told(output()).length === 0,
			`what the program says holds none${told(output())
				.map((word) => `, but ${word}`)
				.join('')}`,
		),
	];
}

function same(what: string, found: string[], expected: string[]): Finding {
	const [is, should] = [found.toSorted().join(', ') || 'nobody', expected.toSorted().join(', ') || 'nobody'];
	return holds(is === should, `${what} ${is}${is === should ? '' : `, and should be by ${should}`}`);
}

/** Everything one asker can come to: gives each text that comes back, and how many pages there were. */
async function crawled(at: string, cookie: string, village: Village, isThorough: boolean, look: (text: string) => void): Promise<number> {
	const headers = { cookie };
	const places = [village.project, village.elsewhere];
	const starts = Object.keys(ACCESS)
		.filter((route) => route !== '/uitloggen')
		.flatMap((route) => places.map((project) => pathOf(route, { ...village, project })))
		.filter((path) => isThorough || !isOfGuide(path));
	const inEnglish = starts.filter((path) => isThorough && !isOfGuide(path)).map((path) => `/en${path}`);
	const waiting = [...new Set([...starts, ...inEnglish, '/zoeken?q=kanarie', '/zoeken?q=fenna'])];
	const seen = new Set(waiting);
	const questions = new Map<string, number>();
	let pages = 0;
	for (let path = waiting.shift(); path !== undefined && pages < MOST_PAGES; path = waiting.shift()) {
		const answer = await ask(at, path, { headers });
		pages++;
		for (const text of textsOf(answer)) look(text);
		if (answer.status === 200 && !isOfGuide(path))
			for (const text of textsOf(await ask(at, `${placeOf(path)}/__data.json`, { headers }))) look(text);
		for (const next of linksOf(answer, at + path)) {
			const asked = questions.get(placeOf(next)) ?? 0;
			if (seen.has(next) || isOfGuide(next) || asked >= MOST_QUESTIONS) continue;
			seen.add(next);
			questions.set(placeOf(next), asked + 1);
			waiting.push(next);
		}
	}
	for (const route of Object.keys(ACCESS).filter((one) => one.endsWith('/meenemen')))
		for (const project of places)
			for (const text of textsOf(await ask(at, pathOf(route, { ...village, project }), { headers, form: {} }))) look(text);
	for (const project of places)
		for (const text of await onPaper(at, pathOf('/projecten/[project]/papier', { ...village, project }), headers)) look(text);
	return pages;
}

/** What somebody gets who ticks everything there is to tick. */
async function onPaper(at: string, page: string, headers: Record<string, string>): Promise<string[]> {
	const { status, text } = await ask(at, page, { headers });
	if (status !== 200) return [];
	const boxes = [...text.matchAll(/<input\b[^>]*type="checkbox"[^>]*>/g)].map(([box]) => /\sname="([^"]+)"/.exec(box)?.[1] ?? '');
	const form = { vorm: 'page', van: '', tot: '', ...Object.fromEntries(boxes.map((name) => [name, 'ja'])) };
	const path = (await ask(at, page, { headers, form })).headers.location ?? '';
	let file = await ask(at, `${path}/bestand`, { headers });
	await until(async () => {
		file = await ask(at, `${path}/bestand`, { headers });
		return file.status !== 409;
	}, 'it was on paper');
	if (file.status !== 200) throw new Error(`What was to be on paper was answered with ${file.status}.`);
	return [file.text];
}

/** What somebody can read of an answer, also inside what they take along. */
function textsOf({ headers, body, text }: Answer): string[] {
	if (headers['content-type'] !== 'application/zip') return [text, JSON.stringify(headers)];
	return Object.values(unzipSync(new Uint8Array(body))).map((file) => Buffer.from(file).toString());
}

/** Where links lead, and forms that only ask, each filled in with a word we look for. */
function linksOf({ text, headers }: Answer, from: string): string[] {
	const hrefs = [...text.matchAll(/<a\b[^>]*\shref="([^"#]+)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
	const asking = [...text.matchAll(/<form\b(?![^>]*method="post")[^>]*?(?:action="([^"]*)")?[^>]*>([\s\S]*?)<\/form>/gi)].map(
		([, action = '', inside = '']) => {
			const names = [...inside.matchAll(/\sname="([^"]+)"/g)].map(([, name = '']) => name);
			return `${action}?${new URLSearchParams(names.map((name) => [name, 'kanarie']))}`;
		},
	);
	const own = new URL(from).origin;
	return [...hrefs, ...asking, ...(headers.location ? [headers.location] : [])]
		.map((href) => URL.parse(href, from))
		.filter((url) => url !== null && url.origin === own)
		.map((url) => (url?.pathname ?? '') + (url?.search ?? ''));
}

/** The guide is the same for everybody, and a page of each kind is among the starts. */
const KEPT = Object.keys(ACCESS)
	.filter((route) => ACCESS[route]?.kept && route !== '/zoeken')
	.map((route) => new RegExp(`^(/en)?${route.replace(/\[\w+\]/g, '[^/]+').replaceAll('.', '\\.')}/?$`));
const isOfGuide = (path: string): boolean => path === '/en' || path.startsWith('/_app/') || KEPT.some((kept) => kept.test(placeOf(path)));
const placeOf = (path: string): string => path.split('?')[0] ?? '';

await conclude(prove);
