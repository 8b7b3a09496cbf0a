import { addItem } from '#registers/adding.server.ts';
import { registerOf } from '#registers/all.ts';
import { changeItem } from '#registers/changing.server.ts';
import { itemFor, withEvery } from '#registers/items.server.ts';
import type { Register } from '#registers/register.ts';
import { remark } from '#registers/remarks.server.ts';
import type { Moment } from './moment.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

type Given = Sample['items'][number];

/** What was put on registers, what changed, and what was said and measured of it since. */
export const itemMoments = ({ items }: Sample): Moment[] => items.flatMap(momentsOf);

function momentsOf(given: Given): Moment[] {
	const register = registerOf(given.register);
	if (!register) throw new SampleProblem(`No register is called ${given.register}.`);
	const what = `${given.register}: ${given.filled[register.called]}`;
	let id = '';
	return [
		{
			...{ on: given.on, what },
			async happens(stage, now) {
				const { db, keys } = stage.keeper;
				const owner = given.owner === undefined ? null : stage.account(given.owner).id;
				const { level, channel, source } = given;
				const whole = { level, channel, owner, source, reviewOn: '', filled: withEvery(register, filledIn(stage, register, given.filled)) };
				id = await addItem(db, keys, await stage.member(given.by, now), register, whole, now);
			},
		},
		...(given.changed === undefined ? [] : [changed(register, given.changed, what, () => id)]),
		...given.remarks.map(({ on, by, day, text, measured }) => ({
			...{ on, what: `${what}, remark` },
			happens: async (stage: Stage, now: Date) => {
				const { db, keys } = stage.keeper;
				const said = { item: id, day: day ?? on, text, measured: measured ?? null };
				return remark(db, keys, await stage.member(by, now), register, said, now);
			},
		})),
	];
}

const changed = (register: Register, { on, by, filled }: NonNullable<Given['changed']>, what: string, idOf: () => string): Moment => ({
	...{ on, what: `${what}, changed` },
	async happens(stage, now) {
		const { db, keys } = stage.keeper;
		const member = await stage.member(by, now);
		const there = await itemFor(db, keys, member, register, idOf());
		const { id, version, source, reviewOn } = there;
		// Who saw to it may have left; then whoever changes it does.
		const given = { owner: member.account, source, reviewOn, filled: { ...there.filled, ...filledIn(stage, register, filled) } };
		return changeItem(db, keys, member, register, { id, version, ...given }, now);
	},
});

/** Words as they stand; a decision by its id. */
function filledIn(stage: Stage, register: Register, given: Given['filled']) {
	for (const name of Object.keys(given)) if (!register.fields[name]) throw new SampleProblem(`${register.id} asks for no ${name}.`);
	const { decision, ...rest } = given;
	return { ...rest, ...(decision ? { decision: stage.entry(decision) } : {}) };
}
