import assert from 'node:assert/strict';
import type { Manuscript } from '#publishing/manuscript.ts';
import type { Publication } from '#publishing/publication.ts';
import { readManuscript } from '#publishing/reading.ts';

/** A small method of our village: two tracks, two phases, three junctions. Tests say only what matters to their story. */

export function junctionFile(front: Record<string, unknown>, body = '## Doel\n\nHet is geregeld.\n'): string {
	const lines = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
	return `---\n${lines.join('\n')}\n---\n${body}`;
}

export const junctionOf = (id: string, number: string, more: Record<string, unknown> = {}) => ({
	id,
	number,
	title: `Knooppunt ${id}`,
	short: id,
	phase: Number(number.split('.')[0]),
	tracks: ['A'],
	parties: ['gemeente'],
	...more,
});

const edition = (id: string, follows: string | null) =>
	[
		`id: "${id}"`,
		`name: { nl: Editie ${id} }`,
		'summary: { nl: Een kleine methode. }',
		...(follows === null ? [] : [`follows: "${follows}"`]),
		'trackGroups:',
		'  - { id: sociaal, name: { nl: Sociaal } }',
		'  - { id: technisch, name: { nl: Technisch } }',
		'',
	].join('\n');

/** The frame of an edition, without its junctions. */
export function editionFiles(id: string, follows: string | null = null): [string, string][] {
	const folder = `editions/${id}`;
	return [
		[`${folder}/edition.yaml`, edition(id, follows)],
		[`${folder}/phases/1.md`, '---\nnumber: 1\nname: Beginnen\nsummary: Het begin.\nmilestone: Startplan\n---\nWe beginnen.\n'],
		[`${folder}/phases/2.md`, '---\nnumber: 2\nname: Bouwen\nsummary: Het werk.\nmilestone: Oplevering\n---\nWe bouwen.\n'],
		[`${folder}/tracks/a.md`, '---\ncode: A\nname: Sociaal spoor\ngroup: sociaal\nsummary: Mensen.\n---\n'],
		[`${folder}/tracks/b.md`, '---\ncode: B\nname: Technisch spoor\ngroup: technisch\nsummary: Buizen.\n---\n'],
		[`${folder}/parties/gemeente.md`, '---\nid: gemeente\nname: Gemeente\nletter: G\norder: 1\nsummary: De gemeente.\n---\n'],
	];
}

export type Junctions = Record<string, string>;

/** An edition with its junctions, by the id of each. */
export const editionWith = (id: string, junctions: Junctions, follows: string | null = null): [string, string][] => [
	...editionFiles(id, follows),
	...Object.entries(junctions).map(([name, text]): [string, string] => [`editions/${id}/junctions/${name}.md`, text]),
];

const VILLAGE: Junctions = {
	kennismaken: junctionFile({
		...junctionOf('kennismaken', '1.01'),
		links: [{ 'input-for': 'aanleggen', why: 'Zonder kennis geen net.' }],
	}),
	afspreken: junctionFile(junctionOf('afspreken', '1.02', { tracks: ['A', 'B'], decision: true })),
	aanleggen: junctionFile(junctionOf('aanleggen', '2.01', { tracks: ['B'] })),
};

/** The village's method with files added, replaced, or taken away with null. */
export function aManuscript(changes: Record<string, string | null> = {}): Manuscript {
	const manuscript = new Map(editionWith('1', VILLAGE));
	for (const [path, text] of Object.entries(changes)) {
		if (text === null) manuscript.delete(path);
		else manuscript.set(path, text);
	}
	return manuscript;
}

/** Reads a manuscript that is expected to hold. */
export function published(manuscript: Manuscript): Publication {
	const reading = readManuscript(manuscript);
	assert.ok(reading.ok, reading.ok ? '' : JSON.stringify(reading.problems, null, 1));
	return reading.publication;
}
