import { findOrganisationNamed, insertOrganisation } from '#organisations/organisations.server.ts';
import { SettingsProblem } from '#platform/settings.ts';
import type { LedBy } from './bringing-in.server.ts';
import type { Content } from './dossier.ts';

/** The organisation of this name, or of the one whose people led it; on an installation that does not know it, it is made. */
export const ledByNamed =
	(named: string | undefined): LedBy =>
	async ({ tx }, content) => {
		const name = named ?? leadingIn(content);
		if (!name) throw new SettingsProblem('Nobody knows any more which organisation led it. Name one with --organisation.');
		const there = await findOrganisationNamed(tx, name);
		return there ? there.id : insertOrganisation(tx, { name, kind: 'municipality', language: 'nl' }, new Date());
	};

/** Of who leads it now, or else of who did. */
function leadingIn({ people, lists }: Content): string | undefined {
	const leaders = (lists.memberships ?? []).filter(({ role }) => role === 'leader');
	const [leader] = [...leaders.filter(({ until }) => until === null), ...leaders].filter(({ account }) => account !== null);
	return people.find(({ pseudonym }) => pseudonym === leader?.account)?.organisation;
}
