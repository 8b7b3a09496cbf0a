import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type VerifiedAuthenticationResponse, verifyAuthenticationResponse } from '@simplewebauthn/server';
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
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox'] });
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
