import { insertInvitation } from '#accounts/new-invitation.server.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { newSetUpKey } from '#accounts/setting-up.server.ts';
import { beginSignIn } from '#accounts/signing-in.server.ts';
import { type Database, tx } from '#platform/database/database.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { ACCESS } from '../../src/routes/access.ts';
import { type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys, NOOR } from '../village/people.ts';
import { serveHouse } from '../village/served.ts';
import { ask, pathOf } from './asking.ts';
import { type Finding, holds } from './finding.ts';

/**
 * Every field of every form that somebody of the village meets, filled with what no browser sends. A field that has to be filled in is
 * refused with a message; none ever breaks the program, and what is written back is never what a script could be.
 */

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const TEN_KILOBYTES = 'x'.repeat(10_240);

/** What is sent instead of a line of text: the parts of a form body, already written as they go over the wire. */
const STRANGE: Record<string, (name: string) => string[]> = {
	'a field twice': (name) => [`${name}=a`, `${name}=b`],
	'an array': (name) => [`${name}[]=a`, `${name}[]=b`],
	'an object': (name) => [`${name}[a]=b`],
	'a NUL': (name) => [`${name}=%00`],
	'ten kilobytes': (name) => [`${name}=${TEN_KILOBYTES}`],
	'a lone surrogate': (name) => [`${name}=%ED%A0%80`],
	nothing: () => [],
	'broken percents': (name) => [`${name}=%E0%A4%A`],
	'a prototype': (name) => ['__proto__=a', 'constructor[prototype]=b', `${name}=`],
};
/** What may be a good answer where any text is one. */
const MAY_BE_TEXT = new Set(['ten kilobytes', 'a lone surrogate', 'broken percents']);

interface FormField {
	path: string;
	token: string | undefined;
	field: string;
	isLine: boolean;
	isNeeded: boolean;
	/** The other fields, as the page has filled them in. */
	others: [string, string][];
}

interface Village extends Neighbourhood {
	askers: Record<string, string | undefined>;
	/** Links of letters, by the declared address they lead to. */
	links: Record<string, string>;
}

export async function fields(): Promise<Finding[]> {
	return [...(await fieldsOf(fill)), ...(await fieldsOf(fillEmpty))];
}

async function fieldsOf(filled: (db: Database) => Promise<Pick<Village, 'askers' | 'links'>>): Promise<Finding[]> {
	const { address, village, db, stop } = await serveHouse(filled);
	try {
		// Its own start made a key for who sets it up; this one takes that one's place.
		if (filled === fillEmpty) village.links['/inrichten/[sleutel]'] = `/inrichten/${await newSetUpKey(db)}`;
		const met = await fieldsAt(address, village as Village);
		const [broken, unsaid]: [string[], string[]] = [[], []];
		let sent = 0;
		for (const { path, token, field, isLine, isNeeded, others } of met) {
			for (const [kind, parts] of Object.entries(STRANGE)) {
				await db.deleteFrom('limits').execute();
				const body = [...others.map((pair) => pair.map(encodeURIComponent).join('=')), ...parts(field)].join('&');
				const { status, text } = await ask(address, path, { token, body, headers: FORM }).catch(() => ({ status: 0, text: '' }));
				sent++;
				const what = `${kind} in ${field} of ${path} ${status}`;
				if (status >= 500 || status === 0) broken.push(what);
				const isRefused = status >= 400 && /-fout"|role="alert"|<h1/.test(text);
				if (isLine && isNeeded && !isRefused && !MAY_BE_TEXT.has(kind)) unsaid.push(what);
			}
		}
		const list = (wrong: string[]) => (wrong.length > 0 ? `, but not ${wrong.slice(0, 6).join(' · ')} (${wrong.length})` : '');
		const pages = new Set(met.map(({ path }) => path)).size;
		return [
			holds(
				met.length > 0 && broken.length === 0,
				`${met.length} fields of ${pages} forms, ${sent} times something no browser sends: none breaks the program${list(broken)}`,
			),
			holds(
				met.some(({ isNeeded }) => isNeeded) && unsaid.length === 0,
				`what is not the one line that was asked for is refused with a message${list(unsaid)}`,
			),
		];
	} finally {
		await stop();
	}
}

