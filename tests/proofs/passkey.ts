import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import * as v from 'valibot';
import { addPasskey, askForPasskey } from '#accounts/adding-passkey.server.ts';
import { ANSWER, type Answer, MADE, type Site, siteAt } from '#accounts/passkey.ts';
import { passkeysOf, removePasskey } from '#accounts/passkeys.server.ts';
import type { Verify } from '#accounts/showing-passkey.server.ts';
import { accountOf } from '#accounts/sign-ins.server.ts';
import { beginPasskeySignIn, signInByPasskey } from '#accounts/signing-in-by-passkey.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { withDatabase } from '../bench/databases.ts';
import { keys, NOOR, noorSetsUp } from '../village/people.ts';

/**
 * That a passkey lets in its owner and nobody else, with answers that a real browser gives. PROOF_SABOTAGE=verification has answers
 * verified without asking whether the person unlocked the device, as a bad build would; then this has to go red.
 */
export interface Finding {
	good: boolean;
	what: string;
}

const withoutUnlocking: Verify = (options) => verifyAuthenticationResponse({ ...options, requireUserVerification: false });
const verify: Verify = process.env.PROOF_SABOTAGE === 'verification' ? withoutUnlocking : verifyAuthenticationResponse;
const from = { place: '192.0.2.1', device: NOOR.device, knownDevice: undefined };

export async function prove(): Promise<Finding[]> {
	const [ours, theirs] = await Promise.all([openSite(), openSite()]);
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox'],
	});
	const findings: Finding[] = [];
	try {
		for (const engine of ['sqlite', 'postgres'] as const) {
			await withDatabase(engine, async (db) => {
				const visitor = await Visitor.at(browser, ours, theirs);
				for (const { good, what } of await attempts(db, visitor)) findings.push({ good, what: `${engine}: ${what}` });
			});
		}
	} finally {
		await browser.close();
		for (const { server } of [ours, theirs]) server.close();
	}
	return findings;
}

interface OpenSite {
	server: Server;
	site: Site;
}

