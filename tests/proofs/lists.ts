import fc from 'fast-check';
import { entriesFor } from '#logbook/entries.server.ts';
import { mayReadEntry } from '#logbook/entry.ts';
import { findAnew } from '#logbook/finding.server.ts';
import type { Engine } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { type EntryPlace, maySeeEntry } from '#projects/entry.ts';
import { linesFor } from '#projects/journal.server.ts';
import { isLocked, LEVELS } from '#projects/level.ts';
import { type Member, ROLES } from '#projects/member.ts';
import { withDatabase } from '../bench/databases.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Lists and questions say the same: in worlds made at random, what `entriesFor` finds for a member is what `mayReadEntry` allows them,
 * one by one, and nothing else; and what `linesFor` finds in a journal is what `maySeeEntry` allows.
 */

const WORLDS = 500;
const own = keysFrom(Buffer.alloc(32));
/** The keys of the village, under which the project has this key. */
const withOwn = { ...keys, unseal: () => Buffer.alloc(32).toString('base64') };

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) findings.push(await worldsOn(engine), await journalsOn(engine));
	return findings;
}

const worldsOn = (engine: Engine): Promise<Finding> =>
	withDatabase(engine, async (db) => {
		const { project, part, otherPart, people } = await theNeighbourhood(db);
		const accounts = [people.leader, people.core, people.member].map(({ account }) => account.id);
		const oneOfThem = fc.constantFrom(...accounts);
		const aPart = fc.constantFrom(null, part, otherPart);
		const note = fc.record({ level: fc.constantFrom(...LEVELS), subproject: aPart, author: oneOfThem });
		const reader = fc.record({
			account: oneOfThem,
			role: fc.constantFrom(...ROLES),
			subproject: fc.constantFrom(part, otherPart),
			isOpener: fc.boolean(),
			isByToken: fc.boolean(),
		});
		let worlds = 0;
		try {
			await fc.assert(
				fc.asyncProperty(fc.array(note, { maxLength: 12 }), reader, fc.boolean(), async (notes, { subproject, ...rest }, isFinding) => {
					worlds++;
					const member = {
						...rest,
						subproject: rest.role === 'subproject' ? subproject : null,
						project: { id: project },
					} as unknown as Member;
					const at = '2026-11-22T12:00:00.000Z';
					const known = { project, kind: 'note', happened_on: at.slice(0, 10), entered_at: at, channel: 'screen', version: 1 } as const;
					const rows = notes.map((one, index) => ({ ...one, id: `n${index}` }));
					await db.deleteFrom('entries').execute();
					const kept = rows.map((row) => ({
						...{ ...row, ...known, changed_by: row.author, changed_at: at, analysis: null },
						content: isLocked(row.level) ? own.seal(`note ${row.id}`, 'woord') : 'woord',
					}));
					if (kept.length > 0) await db.insertInto('entries').values(kept).execute();
					await findAnew(db, keys);
					// With a word that all of them hold, finding must give the same as listing.
					const listed = (await entriesFor(db, withOwn, member, isFinding ? { words: 'woord' } : {})).map(({ id }) => id);
					const allowed = rows.filter((row) => isAllowed(member, row)).map(({ id }) => id);
					if (listed.toSorted().join() !== allowed.toSorted().join()) throw new Error(`listed ${listed}, allowed ${allowed}`);
				}),
				{ numRuns: WORLDS },
			);
			return holds(true, `${engine}: lists and questions agree in ${worlds} worlds`);
		} catch (error) {
			return holds(false, `${engine}: ${error instanceof Error ? error.message.slice(0, 500) : error}`);
		}
	});

/** The same for the journal: a chain of its own in each world, and in it what `maySeeEntry` allows. */
const journalsOn = (engine: Engine): Promise<Finding> =>
	withDatabase(engine, async (db) => {
		const { part, otherPart } = await theNeighbourhood(db);
		const place = fc.option(fc.record({ level: fc.constantFrom(...LEVELS), part: fc.constantFrom(null, part, otherPart) }));
		const reader = fc.record({
			role: fc.constantFrom(...ROLES),
			subproject: fc.constantFrom(part, otherPart),
			isOpener: fc.boolean(),
		});
		let worlds = 0;
		try {
			await fc.assert(
				fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 10 }), reader, async (places, { subproject, ...rest }) => {
					const chain = `world-${++worlds}`;
					const member = {
						...rest,
						account: 'a',
						subproject: rest.role === 'subproject' ? subproject : null,
						project: { id: chain, name: '' },
					} as unknown as Member;
					const told = { chain, actor: 'p_1', action: 'projects.note-written', object: 'n', channel: 'system' } as const;
					await act(db, keys, async ({ record }) => {
						let recorded = await record({ ...told, ...(places[0] && { place: places[0] }) });
						for (const one of places.slice(1)) recorded = await record({ ...told, ...(one && { place: one }) });
						return recorded;
					});
					const listed = (await linesFor(db, keys, member)).map(({ seq }) => seq);
					const allowed = places.flatMap((one, index) => (isSeen(member, one) ? [index + 1] : [])).toReversed();
					if (listed.join() !== allowed.join()) throw new Error(`listed ${listed}, allowed ${allowed} of ${JSON.stringify(places)}`);
				}),
				{ numRuns: WORLDS },
			);
			return holds(true, `${engine}: what the journal lists and what may be seen of it agree in ${worlds} worlds`);
		} catch (error) {
			return holds(false, `${engine}: ${error instanceof Error ? error.message.slice(0, 500) : error}`);
		}
	});

const isSeen = (member: Member, place: EntryPlace): boolean =>
	maySeeEntry(process.env.PROOF_SABOTAGE === 'lists' ? { ...member, role: 'leader' } : member, place);

/** A build that shows everybody what is for the core would be seen here. */
const isAllowed = (member: Member, entry: Parameters<typeof mayReadEntry>[1]): boolean =>
	mayReadEntry(process.env.PROOF_SABOTAGE === 'lists' ? { ...member, role: 'leader' } : member, entry);

await conclude(prove);
