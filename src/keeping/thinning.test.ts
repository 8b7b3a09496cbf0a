import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { superfluous } from './thinning.server.ts';

const nameAt = (at: Date) => `wijkspoor-${at.toISOString().slice(0, 10)}T021500Z.backup`;
const DAY = 86_400_000;

describe('old backups', () => {
	it('stay for seven days, four weeks and twelve months, also when they are thinned out every night', () => {
		let kept: string[] = [];
		for (let night = 0; night < 500; night++) {
			kept.push(nameAt(new Date(Date.parse('2026-01-01T00:00:00Z') + night * DAY)));
			const gone = superfluous(kept);
			kept = kept.filter((name) => !gone.includes(name));
		}
		const days = kept.map((name) => name.slice(10, 20)).toReversed();
		assert.deepEqual(days.slice(0, 7), ['2027-05-15', '2027-05-14', '2027-05-13', '2027-05-12', '2027-05-11', '2027-05-10', '2027-05-09']);
		assert.deepEqual(days.slice(7, 10), ['2027-05-02', '2027-04-30', '2027-04-25']);
		assert.ok(days.length <= 7 + 4 + 12);
		assert.equal(days.at(-1), '2026-06-30');
	});

	it('are never taken for one another’s, or for what is not ours', () => {
		const others = ['wijkspoor-2020-01-01T000000Z.backup.copy', 'keys.backup', 'wijkspoor-2026-11-22T051500Z.backup.12.unfinished'];
		assert.deepEqual(superfluous([...others, nameAt(new Date())]), []);
	});

	it('that were made on one day make place for the last of it', () => {
		const [morning, evening] = ['wijkspoor-2026-11-22T051500Z.backup', 'wijkspoor-2026-11-22T191500Z.backup'];
		assert.deepEqual(superfluous([morning, evening]), [morning]);
	});
});
