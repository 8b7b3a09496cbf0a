import { canonical } from '#platform/journal/chaining.ts';
import type { Content } from './dossier.ts';

/** `project.json`: the names in each record in one order (RFC 8785), and every value on a line of its own, for who compares two. */
export function asText({ lists, ...rest }: Content): string {
	return `${JSON.stringify(JSON.parse(canonical({ ...rest, ...lists })), null, '\t')}\n`;
}
