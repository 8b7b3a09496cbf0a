import type { TestEvent } from 'node:test/reporters';

/** A reporter that leaves only the totals: passed, failed and skipped, for `bin/test` to add up. */
export default async function* totals(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
	for await (const event of source) {
		if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
		const { passed, tests, skipped, todo } = event.data.counts;
		yield `${passed} ${tests - passed - skipped - todo} ${skipped + todo}\n`;
	}
}
