import type { RequestEvent } from '@sveltejs/kit';
import type { Version } from '#documents/document.ts';
import { versionFor } from '#documents/documents.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';

/** The version that an address names, for who may see it. */
export async function versionAsked(
	event: Pick<RequestEvent<{ project: string; document: string; nummer: string }>, 'locals' | 'url' | 'params'>,
): Promise<{ member: Member; version: Version }> {
	const { db, keys } = event.locals.house;
	const { project, document, nummer } = event.params;
	const member = await memberOf(db, signedIn(event), project);
	return { member, version: await versionFor(db, keys, member, { entry: document, number: Number(nummer) }) };
}
