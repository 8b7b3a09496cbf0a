import type { MessageKey } from '#platform/messages.ts';

export type DossierIssue = Extract<MessageKey, `dossiers.bad${string}`>;

/** Why a dossier is not taken in. Nothing of it was kept. */
export class DossierProblem extends Error {
	readonly issue: DossierIssue;
	/** The file, the record or the name it is about. */
	readonly where: string;

	constructor(issue: DossierIssue, where = '?') {
		super(`${issue}: ${where}`);
		this.issue = issue;
		this.where = where.slice(0, 200);
	}
}
