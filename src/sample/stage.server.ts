import type { Account } from '#accounts/account.ts';
import type { Keeper } from '#documents/taking-in.server.ts';
import type { Edition } from '#guide/edition.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Cast } from './founding.server.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';

/** Where the sample takes place: the project it happens in, and what the texts call things by their keys. */
export class Stage {
	readonly keeper: Keeper;
	readonly edition: Edition;
	readonly sample: Sample;
	readonly project: string;
	readonly #cast: Cast;
	/** The ids of what happened so far. */
	readonly parts = new Map<string, string>();
	readonly entries = new Map<string, string>();
	readonly stakeholders = new Map<string, string>();

	constructor(keeper: Keeper, edition: Edition, sample: Sample, project: string, cast: Cast) {
		this.keeper = keeper;
		this.edition = edition;
		this.sample = sample;
		this.project = project;
		this.#cast = cast;
	}

	account = (key: string): Account => known(this.#cast, key);
	/** Somebody as the member they were at that moment. */
	member = (key: string, now: Date): Promise<Member> => memberOf(this.keeper.db, this.account(key), this.project, now);
	/** Null for the project as a whole. */
	part = (key: string | undefined): string | null => (key === undefined ? null : known(this.parts, key));
	entry = (key: string): string => known(this.entries, key);
	stakeholder = (key: string): string => known(this.stakeholders, key);
	junctions(keys: string[] = []): string[] {
		for (const id of keys) if (!this.edition.junction(id)) throw new SampleProblem(`No junction is called ${id}.`);
		return keys;
	}
}

function known<T>(things: ReadonlyMap<string, T>, key: string): T {
	const one = things.get(key);
	if (one === undefined) throw new SampleProblem(`Nothing is called ${key}, or not yet on that day.`);
	return one;
}
