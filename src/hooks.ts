import type { Reroute } from '@sveltejs/kit/hooks';
import { languageOf } from '#platform/languages.ts';

/** English pages are the same pages; their address only begins with /en. */
export const reroute: Reroute = ({ url }) => languageOf(url.pathname).path;
