import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { makeApiToken } from '#api-tokens/api-tokens.server.ts';
import { SCOPES } from '#api-tokens/scope.ts';
import { ACCESS } from '../../src/routes/access.ts';
import { type Answer, ask } from '../proofs/asking.ts';
import type { Resident } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { aDocumentIn, aRecordOfEachKind, type Recorded } from '../village/records.ts';
import { type Served, serveHouse } from '../village/served.ts';

/**
 * The words that stand in the records of a table, and whether who is only in the part Hoogbouw meets them too; those that were said in
 * confidence, which only the two sides of a talk meet; or why there are none.
 */
type Words = { words: string[]; inPart?: true; inConfidence?: string[] } | { none: string };

/** Every table that belongs to a project. One that is not here fails the first test below. */
const TABLES: Record<string, Words> = {
	absent_voices: { words: ['zicht-stem', 'zicht-namens', 'zicht-eraf'] },
	blind_spot_links: { words: ['zicht-vraag'] },
	base_answers: { none: 'says up to which version an offer was answered' },
	contributions: { words: ['kanarie-zaal', 'kanarie-wachtend'] },
	document_texts: { words: ['zicht-tekst'] },
	document_versions: { words: ['zicht-bestand'] },
	entries: {
		words: ['kanarie-intern', 'kanarie-rijtjes', 'kanarie-kern', 'kanarie-persoonlijk', 'zicht-later', 'zicht-actie', 'zicht-titel'],
	},
	entry_actions: { words: ['zicht-gedaan'] },
	entry_confirmations: { none: 'says who and when, and is shown with its entry alone' },
	entry_junctions: { none: 'names a junction of the guide' },
	entry_reactions: { words: ['zicht-reactie'] },
	entry_relations: { none: 'names two entries' },
	entry_reminders: { none: 'says that a letter went' },
	entry_removals: { words: ['zicht-waarom'] },
	entry_versions: { words: ['zicht-eerder'] },
	entry_words: { none: 'is what entries are found by: asked below by searching' },
	files: { none: 'holds no words' },
	follows: { none: 'names an entry or a junction' },
	guests: { words: ['Gerda'] },
	journal: { words: ['zicht-actie'] },
	journal_checkpoints: { none: 'holds hashes' },
	journal_details: { words: ['zicht-actie'] },
	journal_places: { none: 'names a level and a part' },
	journal_witnesses: { none: 'holds signed hashes' },
	meetings: { words: ['zicht-avond'] },
	memberships: { words: ['Zicht Lid'] },
	named_parties: { words: ['zicht-genoemd', 'zicht-reden-van-collega', 'zicht-collega', 'zicht-terzijde'] },
	openings: { words: ['zicht-reden'] },
	pair_judgements: { words: ['zicht-paar', 'zicht-kernpaar'] },
	progress_changes: { words: ['kanarie-stand', 'kanarie-rij'] },
	progress_proposals: { words: ['kanarie-voorstel'] },
	printouts: { none: 'holds what was chosen, and is its asker’s alone: src/printouts/printouts.test.ts' },
	project_areas: { words: ['BU03639999'], inPart: true },
	project_hands: { none: 'names a record and a person of a project that came from elsewhere' },
	project_invitations: { words: ['zicht-gast'] },
	project_people: { none: 'names people of a project that came from elsewhere, and is shown with what they did alone' },
	project_warnings: { none: 'says that a letter went' },
	projects: { words: ['zicht-gebied'], inPart: true },
	register_items: { words: ['zicht-risico', 'zicht-kernrisico'] },
	register_remarks: { words: ['zicht-opmerking', 'zicht-kernopmerking'] },
	register_removals: { words: ['zicht-risicoweg'] },
	register_versions: { words: ['zicht-risicoeerder'] },
	sensitivity_changes: { words: ['kanarie-gevoelig'] },
	shared_items: { words: ['zicht-vrijgegeven', 'zicht-teamrisico'], inConfidence: ['zicht-teruggenomen'] },
	shared_remarks: { words: ['zicht-opvolging'] },
	stakeholder_involvements: { words: ['zicht-moment', 'zicht-uitkomst', 'zicht-waaromniet', 'zicht-kernmoment', 'zicht-vorm'] },
	stakeholder_judgements: { words: ['zicht-plek', 'zicht-groep'] },
	stakeholder_removals: { words: ['zicht-partijweg'] },
	stakeholder_rhythms: { none: 'says a number of months per group' },
	stakeholder_seats: { words: ['zicht-buur', 'zicht-rol', 'zicht-kernbuur'] },
	stakeholder_versions: { words: ['zicht-partijeerder'] },
	stakeholders: { words: ['zicht-partij', 'zicht-kernpartij'] },
	subprojects: { words: ['zicht-deel'] },
	talk_lines: { words: [], inConfidence: ['zicht-droom', 'zicht-angst', 'zicht-nachtmerrie', 'zicht-bedenking', 'zicht-eigen'] },
	talks: { words: [], inConfidence: ['zicht-kamer', 'zicht-afspraak'] },
	voice_thoughts: { none: 'names a decision and a voice, and is shown with who may read both: src/stakeholders/absent/absent.test.ts' },
	waits: { words: ['kanarie-wacht'] },
};
const ALL = [...new Set(Object.values(TABLES).flatMap((one) => ('words' in one ? one.words : [])))];
const IN_CONFIDENCE = Object.values(TABLES).flatMap((one) => ('words' in one ? (one.inConfidence ?? []) : []));
const IN_PART = Object.values(TABLES).flatMap((one) => ('words' in one && one.inPart ? one.words : []));

