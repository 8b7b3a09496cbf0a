import type { IncomingMessage } from 'node:http';
import type { House } from './house.server.ts';
import type { Speech } from './platform/messages.ts';

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
		}
		interface Platform {
			req: IncomingMessage & { house: House };
		}
	}
}
