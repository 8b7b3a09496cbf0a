import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { before, it } from 'node:test';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { dossier, type Installation, installations, takeIn } from '../../tests/village/dossiers.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { yearsLater } from '../../tests/village/years.ts';
import type { DossierIssue } from './problem.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const { village, elsewhere, embedded } = installations();

type Files = Record<string, Uint8Array>;
/** What happened to an archive on its way: it is given its files, and gives other bytes. */
type Harm = (files: Files, whole: Buffer) => Uint8Array;

const packed = (files: Zippable): Uint8Array => zipSync(files, { level: 6 });
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
/** Says something else in `project.json`. */
const said =
	// biome-ignore lint/suspicious/noExplicitAny: what is harmed here has no type on purpose
		(change: (content: any) => void): Harm =>
		(files) => {
			const content = JSON.parse(text(files['project.json']));
			change(content);
			return packed({ ...files, 'project.json': Buffer.from(JSON.stringify(content)) });
		};
const without =
	(name: string): Harm =>
	({ [name]: _, ...files }) =>
		packed(files);
const beside =
	(name: string, bytes = 'x'): Harm =>
	(files) =>
		packed({ ...files, [name]: Buffer.from(bytes) });
const changed =
	(name: string, change: (was: string) => string | Uint8Array): Harm =>
	(files) =>
		packed({ ...files, [name]: Buffer.from(change(text(files[name]))) });
/** Writes another name over one, where it stands as it is: in the local header and in the directory. */
const renamed =
	(name: string, other: string): Harm =>
	(files) => {
		assert.equal(name.length, other.length);
		const bytes = Buffer.from(packed(files));
		for (let at = bytes.indexOf(name); at !== -1; at = bytes.indexOf(name, at + 1)) bytes.write(other, at);
		return bytes;
	};
const documentIn = (files: Files): string => Object.keys(files).find((name) => name.endsWith('.csv')) ?? '';
const OTHER = '0190a000-0000-7000-8000-000000000000';

