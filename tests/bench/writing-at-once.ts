import { verifyChain } from '#platform/journal/verifying.server.ts';
import { writerAt } from '../proofs/noting-over-http.ts';
import { keys } from '../village/people.ts';
import type { Served } from '../village/served.ts';
import { median, quantile, rounded } from './numbers.ts';
import { below, type Part } from './part.ts';
import type { Workspaces } from './workspaces.ts';

/** How many notes each writes, one after the other. */
const EACH = 4;

/** Everybody writes at once in the large project; afterwards each note that was acknowledged is looked for, and the journal is checked. */
export async function writingAtOnce(engine: string, { address, village, db }: Served<Workspaces>): Promise<Part> {
	const { project } = village.large;
	const writers = village.writers.map(({ token }, index) => writerAt(address, token, project, `schrijver ${index}`));
	const said = await Promise.all(
		writers.map(async (writer) => {
			const answers = [];
			for (let time = 0; time < EACH; time++) answers.push(await writer.write());
			return answers;
		}),
	);
	const answers = said.flat();
	const rows = await db.selectFrom('entries').select('content').where('project', '=', project).where('kind', '=', 'note').execute();
	const there = new Set(rows.map(({ content }) => content));
	const kept = writers.flatMap((writer) => writer.kept);
	const refused = answers.length - kept.length;
	const lost = kept.filter((text) => !there.has(text)).length;
	const verdict = await verifyChain(db, keys, project);
	const times = answers.map(({ took }) => took);
	return {
		name: `${writers.length} people write ${EACH} notes each at once, on ${engine}`,
		rows: [
			{
				...{ notes: answers.length, refused, lost, 'journal holds': verdict.ok ? 'yes' : 'no' },
				...{ 'median ms': rounded(median(times)), 'p99 ms': rounded(quantile(times, 0.99)) },
			},
		],
		targets: [
			below(`notes refused or lost when ${writers.length} people write at once, on ${engine}`, refused + lost, 1, 'notes'),
			below(`breaks in the journal after that, on ${engine}`, verdict.ok ? 0 : 1, 1, 'breaks'),
		],
		notes: [],
	};
}
