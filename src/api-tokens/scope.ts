import type { MessageKey } from '#platform/messages.ts';

/** What a token lets a program do. Whatever is not here, no token does. */
export const SCOPES = ['projects:read', 'notes:read', 'notes:write', 'journal:read', 'core:read'] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_NAMES: Record<Scope, MessageKey> = {
	'projects:read': 'api-tokens.projectsRead',
	'notes:read': 'api-tokens.notesRead',
	'notes:write': 'api-tokens.notesWrite',
	'journal:read': 'api-tokens.journalRead',
	'core:read': 'api-tokens.coreRead',
};

/** The field of a form in which it is ticked. */
export const SCOPE_FIELDS: Record<Scope, string> = {
	'projects:read': 'projectenlezen',
	'notes:read': 'notitieslezen',
	'notes:write': 'notitiesschrijven',
	'journal:read': 'journaallezen',
	'core:read': 'kernlezen',
};

/** How long a token may live, in days. */
export const LIFETIMES = ['7', '30', '90', '365'] as const;
export const USUAL_LIFETIME = '90';
