import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
const PAGE = 'docs/asvs.md';
const page = readFileSync(join(ROOT, PAGE), 'utf8');

const STATES = ['met', 'partly', 'not met', 'does not apply'];

/** How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has. */
const COUNTS: Record<string, number> = {
	V1: 27,
	V2: 11,
	V3: 19,
	V4: 10,
	V5: 9,
	V6: 35,
	V7: 18,
	V8: 7,
	V9: 7,
	V10: 29,
	V11: 14,
	V12: 9,
	V13: 13,
	V14: 9,
	V15: 13,
	V16: 16,
	V17: 7,
};

interface Row {
	id: string;
	/** The chapter under whose heading it stands. */
	under: string;
	about: string;
	state: string;
	shownBy: string;
}

const rows: Row[] = page.split(/^## /m).flatMap((chapter) =>
	[...chapter.matchAll(/^\| (V[\d.]+) \| (.*?) \| (.*?) \| (.*) \|$/gm)].map(([, id = '', about = '', state = '', shownBy = '']) => ({
		id,
		under: chapter.split(' ')[0] ?? '',
		about,
		state,
		shownBy,
	})),
);
const idsWith = (...states: string[]) => rows.filter(({ state }) => states.includes(state)).map(({ id }) => id);

const spans = [...page.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
const links = [...page.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, target = '']) => target);
const tests = ['src', 'tests'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.test.ts'))
		.map((path) => `${folder}/${path}`),
);

/** The number of a requirement as something that can be put in order. */
const rank = (id: string) =>
	id
		.slice(1)
		.split('.')
		.map((part) => part.padStart(3, '0'))
		.join('.');

/** A heading as a link to it is written. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');

describe('the table of OWASP ASVS', () => {
	it('has every requirement of level 1 and 2 once, in order, in its chapter', () => {
		const ids = rows.map(({ id }) => id);
		assert.deepEqual(
			ids,
			[...new Set(ids)].toSorted((a, b) => rank(a).localeCompare(rank(b))),
		);
		assert.deepEqual(
			rows.filter(({ id, under }) => id.split('.')[0] !== under).map(({ id }) => id),
			[],
		);
		const counted = Object.keys(COUNTS).map((chapter) => [chapter, rows.filter(({ under }) => under === chapter).length]);
		assert.deepEqual(Object.fromEntries(counted), COUNTS);
		assert.equal(rows.length, 253);
	});

	it('says of each row what it is about and how it stands', () => {
		const unsaid = rows.filter(({ about, state, shownBy }) => !about.trim() || !STATES.includes(state) || !shownBy.trim());
		assert.deepEqual(
			unsaid.map(({ id }) => id),
			[],
		);
	});

	it('shows what is met by something that can be run or opened, and says what is missing', () => {
		const unshown = rows.filter(({ state, shownBy }) => state === 'met' && !/`[^`]+`|\]\(/.test(shownBy));
		const unsaid = rows.filter(({ state, shownBy }) => (state === 'partly') !== shownBy.includes('Missing: '));
		assert.deepEqual(
			[...unshown, ...unsaid].map(({ id }) => id),
			[],
		);
	});

	it('counts its rows', () => {
		const counts = STATES.map((state) => idsWith(state).length).join(' | ');
		assert.ok(page.includes(`| ${STATES.join(' | ')} |\n|---|---|---|---|\n| ${counts} |`), counts);
	});

	it('lists everything that is open, and nothing else', () => {
		const open = /## What is open\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
		const listed = [...open.matchAll(/^\| \d+ \| ([^|]*) \|/gm)].flatMap(([, ids = '']) => ids.split(', '));
		assert.deepEqual(listed.toSorted(), idsWith('partly', 'not met').toSorted());
	});

	it('names only proofs that are there and run with all', () => {
		const all = readFileSync(join(ROOT, 'tests/proofs/all.ts'), 'utf8');
		const proofs = spans.flatMap((span) => /^(?:bin\/)?proof ([a-z]+)$/.exec(span)?.[1] ?? []);
		assert.ok(proofs.length > 0);
		assert.deepEqual(
			proofs.filter((name) => !existsSync(join(ROOT, `tests/proofs/${name}.ts`)) || !all.includes(`name: '${name}'`)),
			[],
		);
	});

	it('names only tests that are there', () => {
		const named = spans.flatMap((span) => {
			const [, file, name] = /^(\S+\.test\.ts)(?:: "(.+)")?$/.exec(span) ?? [];
			return file === undefined ? [] : [{ span, file, name }];
		});
		assert.ok(named.length > 0);
		const wrong = named.filter(({ file, name }) => {
			const found = tests.filter((path) => path === file || path.endsWith(`/${file}`));
			const [only] = found;
			return found.length !== 1 || only === undefined || (name !== undefined && !readFileSync(join(ROOT, only), 'utf8').includes(name));
		});
		assert.deepEqual(
			wrong.map(({ span }) => span),
			[],
		);
	});

	it('names only files and headings that are there', () => {
		const files = spans.filter((span) => /^(src|tests|docs|static|bin)\/\S+$|^[a-z]+\.json$/.test(span));
		assert.deepEqual(
			files.filter((path) => !existsSync(join(ROOT, path))),
			[],
		);
		const dead = links.filter((link) => {
			const [path = '', anchor] = link.split('#');
			const file = join(ROOT, dirname(PAGE), path);
			if (!existsSync(file)) return true;
			const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
			return anchor !== undefined && !headings.includes(anchor);
		});
		assert.deepEqual(dead, []);
	});

	it('points at nothing that no test of this page can look for', () => {
		const known = /^(?:bin\/)?proof [a-zA-Z]+$|\.test\.ts|^(src|tests|docs|static|bin)\/|^[a-z]+\.json$/;
		const inRows = rows.flatMap(({ shownBy }) => [...shownBy.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span));
		assert.deepEqual(
			inRows.filter((span) => !known.test(span) && !['.git', 'http://'].includes(span)),
			[],
		);
	});
});
