import type { Operator } from '#accounts/account.ts';
import { signedInPeople } from '#accounts/sign-ins.server.ts';
import { JOBS } from '#daily/jobs.server.ts';
import { lastRuns, type Run } from '#daily/runs.server.ts';
import { diskAt, writeTest } from '#operating/health.server.ts';
import { operatorsFor } from '#operating/operators.server.ts';
import { organisationsFor } from '#operating/organisations.server.ts';
import { postFor } from '#operating/post.server.ts';
import { reachedLimits } from '#platform/limits/limits.server.ts';
import type { MessageKey, MessageValues } from '#platform/messages.ts';
import type { House } from '../../house.server.ts';

/** How something is, in a word; `look` asks for a look, `bad` for a hand. */
export interface State {
	tone: 'good' | 'look' | 'bad';
	word: MessageKey;
	values?: MessageValues;
}

/** After this long without a good backup something is wrong, whatever the last run said. In milliseconds. */
const TOO_LONG = 36 * 3_600_000;

const good: State = { tone: 'good', word: 'operating.good' };
const counted = (tone: State['tone'], word: MessageKey, count: number): State => ({ tone, word, values: { count } });

/** How everything is that the desk looks after, by the last part of its address. */
export async function statesOf(house: House, operator: Operator, now: Date = new Date()): Promise<Record<string, State>> {
	const { db, settings } = house;
	const [write, disk, post, runs, reached, people, organisations, operators] = await Promise.all([
		writeTest(db),
		diskAt(settings.dataFolder),
		postFor(db, operator, now),
		lastRuns(db, now),
		reachedLimits(db, now),
		signedInPeople(db, now),
		organisationsFor(db, operator, now),
		operatorsFor(db, operator),
	]);
	const unled = organisations.filter(({ administrators }) => administrators.length === 0).length;
	return {
		gezondheid: !write.good
			? { tone: 'bad', word: 'operating.healthNoWrite' }
			: disk.hasRoom
				? good
				: { tone: 'bad', word: 'operating.healthFull' },
		'back-ups': backupState(settings.backup, runs.get('backup'), now),
		'dagelijks-werk': dailyState(settings, runs),
		post:
			post.failing > 0
				? counted('look', 'operating.postFailing', post.failing)
				: settings.mail === null
					? { tone: 'look', word: 'operating.postNoMail' }
					: good,
		limieten:
			reached.length > 0 ? counted('look', 'operating.limitsReached', reached.length) : { tone: 'good', word: 'operating.limitsNone' },
		aanmeldingen: counted(
			'good',
			'operating.signInsCount',
			[...people.values()].reduce((sum, count) => sum + count, 0),
		),
		organisaties:
			unled > 0
				? counted('look', 'operating.organisationsUnled', unled)
				: counted('good', 'operating.organisationsCount', organisations.length),
		beheerders: counted(operators.length === 1 ? 'look' : 'good', 'operating.operatorsCount', operators.length),
	};
}

function backupState(backup: House['settings']['backup'], last: Run | undefined, now: Date): State {
	if (backup === null) return { tone: 'bad', word: 'operating.backupNone' };
	if (last === undefined) return { tone: 'look', word: 'operating.backupWaits' };
	if (last.state === 'failed' || last.state === 'cut short') return { tone: 'bad', word: 'operating.backupFailed' };
	if (now.getTime() - Date.parse(last.beganAt) > TOO_LONG) return { tone: 'bad', word: 'operating.backupOld' };
	return backup.recipients.length === 0 ? { tone: 'bad', word: 'operating.backupBare' } : good;
}

function dailyState(settings: House['settings'], runs: Map<string, Run>): State {
	const wanted = JOBS.filter(({ isWanted }) => isWanted === undefined || isWanted(settings));
	const failed = wanted.filter(({ name }) => ['failed', 'cut short'].includes(runs.get(name)?.state ?? ''));
	if (failed.some(({ name }) => name === 'verifying')) return { tone: 'bad', word: 'operating.dailyBroken' };
	if (failed.length > 0) return counted('bad', 'operating.dailyFailed', failed.length);
	return runs.size === 0 ? { tone: 'look', word: 'operating.dailyNone' } : good;
}
