import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { languageOf } from '#platform/languages.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';

export const handle: Handle = async ({ event, resolve }) => {
	const { language, path } = languageOf(event.url.pathname);
	if (!event.platform) throw new Error('The pages are served by src/server.ts, which opens the house.');
	event.locals.house = event.platform.req.house;
	event.locals.speech = speechIn(language);
	event.locals.path = path;
	return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', language) });
};

/** Refusals become a status here. Whatever else went wrong is told to the operator and not to the reader. */
export const handleError: HandleServerError = ({ error, kind }) => {
	if (error instanceof Refusal)
		return { status: error.status, message: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) };
	if (kind === 'unknown') console.error(error);
	return { message: kind === 'framework' ? 'platform.notFound' : 'platform.broken' };
};
