import { getContext, setContext } from 'svelte';
import type { Speech } from './messages.ts';

const KEY = 'speech';

/** Said once, by the outermost layout: how everything on this page speaks. */
export const startSpeaking = (speech: Speech): Speech => setContext(KEY, speech);

/** How this page speaks: its messages, its addresses, its dates. */
export const speak = (): Speech => getContext<Speech>(KEY);
