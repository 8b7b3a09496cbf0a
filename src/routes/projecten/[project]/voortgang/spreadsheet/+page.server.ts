import { fail, redirect } from '@sveltejs/kit';
import { sheetIn } from '#exports/reading-sheet.server.ts';
import { LANGUAGES } from '#platform/languages.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { colleaguesFor } from '#progress/owners.server.ts';
import { assertMayChange, statusIn } from '#progress/progress.ts';
import { type Fate, type Rows, read } from '#progress/sheet.ts';
import { frameOf, junctionHrefs, standAsked } from '../../../../progress.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => ({ frame: frameOf(await standAsked(event), event.locals.speech) });

/** What would become of the rows, for whom it is to decide. */
async function weighed(event: RequestEvent, part: string, rows: Rows) {
	const asked = await standAsked(event, part);
	assertMayChange(asked.member);
	const { edition, stand, member, db } = asked;
	const against = { edition, standings: stand.standings, colleagues: await colleaguesFor(db, member), today: stand.today };
	return { asked, against, reading: read(rows, against, LANGUAGES.map(speechIn)) };
}

const wrong = (issue: MessageKey) => fail(422, { issues: { bestand: issue }, fates: null });

export const actions: Actions = {
	/** Stores nothing: it tells of every row what would be done with it, and carries those along that change something. */
	nakijken: async (event) => {
		const data = await event.request.formData();
		const file = data.get('bestand');
		const part = data.get('deel');
		if (!(file instanceof File)) return wrong('exports.sheetMissing');
		const sheet = sheetIn(new Uint8Array(await file.arrayBuffer()));
		if (!sheet.ok) return wrong(sheet.issue);
		const { asked, reading, against } = await weighed(event, typeof part === 'string' ? part : '', sheet.rows);
		if (!reading.ok) return wrong(reading.issue);
		const { speech } = event.locals;
		const hrefOf = junctionHrefs(asked.member, asked.stand.part, speech);
		const titled = ({ junction }: Fate) => {
			if (!junction) return null;
			const { text, language } = speech.wording(junction.texts);
			return { text: `${junction.number} ${text.title}`, language, href: hrefOf(junction.id) };
		};
		const of = <K extends Fate['kind']>(kind: K) => reading.fates.filter((fate): fate is Extract<Fate, { kind: K }> => fate.kind === kind);
		const ownerNamed = (account: string | null) => against.colleagues.find((one) => one.account === account)?.name ?? null;
		const changes = of('changes');
		return {
			issues: {},
			fates: {
				part: asked.stand.part ?? '',
				changes: changes.map((fate) => ({
					line: fate.line,
					title: titled(fate),
					from: statusIn(against.standings, fate.junction.id),
					to: fate.wish.status,
					reason: fate.wish.reason,
					owner: ownerNamed(fate.wish.owner),
					plannedFrom: fate.wish.plannedFrom,
					plannedUntil: fate.wish.plannedUntil,
				})),
				notUnderstood: of('not-understood').map((fate) => ({
					line: fate.line,
					title: titled(fate),
					cell: fate.cells[0] ?? '',
					issues: fate.issues,
				})),
				same: of('same').length,
				rows: JSON.stringify([sheet.rows[0], ...changes.map(({ cells }) => cells)]),
			},
		};
	},
	verwerken: async (event) => {
		const data = await event.request.formData();
		const [part, text] = [data.get('deel'), data.get('rijen')];
		const { asked, reading } = await weighed(event, typeof part === 'string' ? part : '', rowsIn(text));
		if (!reading.ok) return wrong(reading.issue);
		const wishes = reading.fates.flatMap((fate) => (fate.kind === 'changes' ? fate.wish : []));
		// What was shown is done as a whole, or not at all: since it was shown somebody may have changed one of them.
		if (wishes.length === 0 || wishes.length < reading.fates.length) return wrong('progress.sheetOvertaken');
		const { db, keys } = event.locals.house;
		const changed = await changeProgress(db, keys, asked.member, asked.edition, { part: asked.stand.part, wishes, channel: 'import' });
		if (!changed.ok) return wrong('progress.sheetOvertaken');
		redirect(303, frameOf(asked, event.locals.speech).base + frameOf(asked, event.locals.speech).query);
	},
};

/** The rows as our own page sent them. Whatever else it may be, it is weighed anew. */
function rowsIn(text: FormDataEntryValue | null): Rows {
	try {
		const rows: unknown = JSON.parse(typeof text === 'string' ? text : '');
		const isRows = Array.isArray(rows) && rows.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'));
		return isRows ? rows.map((row: string[]) => row.map((cell) => cell.replaceAll('\u0000', ''))) : [];
	} catch {
		return [];
	}
}
