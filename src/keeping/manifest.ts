import * as v from 'valibot';
import { BrokenBackup, KeepingProblem } from './problem.ts';

/** The form of a backup. It rises when an older program could no longer read what a newer one writes. */
export const FORM = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const keptTable = v.object({ name: v.string(), rows: count, sha256 });
const keptFile = v.object({ name: v.string(), bytes: count, sha256 });
const chainHead = v.object({ chain: v.string(), seq: count, hash: v.string() });

const manifest = v.object({
	form: v.literal(FORM),
	holds: v.picklist(['installation', 'keys']),
	program: v.string(),
	/** The newest migration of the database, as it was. */
	schema: v.string(),
	engine: v.picklist(['sqlite', 'postgres']),
	madeAt: v.string(),
	tables: v.array(keptTable),
	files: v.array(keptFile),
	chains: v.array(chainHead),
	/** Every byte of the archive before the manifest. */
	archive: v.object({ bytes: count, sha256 }),
});

/** How many rows a table holds, and the SHA-256 over them as lines of JSON, in the order of its key. Alike on both engines. */
export type KeptTable = v.InferOutput<typeof keptTable>;
/** A file by its name in its folder. */
export type KeptFile = v.InferOutput<typeof keptFile>;
/** The last entry of one chain of the journal. */
export type ChainHead = v.InferOutput<typeof chainHead>;
/** What a backup says of itself. */
export type Manifest = v.InferOutput<typeof manifest>;
/** What the database holds, however it is kept. */
export type Holdings = Pick<Manifest, 'schema' | 'tables' | 'chains'>;

export const manifestAsText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, '\t')}\n`;

export function readManifest(text: string): Manifest {
	let said: unknown;
	try {
		said = JSON.parse(text);
	} catch {
		throw new BrokenBackup('its manifest is no JSON');
	}
	const form = (said as { form?: unknown } | null)?.form;
	if (typeof form === 'number' && form > FORM)
		throw new KeepingProblem('A newer version of the program made this backup. Install that one first.');
	const reading = v.safeParse(manifest, said);
	if (!reading.success) throw new BrokenBackup('its manifest says something else than it should');
	return reading.output;
}

/** The tables, chains and schema version that differ, by name; empty when both hold the same to the byte. */
export function differences(one: Holdings, other: Holdings): string[] {
	const linesOf = ({ schema, tables, chains }: Holdings) =>
		new Map([
			['schema', schema],
			...tables.map(({ name, rows, sha256 }): [string, string] => [`table ${name}`, `${rows} ${sha256}`]),
			...chains.map(({ chain, seq, hash }): [string, string] => [`chain ${chain}`, `${seq} ${hash}`]),
		]);
	const [left, right] = [linesOf(one), linesOf(other)];
	return [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name));
}
