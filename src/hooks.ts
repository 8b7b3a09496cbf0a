import type { Reroute, Transport } from '@sveltejs/kit/hooks';
import { languageOf } from '#platform/languages.ts';

/**
 * English pages are the same pages; their address only begins with /en. Nobody types the sign without a shape, and PostgreSQL fails
 * on it: an address that holds one leads nowhere. So it is with the one name of a form on which the framework fails.
 */
export const reroute: Reroute = ({ url }) =>
	url.href.includes('%00') || url.searchParams.has('/default') ? '/%00' : languageOf(url.pathname).path;

/**
 * No page is taken over by script, so nobody is to read the data of a page beside the page. Without this the framework writes it
 * all down for every page, and hands it out, more of it than the page shows, to whoever adds `/__data.json` to an address.
 */
export const transport: Transport = { nothing: { encode: () => true, decode: () => undefined } };
