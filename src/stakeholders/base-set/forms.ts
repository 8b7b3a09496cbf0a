import * as v from 'valibot';
import { asTyped, factsIn, STAKEHOLDER } from '../forms.ts';
import { NO_FACTS } from '../stakeholder.ts';
import { type BaseFacts, type BaseField, baseFactsOf } from './base.ts';
import type { Choice } from './offers.server.ts';
import type { Compared } from './offers.ts';

const { naam, soort, contactpersonen, rang, bron } = STAKEHOLDER.entries;

/** What is asked of a stakeholder of the base set: as of one of a neighbourhood, without what differs there. */
export const BASE_STAKEHOLDER = v.object({ naam, soort, contactpersonen, rang, bron, versie: v.string() });
export const REMOVED = v.object({ versie: v.string() });
type Given = v.InferOutput<typeof BASE_STAKEHOLDER>;

export const baseFactsIn = (given: Given, kinds: readonly string[]): BaseFacts =>
	baseFactsOf(factsIn({ ...given, woningen: '', aandeel: '', bereidheid: '', eigenaar: '', herzien: '' }, kinds));

export const baseTyped = (facts: BaseFacts, version: number): Record<string, string> => {
	const { naam, soort, contactpersonen, rang, bron } = asTyped({ ...NO_FACTS, ...facts }, null);
	return { naam, soort, contactpersonen, rang, bron, versie: String(version) };
};

/** The fields of one offer. */
export const answerField = (base: string): string => `antwoord-${base}`;
export const versionField = (base: string): string => `versie-${base}`;
/** Which versions somebody read: that of the base set, and that of one’s own where there is one. */
export const versionsTyped = ({ base, own }: Pick<Compared, 'base' | 'own'>): string => `${base.version} ${own?.version ?? ''}`.trim();
export function versionsIn(typed: string): Pick<Choice, 'version' | 'own'> {
	const [version = 0, own = null] = typed.split(' ').map((one) => Number.parseInt(one, 10) || 0);
	return { version, own };
}
export const takeField = (base: string, field: BaseField): string => `neem-${base}-${field}`;

export const answersSchema = (compared: readonly Compared[]) =>
	v.object(
		Object.fromEntries(
			compared.flatMap(({ base: { id }, differs }) => [
				[answerField(id), v.string()],
				[versionField(id), v.string()],
				...differs.map((field) => [takeField(id, field), v.string()]),
			]),
		) as Record<string, v.StringSchema<undefined>>,
	);

/** What was answered; what was left for later is not among it. */
export const choicesIn = (values: Record<string, string>, compared: readonly Compared[]): Choice[] =>
	compared.flatMap(({ base: { id }, own, differs }) => {
		const answer = values[answerField(id)];
		if (answer !== 'take' && answer !== 'keep') return [];
		const ticked = differs.filter((field) => values[takeField(id, field)] === 'ja');
		const take = answer === 'keep' ? [] : own === null ? ('all' as const) : ticked;
		return [{ base: id, ...versionsIn(values[versionField(id)] ?? ''), take }];
	});
