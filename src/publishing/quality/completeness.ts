import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { missingIn } from '../missing.ts';
import type { Finding } from './sentences.ts';

const FEWEST_TIPS = 5;
const STEPS = { fewest: 3, most: 9 };

/** Blocks that are not written, too few tips, too few or too many steps, and tips that were written before. */
export function completeness(edition: Edition): Finding[] {
	const about = (junction: Junction, message: string): Finding => ({ file: `junction ${junction.number} ${junction.id}`, message });
	const missing = missingIn(edition).map(({ id, language, block }) => ({
		file: `junction ${id}`,
		message: `${block} is missing in ${language}`,
	}));
	const seen = new Map<string, Junction>();
	const counted = edition.junctions.flatMap((junction) => {
		const { approach = '', tips = '' } = junction.texts.nl.blocks;
		const steps = approach.match(/^\d+\. /gm)?.length ?? 0;
		const tipList = tips.match(/^- .*/gm) ?? [];
		const repeated = tipList.flatMap((tip) => {
			const key = tip.toLowerCase().replace(/[^\p{L}]+/gu, ' ');
			const other = seen.get(key);
			seen.set(key, junction);
			return other ? [about(junction, `the same tip as ${other.number}: ${tip}`)] : [];
		});
		return [
			...(steps < STEPS.fewest || steps > STEPS.most ? [about(junction, `${steps} steps, expected ${STEPS.fewest} to ${STEPS.most}`)] : []),
			...(tipList.length < FEWEST_TIPS ? [about(junction, `${tipList.length} tips, expected at least ${FEWEST_TIPS}`)] : []),
			...repeated,
		];
	});
	return [...missing, ...counted];
}
