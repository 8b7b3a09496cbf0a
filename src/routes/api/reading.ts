import * as v from 'valibot';
import type { MessageKey } from '#platform/messages.ts';

/** What a program sent and has to send otherwise. */
export class BadInput extends Error {
	readonly status: number;
	readonly code: MessageKey;
	readonly fields: [string, MessageKey][];

	constructor(status: number, code: MessageKey, fields: [string, MessageKey][] = []) {
		super(code);
		this.status = status;
		this.code = code;
		this.fields = fields;
	}
}

type Strict<E extends v.ObjectEntries> = v.StrictObjectSchema<E, undefined>;

/** Reads what a program sent, by its schema. A field that the schema does not name is refused: whoever sent it counts on it. */
export async function bodyOf<E extends v.ObjectEntries>(request: Request, schema: Strict<E>): Promise<v.InferOutput<Strict<E>>> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') throw new BadInput(415, 'api-tokens.wantsJson');
	const sent = parsed(await textOf(request));
	const result = v.safeParse(schema, sent);
	if (result.success) return result.output;
	const fields = result.issues.map((issue): [string, MessageKey] => [
		String(issue.path?.[0]?.key ?? ''),
		issue.type === 'strict_object' ? 'api-tokens.fieldUnknown' : (issue.message as MessageKey),
	]);
	throw new BadInput(422, 'api-tokens.fieldsWrong', fields);
}

/** The server reads no further than it may; that is what fails here. */
async function textOf(request: Request): Promise<string> {
	try {
		return await request.text();
	} catch {
		throw new BadInput(413, 'api-tokens.tooLarge');
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new BadInput(400, 'api-tokens.notJson');
	}
}