/** Everybody there is, and somebody between the two steps of signing in, with and without an app. */
async function fill(db: Database): Promise<Village> {
	const now = new Date();
	const village = await theNeighbourhood(db, now);
	const origin = { place: '127.0.0.1', device: 'Firefox', knownDevice: undefined };
	const begun = await beginSignIn(db, keys, { addressKey: NOOR.address, password: NOOR.password }, origin, now);
	const { leader } = village.people;
	const invitee = { name: 'Gast', address: 'gast@zonnedam.example', addressKey: 'gast@zonnedam.example', language: 'nl' as const };
	const rights = { organisation: leader.account.organisation, asAdministrator: false, asOperator: false, inviter: null, invitedBy: 'Mila' };
	const { url } = await tx(db, (tx) => insertInvitation(tx, keys, { ...invitee, ...rights }, 'https://wijk.example', now));
	await askForNewPassword(db, keys, leader.account.address, 'https://wijk.example', now);
	const { id } = await db.selectFrom('letters').select('id').where('kind', '=', 'accounts.newPassword').executeTakeFirstOrThrow();
	const reset = await linkToHandOver(db, keys, id, now);
	const people = Object.fromEntries(Object.entries(village.people).map(([who, { token }]) => [who, token]));
	return {
		...village,
		askers: { nobody: undefined, halfway: begun.ok ? begun.token : '', ...people },
		links: { '/uitnodiging/[sleutel]': new URL(url).pathname, '/nieuw-wachtwoord/[sleutel]': new URL(reset?.url ?? url).pathname },
	};
}

/** A house that nobody has set up yet. */
const fillEmpty = async (): Promise<Pick<Village, 'askers' | 'links'>> => ({ askers: { nobody: undefined }, links: {} });

/** Every field of the forms on every declared page, as whoever meets it first. */
async function fieldsAt(at: string, village: Village): Promise<FormField[]> {
	const met = new Map<string, FormField>();
	for (const [route, { forms }] of Object.entries(ACCESS)) {
		if (forms === undefined) continue;
		const path = village.links[route] ?? pathOf(route, village.people && village);
		for (const token of Object.values(village.askers)) {
			const { status, text } = await ask(at, path, { token });
			if (status !== 200) continue;
			for (const [, head = '', inside = ''] of text.matchAll(/<form([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/gi)) {
				if (head.includes('data-passkey')) continue;
				const action = /\saction="([^"]*)"/.exec(head)?.[1]?.replaceAll('&amp;', '&') ?? '';
				const to = new URL(action, at + path);
				const filled = fieldsIn(inside);
				for (const { name, isLine, isNeeded } of filled) {
					const others = filled
						.filter((other) => other.name !== name && other.value !== null)
						.map((other) => [other.name, other.value ?? ''] as [string, string]);
					const key = `${route} ${to.search} ${name}`;
					if (!met.has(key)) met.set(key, { path: to.pathname + to.search, token, field: name, isLine, isNeeded, others });
				}
			}
		}
	}
	return [...met.values()];
}

interface Filled {
	name: string;
	/** What the page has put there; null for a choice that is not made. */
	value: string | null;
	/** Whether people write a line there, rather than choose. */
	isLine: boolean;
	isNeeded: boolean;
}

function fieldsIn(form: string): Filled[] {
	const found = new Map<string, Filled>();
	for (const [, kind = '', head = ''] of form.matchAll(/<(input|textarea|select)\b([^>]*)>/g)) {
		const part = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
		const name = part('name');
		if (!name) continue;
		const type = part('type') ?? kind;
		const isChoice = type === 'radio' || type === 'checkbox' || type === 'select';
		const value = isChoice && !/\schecked/.test(head) ? null : (part('value') ?? '');
		if (found.get(name)?.value) continue;
		found.set(name, {
			name,
			value,
			isLine: !isChoice && type !== 'hidden',
			isNeeded: part('aria-required') === 'true' || /\srequired/.test(head),
		});
	}
	return [...found.values()];
}
