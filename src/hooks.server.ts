import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { accountOf } from '#accounts/sign-ins.server.ts';
import { languageOf } from '#platform/languages.ts';
import { spend, whoIsAt } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { note, noting } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import { ACCESS, undeclared } from './routes/access.ts';
import { answerProgram, isForPrograms } from './routes/api/admitting.server.ts';
import { deviceIn, tokenIn } from './routes/signing.server.ts';

const QUARTER = 900;
const FORMS_ELSEWHERE = 60;
const NO_PAGE = 'no page';

/** A page without a declaration would be open to whoever finds it. */
export const init: ServerInit = () => {
	const files = Object.keys(import.meta.glob('./routes/**/{+page.svelte,+page.server.ts,+server.ts}', { exhaustive: true }));
	const pages = files.map((file) => file.replace('./routes', '').replace(/\/\+[a-z.]+$/, '') || '/');
	const { missing, gone } = undeclared(pages);
	if (missing.length > 0) throw new Error(`These pages do not say who they are for (src/routes/access.ts): ${missing.join(', ')}`);
	if (gone.length > 0) throw new Error(`These pages are declared in src/routes/access.ts, but are not there: ${gone.join(', ')}`);
};

export const handle: Handle = async ({ event, resolve }) => {
	const { language, path } = languageOf(event.url.pathname);
	if (isForPrograms(event.route.id ?? path)) return answerProgram({ event, resolve });
	if (!event.platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
	const { house } = event.platform.req;
	const { db, keys, settings } = house;
	const { locals, cookies } = event;
	const access = ACCESS[event.route.id ?? ''];
	locals.house = house;
	locals.speech = speechIn(language);
	locals.path = path;
	locals.token = tokenIn(cookies, settings.origin);
	locals.holder = null;
	locals.account = await accountOf(db, locals.token);
	locals.origin = {
		place: whoIsAt(event.getClientAddress()),
		device: event.request.headers.get('user-agent') ?? '',
		knownDevice: deviceIn(cookies, settings.origin),
	};
	const asked = {
		log: house.securityLog,
		origin: locals.origin.place,
		actor: locals.account?.pseudonym ?? NOBODY,
		request: newId(),
	};
	const response = await noting(asked, async () => {
		if (event.request.method !== 'GET' && event.request.method !== 'HEAD') {
			const limit = { name: `forms ${event.route.id}`, most: access?.forms ?? FORMS_ELSEWHERE, within: QUARTER };
			if (!(await spend(db, keys, limit, locals.account?.id ?? locals.origin.place)))
				return tooOften(locals.speech.say('platform.tooMuch'));
		}
		const answer = await resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', language) });
		// Whoever is signed in and looks for what is not theirs meets one of these two. The address itself can say too much.
		if (locals.account && (answer.status === 403 || answer.status === 404))
			note('access', 'refused', { object: event.route.id ?? NO_PAGE });
		return answer;
	});
	// The framework leaves out in which letters its pages are written.
	if (response.headers.get('content-type') === 'text/html') response.headers.set('content-type', 'text/html; charset=utf-8');
	// Somebody else may sit down at this screen.
	if (!access?.kept || locals.account) response.headers.set('cache-control', 'private, no-store');
	return response;
};

/** No page is made for it: what is refused here would otherwise cost as much as what is allowed. */
const tooOften = (said: string): Response =>
	new Response(`${said}\n`, { status: 429, headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(QUARTER) } });

/** Refusals become a status here. Whatever else went wrong is told to the operator and not to the reader. */
export const handleError: HandleServerError = ({ error, kind }) => {
	if (error instanceof Refusal)
		return { status: error.status, message: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) };
	if (kind === 'unknown') console.error(error);
	return { message: kind === 'framework' ? 'platform.notFound' : 'platform.broken' };
};