/** Who tries, and what they may meet. */
const TRYING: Record<string, { resident: Resident | null; may: string[] }> = {
	'a member of another project': { resident: 'other municipality', may: [] },
	'a member of another part only': { resident: 'subproject member', may: IN_PART },
	'a former member': { resident: 'former member', may: [] },
	'a signed-out visitor': { resident: null, may: [] },
};

interface Asker {
	token?: string;
	bearer?: string;
}
type Way = (at: Served<Recorded>, asker: Asker) => Promise<Answer[]>;

/** Every way along which somebody might come by something. */
const WAYS: Record<string, Way> = {
	'a typed address': ({ address, village }, { token }) => Promise.all(addressesIn(village).map((path) => ask(address, path, { token }))),
	'a select list': ({ address, village }, { token }) =>
		Promise.all(
			[village.project, village.elsewhere].flatMap((project) =>
				['logboek', 'logboek/nieuw?soort=action', 'leden/uitnodigen', 'voortgang/samenhang', 'journaal', 'documenten/toevoegen'].map(
					(page) => ask(address, `/projecten/${project}/${page}`, { token }),
				),
			),
		),
	'a search': ({ address, village }, { token }) =>
		Promise.all(
			['zicht', 'kanarie', 'tekst'].flatMap((word) =>
				[
					`/zoeken?q=${word}`,
					...[village.project, village.elsewhere].flatMap((id) => [
						`/projecten/${id}/logboek?q=${word}`,
						`/projecten/${id}/documenten?q=${word}`,
					]),
				].map((path) => ask(address, path, { token })),
			),
		),
	'an export': ({ address, village }, { token }) =>
		Promise.all([
			...[
				...['logboek/meenemen', 'leden/meenemen', 'partijen/meenemen', 'registers/risicos/meenemen', 'gesprekken/meenemen'],
				...['journaal/csv', 'meenemen/zip'],
			].map((page) => ask(address, `/projecten/${village.project}/${page}`, { token, form: { vorm: 'csv' } })),
			...['logboek', 'partijen', 'gesprekken'].map((page) =>
				ask(address, `/projecten/${village.project}/${page}/meenemen`, { token, form: { vorm: 'json' } }),
			),
			ask(address, `/projecten/${village.project}/partijen/meenemen`, { token, form: { vorm: 'svg' } }),
			...['csv', 'ods'].map((kind) => ask(address, `/projecten/${village.project}/voortgang/spreadsheet/${kind}`, { token })),
			ask(address, '/organisatie/meenemen/zip', { token, form: {} }),
			ask(address, '/mijn/gegevens/meenemen', { token, form: {} }),
		]),
	mail: ({ address }, { token }) => Promise.all([ask(address, '/mijn/berichten', { token })]),
	'the API': ({ address, village }, { bearer }) =>
		Promise.all(
			['', `/${village.project}`, `/${village.project}/journal`, `/${village.project}/notes`].map((path) =>
				ask(address, `/api/v1/projects${path}`, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} }),
			),
		),
};

