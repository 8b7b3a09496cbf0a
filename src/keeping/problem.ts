/** Why a backup was not made, or not put back. Its message is the one line the operator sees. */
export class KeepingProblem extends Error {}

export const cannotWrite =
	(path: string) =>
	(error: Error): never => {
		throw new KeepingProblem(`${path} cannot be written: ${error.message}.`);
	};

/** What was read is not what was written. */
export class BrokenBackup extends KeepingProblem {
	constructor(what: string) {
		super(`This backup is damaged: ${what}. Nothing was restored from it.`);
	}
}
