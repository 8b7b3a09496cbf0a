import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { addIn } from '../adding.server.ts';
import { aboutStakeholder } from '../recording.ts';
import { LONGEST_LINE, NO_FACTS } from '../stakeholder.ts';
import { mayAskColleagues } from './link.ts';
import { namedFor } from './named.server.ts';
import type { NamedTogether } from './named.ts';

/**
 * Takes a party that colleagues named into the register, with all who named it as the source; one that is there already is only told to be
 * the same. `named` is any of the answers that name it. Gives the id of the stakeholder.
 */
export function takeIn(db: Database, keys: Keys, member: Member, named: string, now: Date = new Date()): Promise<string> {
	return settle(db, keys, member, named, now, async (acting, together) => {
		const { stakeholder, name } = together;
		const recorded = stakeholder
			? await acting.record(
					{ ...aboutStakeholder(member, stakeholder), action: 'stakeholders.known-named', after: { name } },
					stakeholder.id,
				)
			: await addIn(acting, keys, member, { level: 'internal', owner: null, facts: factsOf(together, member) }, now);
		const settled = { ...by(member, now), stakeholder: recorded.result, set_aside_reason: null };
		await acting.tx.updateTable('named_parties').set(settled).where('id', 'in', waiting(together)).execute();
		return recorded;
	});
}

/** Does nothing with a party that was named, and says why. */
export function setAside(
	db: Database,
	keys: Keys,
	member: Member,
	{ named, reason }: { named: string; reason: string },
	now: Date = new Date(),
): Promise<void> {
	return settle(db, keys, member, named, now, async ({ tx, record }, together) => {
		const settled = { ...by(member, now), set_aside_reason: reason };
		await tx.updateTable('named_parties').set(settled).where('id', 'in', waiting(together)).execute();
		const after = { name: together.name, reason };
		return record({ ...aboutStakeholder(member, { id: named, level: 'internal' }), action: 'stakeholders.set-aside', after });
	});
}

function settle<T>(
	db: Database,
	keys: Keys,
	member: Member,
	named: string,
	now: Date,
	work: (acting: Acting, together: NamedTogether) => Promise<Recorded<T>>,
): Promise<T> {
	return act(
		db,
		keys,
		async (acting) => {
			const all = await namedFor(acting.tx, keys, member);
			const together = found(all.find(({ answers }) => answers.some(({ id }) => id === named)));
			if (!mayAskColleagues(member)) throw notAllowed(member);
			if (waiting(together).length === 0) throw new Refusal('conflict', 'stakeholders.settledSince');
			return work(acting, together);
		},
		now,
	);
}

const waiting = ({ answers }: NamedTogether): string[] => answers.filter(({ settled }) => settled === null).map(({ id }) => id);
const by = ({ account }: Member, now: Date) => ({ settled_at: now.toISOString(), settled_by: account });

/** What is known of them by now. Who knows them is where to begin. */
function factsOf({ name, answers }: NamedTogether, { language }: Member) {
	const { say, day } = speechIn(language);
	const distinct = (texts: string[]) => [...new Set(texts.filter(Boolean))];
	const names = distinct(answers.map(({ by }) => by)).join(', ');
	const on = day((answers[0]?.at ?? '').slice(0, 10));
	const source = names === '' ? say('stakeholders.sourceNamed', { day: on }) : say('stakeholders.sourceNamedBy', { day: on, names });
	return {
		...NO_FACTS,
		...{ name, kind: answers.find(({ kind }) => kind !== '')?.kind ?? '', source: source.slice(0, LONGEST_LINE) },
		contacts: distinct(answers.map(({ knownBy }) => knownBy))
			.map((known) => say('stakeholders.knownThrough', { name: known }))
			.join('\n'),
	};
}
