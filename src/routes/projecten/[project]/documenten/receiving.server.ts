import type { RequestEvent } from '@sveltejs/kit';
import { assertMaySend } from '#documents/asking.server.ts';
import type { UploadIssue } from '#documents/kind-of-file.ts';
import { FILE_FIELD, type Received, receive } from '#documents/receiving.server.ts';
import type { Member } from '#projects/member.ts';

/** Takes the file of a form in, once it is known that it may come. The framework has left the body where it is. */
export async function received(
	{ locals, platform }: Pick<RequestEvent, 'locals' | 'platform'>,
	member: Member,
	newerOf: string | null,
): Promise<Received> {
	const { db, keys, storeroom } = locals.house;
	if (!platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
	const { req } = platform;
	const issue = await assertMaySend(db, keys, storeroom, member, { newerOf, length: req.length ?? null });
	if (issue === null) return receive(req, storeroom.arrivals);
	// What still comes is let go, so that the browser hears the answer.
	req.resume();
	return { fields: {}, arrived: null, issue };
}

const STATUS: Partial<Record<UploadIssue, number>> = { 'documents.tooLarge': 413, 'documents.diskFull': 507 };

/** A file that was not kept, as it comes back in the form. */
export const notKept = (issue: UploadIssue, typed: Record<string, string> = {}) => ({
	status: STATUS[issue] ?? 422,
	form: { ok: false as const, typed, issues: { [FILE_FIELD]: issue } },
});