/** An empty page under the name `localhost`, for a passkey belongs to a name. */
async function openSite(): Promise<OpenSite> {
	const server = createServer((_, res) => res.setHeader('content-type', 'text/html').end('<!doctype html><title>Wijk</title>'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, site: siteAt(`http://localhost:${(server.address() as AddressInfo).port}`) };
}

/** Somebody at a browser with one device plugged in, who can also be at another site of the same host. */
class Visitor {
	readonly site: Site;
	readonly #page: Page;
	readonly #cdp: CDPSession;
	readonly #device: string;
	readonly #elsewhere: string;

	private constructor(site: Site, page: Page, cdp: CDPSession, device: string, elsewhere: string) {
		this.site = site;
		this.#page = page;
		this.#cdp = cdp;
		this.#device = device;
		this.#elsewhere = elsewhere;
	}

	static async at(browser: Browser, { site }: OpenSite, elsewhere: OpenSite): Promise<Visitor> {
		const page = await (await browser.newContext()).newPage();
		const cdp = await page.context().newCDPSession(page);
		await cdp.send('WebAuthn.enable');
		const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
			options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
		});
		return new Visitor(site, page, cdp, authenticatorId, elsewhere.site.origin);
	}

	/** Has the browser make a passkey or show it, and gives what a page of ours would send. */
	async asks(does: 'create' | 'get', options: object, origin = this.site.origin): Promise<unknown> {
		await this.#page.goto(origin);
		return this.#page.evaluate(
			async ([does, options]) => {
				const { credentials } = navigator;
				const publicKey =
					does === 'create'
						? PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
						: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
				const made = await (does === 'create' ? credentials.create({ publicKey } as never) : credentials.get({ publicKey } as never));
				return (made as PublicKeyCredential).toJSON();
			},
			[does, options] as const,
		);
	}

	async shows(options: object): Promise<Answer> {
		return v.parse(ANSWER, await this.asks('get', options));
	}

	/** The same, on another site that has the same host name. */
	async showsElsewhere(options: object): Promise<Answer> {
		return v.parse(ANSWER, await this.asks('get', options, this.#elsewhere));
	}

	/** The device is not unlocked, and the browser is told that it need not be. */
	async showsLocked(options: object): Promise<Answer> {
		await this.#cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.#device, isUserVerified: false });
		const answer = await this.shows({ ...options, userVerification: 'discouraged' });
		await this.#cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.#device, isUserVerified: true });
		return answer;
	}

	/** Puts a copy of the passkey in place of it, that remembers an earlier count. */
	async goesBackTo(signCount: number): Promise<void> {
		const { credentials } = await this.#cdp.send('WebAuthn.getCredentials', { authenticatorId: this.#device });
		for (const credential of credentials) {
			await this.#cdp.send('WebAuthn.removeCredential', { authenticatorId: this.#device, credentialId: credential.credentialId });
			await this.#cdp.send('WebAuthn.addCredential', { authenticatorId: this.#device, credential: { ...credential, signCount } });
		}
	}
}

async function attempts(db: Database, visitor: Visitor): Promise<Finding[]> {
	const { site } = visitor;
	const { account } = await noorSetsUp(db, new Date());
	const made = v.parse(MADE, await visitor.asks('create', await askForPasskey(db, account, site)));
	const added = await addPasskey(db, keys, account, site, 'werklaptop', made);
	const addedTwice = await addPasskey(db, keys, account, site, 'nog eens', made);

	const asked = async (now?: Date) => {
		const begun = await beginPasskeySignIn(db, keys, site, from, now);
		if (!begun.ok) throw new Error(begun.issue);
		return begun.options;
	};
	const enter = (answer: Answer, now?: Date) => signInByPasskey(db, keys, site, answer, from, now, verify);
	const isRefused = async (answer: Answer, now?: Date) => (await enter(answer, now)) === null;

	const answer = await visitor.shows(await asked());
	const entered = await enter(answer);
	const isNoor = (await accountOf(db, entered?.token))?.id === account.id;
	const mended = await visitor.shows(await asked());
	const findings: Finding[] = [
		{ good: added.ok, what: 'a passkey that the browser made is added' },
		{ good: !addedTwice.ok, what: 'the same passkey is not added twice' },
		{ good: isNoor, what: 'it signs in wholly, without a password' },
		{ good: await isRefused(answer), what: 'an answer that was given before is refused' },
		{ good: await isRefused(withBrokenSignature(mended)), what: 'a broken signature is refused' },
		{ good: await isRefused(mended), what: 'the challenge of a refused answer is used up' },
		{ good: await isRefused(await visitor.showsLocked(await asked())), what: 'an answer of a device that nobody unlocked is refused' },
		{ good: await isRefused(await visitor.showsElsewhere(await asked())), what: 'an answer from another site on the same host is refused' },
		{ good: await isRefused(await visitor.shows(await asked()), inMinutes(5)), what: 'an answer after five minutes is refused' },
		{
			good: await isRefused(await visitor.shows({ ...(await asked()), challenge: 'A'.repeat(43) })),
			what: 'an answer to a challenge of somebody else is refused',
		},
	];
	const still = await enter(await visitor.shows(await asked()));
	findings.push({ good: still !== null, what: 'after all that it still signs in' });

	await visitor.goesBackTo(1);
	findings.push({ good: await isRefused(await visitor.shows(await asked())), what: 'a copy whose count goes back is refused' });
	const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
	findings.push({ good: newest?.action === 'accounts.passkey-refused', what: 'the copy is in the journal' });

	const [passkey] = await passkeysOf(db, account);
	await removePasskey(db, keys, account, passkey?.id ?? '');
	await visitor.goesBackTo(1000);
	findings.push({ good: await isRefused(await visitor.shows(await asked())), what: 'a passkey that was removed is refused' });
	return findings;
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

function withBrokenSignature(answer: Answer): Answer {
	const signature = Buffer.from(answer.response.signature, 'base64url');
	signature.writeUInt8(signature.readUInt8(20) ^ 1, 20);
	return { ...answer, response: { ...answer.response, signature: signature.toString('base64url') } };
}

if (import.meta.main) {
	const findings = await prove();
	for (const { good, what } of findings) console.log(`${good ? 'good' : 'bad '} ${what}`);
	if (findings.some(({ good }) => !good)) process.exitCode = 1;
}
