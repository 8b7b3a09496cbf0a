import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { accountOf } from '#accounts/sign-ins.server.ts';
import { type Trouble, troubleIn } from '#platform/database/trouble.ts';
import { languageOf } from '#platform/languages.ts';
import { spend, whoIsAt } from '#platform/limits/limits.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { note, noting } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import { ACCESS, undeclared } from './routes/access.ts';
import { answerProgram, isForPrograms } from './routes/api/admitting.server.ts';
import { problem } from './routes/api/problem.ts';
import { inWords, isFile } from './routes/refused-files.server.ts';
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

/** When the database is in trouble no page is made, for making one would ask it again. */
export const handle: Handle = async (asked) => {
	const { event } = asked;
	try {
		const answer = await answered(asked);
		return event.locals.trouble ? notNow(event, event.locals.trouble) : answer;
	} catch (error) {
		const trouble = troubleIn(error);
		if (!trouble) throw error;
		tell(trouble, error);
		return notNow(event, trouble);
	}
};

const answered: Handle = async ({ event, resolve }) => {
	const { language, path } = languageOf(event.url.pathname);
	if (isForPrograms(event.route.id ?? path)) return answerProgram({ event, resolve });
	if (!event.platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
	const { req } = event.platform;
	const { house } = req;
	const { db, keys, settings } = house;
	const { locals, cookies } = event;
	const access = ACCESS[event.route.id ?? ''];
	locals.house = house;
	locals.speech = speechIn(language);
	// What is told of a file that was refused is told at its address.
	locals.path = req.refused?.path ?? path;
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
		if (locals.account && !event.isSubRequest && (answer.status === 403 || answer.status === 404))
			note('access', 'refused', { object: event.route.id ?? NO_PAGE });
		return req.refused && !event.isSubRequest && !locals.trouble ? inWords(event, answer.status, req.refused) : answer;
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

const NOT_NOW: Record<Trouble, { status: number; said: MessageKey; headers: Record<string, string> }> = {
	full: { status: 507, said: 'platform.full', headers: {} },
	away: { status: 503, said: 'platform.away', headers: { 'retry-after': '5' } },
};

/** One line: there will be many, and a full disk may hold them too. */
const tell = (trouble: Trouble, error: unknown): void => console.error(`The database is ${trouble}: ${(error as Error).message}`);

function notNow({ locals, route, url }: RequestEvent, trouble: Trouble): Response {
	const { status, said, headers } = NOT_NOW[trouble];
	if (isForPrograms(route.id ?? url.pathname)) return problem(locals.speech, status, said, { headers });
	const always = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'content-language': locals.speech.language };
	return new Response(`${locals.speech.say(said)}\n`, { status, headers: { ...always, ...headers } });
}

/** What calls itself a form and cannot be read as one. No page of ours sends it. */
const isNoForm = (error: unknown): boolean => error instanceof TypeError && /FormData|multipart\/form-data/.test(error.message);

/** Refusals become a status here. Whatever else went wrong is told to the operator and not to the reader. */
export const handleError: HandleServerError = ({ error, kind, event }) => {
	const told = toldOf(error, kind, event);
	if (event.platform && isFile(event.route.id))
		event.platform.req.refused = { error, message: told.message, detail: told.detail, path: event.locals.path };
	return told;
};

interface Told {
	status?: number;
	message: MessageKey;
	detail?: string;
}

function toldOf(error: unknown, kind: string, event: RequestEvent): Told {
	if (error instanceof Refusal)
		return { status: error.status, message: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) };
	if (isNoForm(error)) return { status: 400, message: 'platform.broken' };
	const trouble = troubleIn(error);
	event.locals.trouble = trouble;
	if (trouble) tell(trouble, error);
	// What went wrong with a file was told once already when its page is made.
	else if (kind === 'unknown' && !event.isSubRequest) console.error(error);
	return { message: kind === 'framework' ? 'platform.notFound' : 'platform.broken' };
}
