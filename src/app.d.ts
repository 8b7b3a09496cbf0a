import type { IncomingMessage } from 'node:http';
import type { Account } from './accounts/account.ts';
import type { Origin } from './accounts/signing-in.server.ts';
import type { TokenHolder } from './api-tokens/token-holder.ts';
import type { House } from './house.server.ts';
import type { Trouble } from './platform/database/trouble.ts';
import type { Speech } from './platform/messages.ts';
import type { RefusedFile } from './platform/refusals.ts';

declare global {
	namespace App {
		interface Error {
			/** The key of the message people read. */
			message: string;
			detail?: string;
		}
		interface Locals {
			house: House;
			speech: Speech;
			/** The address without its language. */
			path: string;
			/** Who is signed in with both factors. */
			account: Account | null;
			/** The program that came in with somebody's token. */
			holder: TokenHolder | null;
			/** What the browser sent as its sign-in, whole or halfway. */
			token: string | undefined;
			origin: Origin;
			/** What was the matter with the database while this was answered. */
			trouble?: Trouble | null;
		}
		interface Platform {
			/** Of a form with a file in it, the page reads the body itself; `length` is what the browser says of it. */
			req: IncomingMessage & { house: House; length?: number | null; refused?: RefusedFile };
		}
	}
}
