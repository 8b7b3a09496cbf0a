import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { ACCESS } from '../../src/routes/access.ts';
import { type Neighbourhood, PRINCIPALS, theNeighbourhood } from '../village/neighbourhood.ts';
import { serveHouse } from '../village/served.ts';
import { aTalkIn, type Talked } from '../village/talks.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Every address asked over HTTP by everybody, for their own project, another one, and one that is not there; the statuses are held to
 * the reviewed table `pages.csv` (`--write` writes it anew). What is not there and what is not theirs has to look the same, to the byte.
 * Words that stand in notes may only be met by those who may read them, wherever they might turn up.
 */

const TABLE = join(import.meta.dirname, 'pages.csv');
const NOBODY = 'nobody';
const ASKERS = [NOBODY, ...PRINCIPALS] as const;
type Asker = (typeof ASKERS)[number];

/** Who may meet the word of each note, and of what was said in a meeting that the leader hosts. */
const CANARIES: Record<string, Asker[]> = {
	'kanarie-intern': ['leader', 'admin', 'core', 'member', 'reader'],
	'kanarie-rijtjes': ['leader', 'admin', 'core', 'member', 'reader'],
	'kanarie-kern': ['leader', 'admin', 'core'],
	'kanarie-persoonlijk': ['leader'],
	'kanarie-zaal': ['leader', 'admin', 'core', 'member', 'reader', 'guest'],
	'kanarie-wachtend': ['leader'],
	'kanarie-droom': ['member', 'reader'],
	'kanarie-eigen': ['member'],
	'kanarie-vrijgegeven': ['leader', 'admin', 'core', 'member', 'reader'],
	'kanarie-teruggenomen': [],
};

/** What stands in the place of each part of an address. Pages of the guide are asked at one address each. */
const GUIDE: Record<string, string> = {
	fase: 'initiatief',
	spoor: 'a',
	partij: 'gemeente',
	knooppunt: 'de-juiste-partijen-aan-tafel',
};

interface Answer {
	status: number;
	body: string;
}

async function prove(): Promise<Finding[]> {
	const { address, village, stop } = await serveHouse(aVillageThatTalks);
	try {
		return await swept(address, village);
	} finally {
		await stop();
	}
}

interface Village extends Neighbourhood {
	talked: Talked;
}

/** The member talks with the reader. */
async function aVillageThatTalks(db: Database): Promise<Village> {
	const village = await theNeighbourhood(db);
	const as = (who: 'member' | 'reader' | 'leader') => memberOf(db, village.people[who].account, village.project);
	const sides = { interviewer: await as('member'), person: await as('reader'), follower: await as('leader') };
	return { ...village, talked: await aTalkIn(db, sides, 'kanarie-', new Date()) };
}

async function swept(address: string, village: Village): Promise<Finding[]> {
	const { people, meeting, meetingElsewhere } = village;
	const headersOf = (asker: Asker): Record<string, string> => {
		if (asker === NOBODY) return {};
		return { cookie: asker === 'guest' ? `gast=${meeting.sign}` : `aanmelding=${people[asker].token}` };
	};
	const ask = async (path: string, asker: Asker): Promise<Answer> => {
		const response = await fetch(address + path, { headers: headersOf(asker), redirect: 'manual' });
		return { status: response.status, body: await response.text() };
	};
	const lines = [['page', 'project', ...ASKERS].join(';')];
	const findings: Finding[] = [];
	const met = new Map<string, Set<Asker>>(Object.keys(CANARIES).map((word) => [word, new Set()]));
	const none = '01a00000-0000-7000-8000-000000000000';
	const [dream = ''] = village.talked.lines;
	const confided = { gesprek: village.talked.talk, regel: dream, gedeeld: village.talked.shared[0] ?? '' };
	const places: Record<string, Record<string, string>> = {
		own: { project: village.project, bijeenkomst: meeting.id, vermelding: village.notes.core, ...confided },
		'other municipality': { project: village.elsewhere, bijeenkomst: meetingElsewhere.id, vermelding: none },
		none: { project: none, bijeenkomst: none, vermelding: none },
	};

	for (const route of Object.keys(ACCESS).filter((one) => one !== '/uitloggen')) {
		const isOfProject = /\[(project|bijeenkomst)\]/.test(route);
		const statuses = new Map<string, Answer[]>();
		for (const [place, ids] of Object.entries(isOfProject ? places : { '': {} })) {
			const parts: Record<string, string> = { ...GUIDE, ...ids };
			const path = route.replace(/\[(\w+)\]/g, (_, name: string) => parts[name] ?? 'niets');
			const answers: Answer[] = [];
			for (const asker of ASKERS) {
				const answer = await ask(path, asker);
				answers.push(answer);
				for (const [word, who] of met) if (answer.body.includes(word)) who.add(asker);
			}
			statuses.set(place, answers);
			lines.push([route, place, ...answers.map(({ status }) => status)].join(';'));
		}
		if (isOfProject) findings.push(...alike(route, statuses));
	}
	for (const path of [
		'/zoeken?q=kanarie',
		'/zoeken?q=Zonnedam',
		'/feed.xml',
		'/sitemap.xml',
		'/__data.json',
		`/projecten/${village.project}/__data.json`,
		`/projecten/${village.project}/logboek?q=kanarie`,
		`/projecten/${village.project}/logboek/__data.json`,
	]) {
		for (const asker of ASKERS) {
			const { body } = await ask(path, asker);
			for (const [word, who] of met) if (body.includes(word)) who.add(asker);
		}
	}
	for (const [word, who] of met) {
		const expected = process.env.PROOF_SABOTAGE === 'sweep' ? [] : (CANARIES[word] ?? []);
		findings.push(holds([...who].toSorted().join() === expected.toSorted().join(), `${word} is met by ${[...who].join(', ') || 'nobody'}`));
	}
	return [...(await compared(lines)), ...findings];
}

/** Whether a project of others and no project at all look the same to everybody who is in neither. */
function alike(route: string, statuses: Map<string, Answer[]>): Finding[] {
	const print = ({ body }: Answer) =>
		createHash('sha256')
			.update(body.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'))
			.digest('hex');
	const [elsewhere = [], none = []] = [statuses.get('other municipality'), statuses.get('none')];
	const differing = ASKERS.filter((asker, index) => {
		const [there, nowhere] = [elsewhere[index], none[index]];
		return asker !== 'other municipality' && there && nowhere && (there.status !== nowhere.status || print(there) !== print(nowhere));
	});
	return [
		holds(
			differing.length === 0,
			`${route}: another municipality’s project looks like none${differing.length > 0 ? `, but not to ${differing.join(', ')}` : ''}`,
		),
	];
}

async function compared(found: string[]): Promise<Finding[]> {
	if (process.argv.includes('--write')) await writeFile(TABLE, `${found.join('\n')}\n`);
	const reviewed = (await readFile(TABLE, 'utf8').catch(() => '')).trim().split('\n');
	const changed = [
		...found.filter((line) => !reviewed.includes(line)).map((line) => `is now: ${line}`),
		...reviewed.filter((line) => !found.includes(line)).map((line) => `was reviewed as: ${line}`),
	];
	return changed.length === 0
		? [holds(true, `${found.length - 1} rows of pages.csv, each asked by ${ASKERS.length}`)]
		: changed.map((what) => holds(false, what));
}

await conclude(prove);
