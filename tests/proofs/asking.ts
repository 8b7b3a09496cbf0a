import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Neighbourhood } from '../village/neighbourhood.ts';

/** What came back over the wire. */
export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	text: string;
}

export interface Asking {
	method?: string;
	/** The token of a sign-in. */
	token?: string | undefined;
	/** Sent as a form of the site would be. */
	form?: Record<string, string> | [string, string][];
	/** Sent as it is, instead of a form. */
	body?: string | Buffer;
	headers?: Record<string, string>;
	agent?: Agent;
}

const FORM = 'application/x-www-form-urlencoded';

/** Asks an address as it stands, without mending it as a browser does, and follows nowhere. `at` is `http://127.0.0.1:PORT`. */
export function ask(at: string, path: string, { method, token, form, body, headers, agent }: Asking = {}): Promise<Answer> {
	const { hostname, port } = new URL(at);
	const sent = form === undefined ? body : new URLSearchParams(form).toString();
	return new Promise((resolve, reject) => {
		const asked = request(
			{
				hostname,
				port,
				path,
				method: method ?? (sent === undefined ? 'GET' : 'POST'),
				// Each on a connection of its own: one that is kept may be closed by the server at the moment it is used again.
				agent: agent ?? false,
				headers: {
					accept: 'text/html',
					origin: at,
					...(form === undefined ? {} : { 'content-type': FORM }),
					...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
					...(token === undefined ? {} : { cookie: `aanmelding=${token}` }),
					...headers,
				},
			},
			(answer) => {
				answer.toArray().then((chunks) => {
					const whole = Buffer.concat(chunks);
					resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole, text: whole.toString() });
				}, reject);
			},
		);
		asked.once('error', reject);
		asked.end(sent);
	});
}

/** What stands in the place of a part of an address, where there is something to be found. */
const IN_PLACE: Record<string, string> = {
	fase: 'initiatief',
	spoor: 'a',
	partij: 'gemeente',
	knooppunt: 'de-juiste-partijen-aan-tafel',
	editie: '1',
};

/** A declared address as somebody of the village would type it. Of what the village does not have, nothing is there. */
export const pathOf = (route: string, village?: Neighbourhood): string =>
	route
		.replace('[project]', village?.project ?? 'niets')
		.replace('[bijeenkomst]', village?.meeting.id ?? 'niets')
		.replace('[vermelding]', village?.notes.internal ?? 'niets')
		.replace(/\[(\w+)\]/g, (_, name: string) => IN_PLACE[name] ?? 'niets');

/** The cookies an answer sets, by name, as they would be sent back; one that is taken away is empty. */
export function cookiesOf({ headers }: Pick<Answer, 'headers'>): Record<string, string> {
	const pairs = (headers['set-cookie'] ?? []).map((line) => (line.split(';')[0] ?? '').split('=') as [string, string]);
	return Object.fromEntries(pairs);
}
