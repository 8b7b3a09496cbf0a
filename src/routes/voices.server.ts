import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { fieldOfVoice } from '#stakeholders/absent/forms.ts';
import { onTheList, type Voice } from '#stakeholders/absent/voice.ts';
import { voicesFor } from '#stakeholders/absent/voices.server.ts';
import { possibleRelationOwners } from '#stakeholders/owning.server.ts';
import { maySeeStakeholders } from '#stakeholders/stakeholder.ts';

/** What is asked on behalf of a voice, and by whom. */
export const asksFor = ({ question, speaks }: Voice, { say }: Speech): string =>
	[speaks && say('stakeholders.speaksFor', { name: speaks }), question].filter(Boolean).join(' ');

/** The voices to be ticked where a decision is written down; none for who does not read the list. */
export async function voiceTicks(db: Database, member: Member, speech: Speech) {
	if (!maySeeStakeholders(member)) return [];
	return onTheList(await voicesFor(db, member)).map((voice) => ({
		...{ id: voice.id, field: fieldOfVoice(voice.id), name: voice.name, asks: asksFor(voice, speech) },
	}));
}

/** Who can be chosen to speak for a voice. Who does so already may have left since; then they still stand there. */
export async function spokespersonOptions(db: Database, member: Member, { say }: Speech, there?: Voice) {
	const people = (await possibleRelationOwners(db, member, 'internal')).map(({ account, name }) => ({ value: account, label: name }));
	if (there?.spokesperson && !people.some(({ value }) => value === there.spokesperson))
		people.push({ value: there.spokesperson, label: there.speaks });
	return [{ value: '', label: say('stakeholders.nobodySpeaks') }, ...people];
}
