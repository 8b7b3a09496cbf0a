import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { holderOf } from '#api-tokens/holding.server.ts';
import { languageAsked } from '#platform/languages.ts';
import { whoIsAt } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { note, noting } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import { ACCESS } from '../access.ts';
import { problem } from './problem.ts';

export const isForPrograms = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** Answers programs. They come with a token in `Authorization`, and with nothing else: a cookie is no way in here. */
export const answerProgram: Handle = async ({ event, resolve }) => {
	if (!event.platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
	const { house } = event.platform.req;
	const { locals } = event;
	const place = whoIsAt(event.getClientAddress());
	locals.house = house;
	locals.speech = speechIn(languageAsked(event.request.headers.get('accept-language')));
	locals.path = event.url.pathname;
	locals.account = null;
	locals.token = undefined;
	locals.holder = null;
	locals.origin = { place, device: '', knownDevice: undefined };
	const access = ACCESS[event.route.id ?? ''];
	const asked = { log: house.securityLog, origin: place, actor: NOBODY, request: newId() };
	const refused = await noting(asked, async () => (access?.who === 'token' ? admit(event, place) : null));
	const answer = refused ?? (await noting({ ...asked, actor: actorIn(event) }, async () => told(event, await resolve(event))));
	if (!access?.kept) answer.headers.set('cache-control', 'private, no-store');
	return answer;
};

const actorIn = ({ locals }: RequestEvent): string => locals.holder?.pseudonym ?? NOBODY;

/** Lets a program in, or says why not. */
async function admit(event: RequestEvent, place: string): Promise<Response | null> {
	const { locals, request } = event;
	const { db, keys } = locals.house;
	const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	if (token === undefined) return problem(locals.speech, 401, 'api-tokens.needsToken', { headers: { 'www-authenticate': 'Bearer' } });
	const held = await holderOf(db, keys, token, place);
	if (held.ok) {
		locals.holder = held.holder;
		return null;
	}
	if (held.why === 'too-much')
		return problem(locals.speech, 429, 'api-tokens.tooOften', { headers: { 'retry-after': String(held.after) } });
	return problem(locals.speech, 401, 'api-tokens.tokenWrong', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
}

/** What the framework refuses by itself speaks to people; programs get it in their own form. */
function told({ locals, route }: RequestEvent, answer: Response): Response {
	if (answer.status < 400) return answer;
	if (locals.holder && (answer.status === 403 || answer.status === 404)) note('access', 'refused', { object: route.id ?? 'no page' });
	if (answer.headers.get('content-type') === 'application/problem+json') return answer;
	const allow = answer.headers.get('allow');
	return problem(locals.speech, answer.status, undefined, allow === null ? {} : { headers: { allow } });
}