const HARMS: Record<string, [DossierIssue, Harm]> = {
	'no archive': ['dossiers.badArchive', () => Buffer.from('Dit is een brief.')],
	'nothing at all': ['dossiers.badArchive', () => Buffer.alloc(0)],
	'an archive that was cut short': ['dossiers.badArchive', (_, whole) => whole.subarray(0, whole.length / 2)],
	'a bit that fell over in a text': [
		'dossiers.badDamaged',
		(files) => {
			const bytes = Buffer.from(zipSync(files, { level: 0 }));
			const at = bytes.indexOf('kanarie-kern');
			bytes[at] = (bytes[at] ?? 0) ^ 1;
			return bytes;
		},
	],
	'a bit that fell over in a page for people': [
		'dossiers.badDamaged',
		(files) => {
			const bytes = Buffer.from(zipSync(files, { level: 0 }));
			const at = bytes.indexOf('<!doctype html>');
			bytes[at + 2] = 0x44;
			return bytes;
		},
	],
	'a name that climbs out': ['dossiers.badName', renamed('checkpoint.sig', '../../../x.sig')],
	'a name from the root': ['dossiers.badName', renamed('checkpoint.sig', '/heckpoint.sig')],
	'a name with backslashes': ['dossiers.badName', renamed('checkpoint.sig', 'check\\oint.sig')],
	'a name that stands there twice': ['dossiers.badTwice', renamed('witnesses.json', 'journal.ndjson')],
	'a bomb': ['dossiers.badBomb', (files) => packed({ ...files, 'LEESMIJ.txt': Buffer.alloc(30_000_000, 32) })],
	'more files than any project has': [
		'dossiers.badBomb',
		(files) => packed({ ...files, ...Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`x${n}`, new Uint8Array()])) }),
	],
	'a missing journal': ['dossiers.badMissing', without('journal.ndjson')],
	'a missing checkpoint': ['dossiers.badMissing', without('checkpoint')],
	'a missing document': ['dossiers.badMissing', (files) => without(documentIn(files))(files, Buffer.alloc(0))],
	'a file that does not belong': ['dossiers.badExtra', beside('virus.exe')],
	'a folder': ['dossiers.badExtra', beside('documents/')],
	'a document of which nothing is told': ['dossiers.badExtra', beside(`documents/${'a'.repeat(64)}.txt`)],
	'a document with other bytes': [
		'dossiers.badHash',
		(files) => changed(documentIn(files), () => 'wat;euro\nbuis;13\n')(files, Buffer.alloc(0)),
	],
	'a document that is not what it says': [
		'dossiers.badDocument',
		(files, whole) => {
			const name = documentIn(files);
			const { [name]: bytes = new Uint8Array(), ...others } = files;
			const asPicture = said((content) => {
				const hash = name.slice('documents/'.length, -'.csv'.length);
				for (const one of [...content.documents, ...content.document_versions]) if (one.hash === hash) one.extension = 'png';
				for (const one of content.documents) if (one.hash === hash) one.type = 'image/png';
			});
			return asPicture({ ...others, [name.replace('.csv', '.png')]: bytes }, whole);
		},
	],
	'something else than JSON': ['dossiers.badContent', changed('project.json', () => 'geen json')],
	'JSON that is no object': ['dossiers.badContent', changed('project.json', () => 'null')],
	'bytes that are no text': ['dossiers.badDamaged', changed('project.json', () => Buffer.of(0xff, 0xfe))],
	'another format': ['dossiers.badContent', said((content) => Object.assign(content, { format: 'iets-anders' }))],
	'a version of later': ['dossiers.badVersion', said((content) => Object.assign(content, { version: 2 }))],
	'a list too few': ['dossiers.badContent', said((content) => delete content.entries)],
	'a list too many': ['dossiers.badContent', said((content) => Object.assign(content, { accounts: [] }))],
	'a field too many': ['dossiers.badContent', said((content) => Object.assign(content.entries[0], { password: 'x' }))],
	'a text that is too long': ['dossiers.badContent', said((content) => Object.assign(content.subprojects[0], { name: 'x'.repeat(2_001) }))],
	'a text with a zero byte': ['dossiers.badContent', said((content) => Object.assign(content.subprojects[0], { name: 'a\u0000b' }))],
	'half a character': ['dossiers.badContent', said((content) => Object.assign(content.subprojects[0], { name: '\ud800' }))],
	'a time that is none': [
		'dossiers.badContent',
		said((content) => Object.assign(content.entries[0], { entered_at: '2026-02-30T00:00:00.000Z' })),
	],
	'a day that is none': ['dossiers.badContent', said((content) => Object.assign(content.entries[0], { happened_on: '2026-13-01' }))],
	'a number beyond all': ['dossiers.badContent', said((content) => Object.assign(content.entries[0], { version: 2 ** 40 }))],
	'a level that does not exist': ['dossiers.badContent', said((content) => Object.assign(content.entries[0], { level: 'secret' }))],
	'something personal': ['dossiers.badContent', said((content) => Object.assign(content.entries[0], { level: 'personal' }))],
	'a role that does not exist': ['dossiers.badContent', said((content) => Object.assign(content.memberships[0], { role: 'emperor' }))],
	'an id that climbs out': ['dossiers.badContent', said((content) => Object.assign(content.project, { id: '../../x' }))],
	'an id twice': ['dossiers.badTwice', said((content) => content.entries.push(content.entries[0]))],
	'a part that is not there': ['dossiers.badReference', said((content) => Object.assign(content.entries[0], { subproject: OTHER }))],
	'an author that is not there': ['dossiers.badReference', said((content) => Object.assign(content.entries[0], { author: 'p_nobody' }))],
	'a reaction to nothing': ['dossiers.badReference', said((content) => Object.assign(content.entry_reactions[0], { entry: OTHER }))],
	'a relation to nothing': ['dossiers.badReference', said((content) => Object.assign(content.entry_relations[0], { other: OTHER }))],
	'a detail of no entry of the journal': [
		'dossiers.badReference',
		said((content) => Object.assign(content.journal_details[0], { seq: 999_999 })),
	],
	'a confirmation of a note': [
		'dossiers.badContent',
		said((content) => {
			content.entry_confirmations[0].entry = content.entries.find((one: { kind: string }) => one.kind === 'note').id;
		}),
	],
	'a changed line in the journal': [
		'dossiers.badJournal',
		changed('journal.ndjson', (was) => was.replace('"channel":"screen"', '"channel":"paper"')),
	],
	'a line too few in the journal': ['dossiers.badJournal', changed('journal.ndjson', (was) => was.replace(/[^\n]*\n$/, ''))],
	'a line that is no JSON in the journal': ['dossiers.badJournal', changed('journal.ndjson', (was) => `${was}x\n`)],
	'a detail that was changed': [
		'dossiers.badJournal',
		said((content) => Object.assign(content.journal_details[0], { after: { name: 'Anders' } })),
	],
	'another head in the checkpoint': ['dossiers.badCheckpoint', changed('checkpoint', (was) => was.replace(/\n(\d+)\n/, '\n1\n'))],
	'a signature that is none': ['dossiers.badCheckpoint', changed('checkpoint.sig', () => randomBytes(64))],
	'a key that is none': ['dossiers.badCheckpoint', changed('log-key.pem', () => 'geen sleutel')],
	'a witness that nobody signed': ['dossiers.badCheckpoint', changed('witnesses.json', () => '[{"note":"x","key":"y"}]')],
	'another project than its journal': ['dossiers.badJournal', said((content) => Object.assign(content.project, { id: OTHER }))],
};