/** Every declared address of a project, with each record in its place. */
function addressesIn(village: Recorded): string[] {
	const parts: Record<string, string[]> = {
		project: [village.project],
		bijeenkomst: [village.meeting.id],
		vermelding: village.entries,
		belanghebbende: village.stakeholders,
		register: ['risicos'],
		item: village.items,
		gesprek: [village.talked.talk],
		regel: village.talked.lines,
		gedeeld: village.talked.shared,
		moment: village.moments,
		paar: village.pairs,
		document: village.entries.slice(-1),
		nummer: ['1'],
		knooppunt: ['regierol'],
	};
	const filled = (path: string): string[] => {
		const [whole, name] = /\[(\w+)\]/.exec(path) ?? [];
		return whole === undefined ? [path] : (parts[name ?? ''] ?? ['niets']).flatMap((value) => filled(path.replace(whole, value)));
	};
	return Object.keys(ACCESS)
		.filter((route) => route.startsWith('/projecten/[project]'))
		.flatMap(filled)
		.flatMap((path) => [path, `${path}/__data.json`]);
}

/** What somebody can read of an answer, also inside a file that is packed. */
function textOf({ body, text }: Answer): string {
	if (body.subarray(0, 2).toString() !== 'PK') return text;
	return Object.values(unzipSync(new Uint8Array(body)))
		.map((file) => Buffer.from(file).toString())
		.join('\n');
}

describe('what belongs to a project', () => {
	let served: Served<Recorded>;
	before(async () => {
		served = await serveHouse((db) => aRecordOfEachKind(db));
		served.village.entries.push(await aDocumentIn(served.db, served.dataFolder, served.village));
	});
	after(() => served.stop());

	const askerAs = async (resident: Resident | null): Promise<Asker> => {
		if (resident === null) return {};
		const { account, token } = served.village.people[resident];
		const made = await makeApiToken(served.db, keys, account, { name: 'x', scopes: [...SCOPES], days: 30 });
		if (!made.ok) throw new Error(made.issue);
		return { token, bearer: made.token };
	};
	const metBy = async (way: Way, asker: Asker, words = ALL): Promise<string[]> => {
		const texts = (await way(served, asker)).map(textOf);
		return words.filter((word) => texts.some((text) => text.includes(word)));
	};
	const metAnyhow = async (asker: Asker, words: string[]): Promise<Set<string>> => {
		const met = new Set<string>();
		for (const way of Object.values(WAYS)) for (const word of await metBy(way, asker, words)) met.add(word);
		return met;
	};

	it('is all named in the table above', async () => {
		const { rows } = await sql<{ name: string; to: string }>`select m.name, f."table" as "to"
			from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(served.db);
		// Of accounts only that they take part belongs to a project.
		const belonging = new Set(['projects', 'journal']);
		for (let size = 0; size < belonging.size; ) {
			size = belonging.size;
			for (const { name, to } of rows) if (belonging.has(to)) belonging.add(name);
		}
		const { rows: chained } = await sql<{ name: string }>`select m.name from sqlite_master m
			join pragma_table_info(m.name) c where m.type = 'table' and c.name in ('project', 'chain')`.execute(served.db);
		for (const { name } of chained) belonging.add(name);
		assert.deepEqual([...belonging].toSorted(), Object.keys(TABLES).toSorted());
	});

	it('is met by who leads it, so that the words below are really there', async () => {
		const met = await metAnyhow(await askerAs('leader'), ALL);
		assert.deepEqual(
			ALL.filter((word) => !met.has(word)),
			[],
		);
	});

	it('and was said in confidence is met by the two who talked, and by nobody else in whatever role', async () => {
		const own = ['zicht-eigen'];
		const gone = ['zicht-teruggenomen'];
		const of = (person: Resident) => (person === 'member' ? gone : [...gone, ...own]);
		for (const side of ['member', 'reader'] as const) {
			const met = await metAnyhow(await askerAs(side), IN_CONFIDENCE);
			assert.deepEqual(
				IN_CONFIDENCE.filter((word) => !met.has(word)),
				IN_CONFIDENCE.filter((word) => of(side).includes(word)),
				side,
			);
		}
		for (const other of ['leader', 'admin', 'core', 'administrator', 'operator'] as const)
			assert.deepEqual([...(await metAnyhow(await askerAs(other), IN_CONFIDENCE))], [], other);
	});

	for (const [who, { resident, may }] of Object.entries(TRYING))
		it(`is not met by ${who}, whichever way they try`, async () => {
			const asker = await askerAs(resident);
			const met: Record<string, string[]> = {};
			for (const [name, way] of Object.entries(WAYS))
				met[name] = (await metBy(way, asker, [...ALL, ...IN_CONFIDENCE])).filter((word) => !may.includes(word));
			assert.deepEqual(met, Object.fromEntries(Object.keys(WAYS).map((name) => [name, []])));
		});
});
