import { versionsOf } from '#logbook/changing.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { FIELDS_OF } from '#logbook/entry.ts';
import { hrefOfEntry, logbookAsked } from '../../../../../logbook.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech } = await logbookAsked(event);
	const { say, moment, day } = speech;
	const entry = await entryFor(db, keys, member, event.params.vermelding);
	const versions = await versionsOf(db, keys, member, entry);
	return {
		back: hrefOfEntry(member, speech, entry.id),
		versions: versions.map(({ version, changed, words, happenedOn }, index) => {
			const before = versions[index + 1];
			const fields = FIELDS_OF[entry.kind].map(({ name, label }) => ({
				label: say(label),
				before: before?.words[name] ?? '',
				after: words[name] ?? '',
			}));
			fields.push({ label: say('logbook.happenedOn'), before: before ? day(before.happenedOn) : '', after: day(happenedOn) });
			return {
				version,
				about: say('logbook.enteredBy', { moment: moment(changed.at), name: changed.name || say('logbook.somebodyGone') }),
				changes: fields.filter((field) => field.before !== field.after),
			};
		}),
	};
};
