import { versionsOf } from '#stakeholders/changing.server.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import { factsOf, hrefOfStakeholder, kindNamed, stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, edition } = await stakeholdersAsked(event);
	const { say, moment } = speech;
	const one = await stakeholderFor(db, keys, member, event.params.belanghebbende);
	const versions = await versionsOf(db, keys, member, one);
	const told = versions.map((version) => factsOf(version, kindNamed(edition, speech), speech));
	return {
		back: hrefOfStakeholder(member, speech, one.id),
		versions: versions.map(({ version, changed }, index) => ({
			version,
			about: say('logbook.enteredBy', { moment: moment(changed.at), name: changed.name || say('logbook.somebodyGone') }),
			changes: (told[index] ?? [])
				.map(({ label, text }, line) => ({ label, before: told[index + 1]?.[line]?.text ?? '', after: text }))
				.filter(({ before, after }) => before !== after),
		})),
	};
};
