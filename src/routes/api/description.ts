import { SCOPES, type Scope } from '#api-tokens/scope.ts';
import { LEVELS } from '#projects/level.ts';
import { ROLES } from '#projects/member.ts';

const JSON_TYPE = 'application/json';
const string = { type: 'string' };
const text = { type: ['string', 'null'] };
const boolean = { type: 'boolean' };
const moment = { type: 'string', format: 'date-time' };

/** Everything in it is always there, and nothing else. */
const object = (properties: Record<string, object>, required: string[] = Object.keys(properties)) => ({
	type: 'object',
	required,
	additionalProperties: false,
	properties,
});
const list = (items: object) => ({ type: 'array', items });

const part = object({ id: string, name: string });
const project = object({ id: string, name: string, organisation: string, municipality: text, role: { enum: ROLES }, isArchived: boolean });
const note = object({ id: string, level: { enum: LEVELS }, part: text, author: text, text: string, writtenAt: moment });
const journalLine = object({ seq: { type: 'integer' }, at: moment, who: string, action: string, hash: string });
const problem = object(
	{
		type: string,
		title: string,
		status: { type: 'integer' },
		detail: string,
		errors: list(object({ field: string, detail: string })),
	},
	['type', 'title', 'status'],
);

const answer = (description: string, schema: object, type = JSON_TYPE) => ({ description, content: { [type]: { schema } } });
const refusal = (description: string) => answer(description, { $ref: '#/components/schemas/Problem' }, 'application/problem+json');
const REFUSALS: Record<string, object> = {
	'400': refusal('The body is no JSON.'),
	'401': refusal('There is no token, or it is wrong, over or revoked.'),
	'403': refusal('The token lacks the scope, or its owner may not do this here.'),
	'404': refusal('Not there, or not for the owner of the token.'),
	'413': refusal('The body is larger than 64 KB.'),
	'415': refusal('The body is not said to be application/json.'),
	'422': refusal('A field is missing, wrong or unknown; `errors` names each.'),
	'429': refusal('Too often; `Retry-After` says how many seconds to wait.'),
};
const refusals = (...statuses: string[]) => Object.fromEntries(statuses.map((status) => [status, REFUSALS[status]]));

const asking = (summary: string, scope: Scope, responses: Record<string, object | undefined>, more: object = {}) => ({
	summary,
	security: [{ token: [scope] }],
	...more,
	responses,
});
const OF_PROJECT = { parameters: [{ name: 'project', in: 'path', required: true, schema: string }] };

/** What programs can ask here, in OpenAPI 3.1. Everything under /api is in it; a test walks both ways. */
export const description = (version: string) => ({
	openapi: '3.1.0',
	info: { title: 'Wijkspoor', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
	servers: [{ url: '/' }],
	paths: {
		'/api/v1/openapi.json': {
			get: { summary: 'This description', security: [], responses: { '200': answer('OpenAPI 3.1', { type: 'object' }) } },
		},
		'/api/v1/projects': {
			get: asking('The projects of the owner', 'projects:read', {
				'200': answer('By name', object({ projects: list(project) })),
				...refusals('401', '403', '429'),
			}),
		},
		'/api/v1/projects/{project}': {
			...OF_PROJECT,
			get: asking('One project and its parts', 'projects:read', {
				'200': answer('The project', object({ id: string, name: string, isArchived: boolean, parts: list(part) })),
				...refusals('401', '403', '404', '429'),
			}),
		},
		'/api/v1/projects/{project}/notes': {
			...OF_PROJECT,
			get: asking('The notes the owner may read, newest first; those of the core with core:read only', 'notes:read', {
				'200': answer('Notes', object({ notes: list(note) })),
				...refusals('401', '403', '404', '429'),
			}),
			post: asking(
				'Write a note, internal to the project',
				'notes:write',
				{ '201': answer('Its id', object({ id: string })), ...refusals('400', '401', '403', '404', '413', '415', '422', '429') },
				{
					requestBody: {
						required: true,
						content: { [JSON_TYPE]: { schema: object({ text: { type: 'string', maxLength: 10_000 }, part: text }, ['text']) } },
					},
				},
			),
		},
		'/api/v1/projects/{project}/journal': {
			...OF_PROJECT,
			get: asking('What happened in the project, newest first, a line of JSON per entry', 'journal:read', {
				'200': answer('Entries', journalLine, 'application/x-ndjson'),
				...refusals('401', '403', '404', '429'),
			}),
		},
	},
	components: {
		schemas: { Problem: problem },
		securitySchemes: { token: { type: 'http', scheme: 'bearer', description: `Scopes: ${SCOPES.join(', ')}` } },
	},
});
