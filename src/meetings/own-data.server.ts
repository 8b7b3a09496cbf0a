import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';

/** What meetings keep of a person: those they opened, also in projects where they are no member any more. Guests have no account to ask with. */
export interface OwnMeetings {
	meetings: { title: string; question: string; from: string; to: string }[];
}

export async function ownMeetingsOf(db: Database, account: Account): Promise<OwnMeetings> {
	const rows = await db
		.selectFrom('meetings')
		.select(['title', 'question', 'opened_at as from', 'open_until as to'])
		.where('host', '=', account.id)
		.orderBy('opened_at')
		.orderBy('id')
		.execute();
	return { meetings: rows.map((row) => ({ ...row })) };
}
