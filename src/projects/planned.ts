import type { Speech } from '#platform/messages.ts';
import { periodAsTyped } from './facts.ts';

/** From when until when a project is planned, as far as it is known; null when nothing of it is. */
export function planned(from: string | null, to: string | null, { say }: Speech): string | null {
	const [start, end] = [periodAsTyped(from), periodAsTyped(to)];
	if (start !== '' && end !== '') return say('projects.fromTo', { start, end });
	if (start !== '') return say('projects.from', { start });
	return end === '' ? null : say('projects.to', { end });
}
