import { journalFor } from '#projects/journal.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { type Asking, forPrograms, linesOf } from '../../../../answering.server.ts';

export const GET = forPrograms('journal:read', async (asking) => {
	// Who may not is told so before the first line is sent.
	await memberOf(asking.db, asking.holder, asking.project);
	return linesOf(everyEntry(asking));
});

/** Asks anew with every page who the owner is there: somebody who leaves reads no further. */
async function* everyEntry({ db, keys, holder, project }: Asking): AsyncGenerator<object> {
	let before: number | undefined;
	do {
		const page = await journalFor(db, keys, await memberOf(db, holder, project), { before });
		yield* page;
		before = page.at(-1)?.seq;
	} while (before !== undefined);
}
