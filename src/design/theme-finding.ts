import type { Scheme } from './theme-places.ts';

/** One thing to say about a theme. A note is no fault: it tells what will happen, or what was not looked at. */
export interface ThemeFinding {
	kind: 'missing' | 'contrast' | 'unreadable' | 'note';
	scheme: Scheme;
	message: string;
}
