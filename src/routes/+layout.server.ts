import { createHash } from 'node:crypto';
import type { Account } from '#accounts/account.ts';
import { themeOf } from '#organisations/own-way.server.ts';
import { unreadOf } from '#platform/letters/letters.server.ts';
import { projectsFor } from '#projects/projects.server.ts';
import type { House } from '../house.server.ts';
import type { LayoutServerLoad } from './$types.ts';
import { trialNoticeFor } from './trial-notice.server.ts';

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { house, speech, path, account } = locals;
	const { origin } = house.settings;
	return {
		language: speech.language,
		path,
		/** The address as a whole, without the query: what search engines should keep. */
		canonical: origin + speech.href(path),
		origin,
		query: url.search,
		typed: url.searchParams.get('q') ?? '',
		signedIn: account !== null,
		unread: account === null ? 0 : await unreadOf(house.db, account.id),
		projects: account === null ? [] : (await projectsFor(house.db, account)).map(({ id, name }) => ({ id, name })),
		trial: account && (await trialNoticeFor(house.db, account, speech)),
		themeHref: await themeHref(house, account),
	};
};

/** Who is signed in sees the house style of their organisation, where it chose one that is still there; everybody else that of the installation. */
async function themeHref({ db, themes, settings }: House, account: Account | null): Promise<string | null> {
	const chosen = account && (await themeOf(db, account.organisation));
	const own = chosen === null ? undefined : themes.get(chosen);
	if (own !== undefined) return `/huisstijl/${chosen}.css?${versionOf(own)}`;
	return settings.theme === null ? null : `/huisstijl.css?${versionOf(settings.theme)}`;
}

const versionOf = (theme: string): string => createHash('sha256').update(theme).digest('hex').slice(0, 12);