const TABLES = [
	'projects',
	'project_people',
	'entries',
	'files',
	'journal',
	'journal_details',
	'journal_witnesses',
	'organisations',
] as const;
async function everythingIn({ db, storeroom, folder }: Installation): Promise<unknown> {
	const rows = [];
	for (const table of TABLES) rows.push([table, (await db.selectFrom(table).selectAll().execute()).length]);
	const files = await readdir(`${folder}/files`, { recursive: true, withFileTypes: true }).catch(() => []);
	return [rows, files.filter((one) => one.isFile()).map(({ name }) => name), await Array.fromAsync(storeroom.shelf.names())];
}

onBothEngines('a dossier that does not hold', (fresh) => {
	let whole: Buffer;
	let files: Files;
	let next: Installation;
	let empty: unknown;
	before(async () => {
		const here = village(await fresh());
		whole = await dossier(here, (await yearsLater(here.db, here.storeroom, noon)).project);
		files = unzipSync(whole);
		next = elsewhere(await fresh());
		empty = await everythingIn(next);
	});

	it('is refused whole with the reason, whatever is wrong with it, and nothing of it is kept', async () => {
		for (const [what, [issue, harm]] of Object.entries(HARMS)) {
			await assert.rejects(takeIn(next, harm(files, whole)), { issue }, what);
			assert.deepEqual(await everythingIn(next), empty, what);
		}
		await takeIn(next, whole);
	});

	it('is refused where somebody in it has an account, for it would have them say things', async () => {
		const other = village(await fresh());
		await yearsLater(other.db, other.storeroom, noon);
		const { pseudonym } = await other.db.selectFrom('accounts').select('pseudonym').executeTakeFirstOrThrow();
		const forged = said((content) => {
			content.people.push({ pseudonym, name: 'Niet ik', organisation: 'x' });
		})(files, whole);
		await assert.rejects(takeIn(other, forged), { issue: 'dossiers.badPeople' });
	});

	it('is refused where something of it stands in another project already, and where its documents do not fit', async () => {
		const [other, small] = [elsewhere(await fresh()), await embedded()];
		await takeIn(other, whole);
		await assert.rejects(takeIn(other, whole), { issue: 'dossiers.badExists' });
		const before = await everythingIn(small);
		const tight = { ...small, storeroom: { ...small.storeroom, mostOfProject: 100 } };
		await assert.rejects(takeIn(tight, whole), { issue: 'dossiers.badTooLarge' });
		assert.deepEqual(await everythingIn(small), before);
	});
});
