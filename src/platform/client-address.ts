import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address somebody asks from. Behind web servers, of which each adds to `X-Forwarded-For` who asked it, it is as many places from
 * the end as there are of them: what stands before that, a visitor may have written. Who comes past them is who they seem.
 */
export function clientAddress({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
	const told =
		proxies === 0
			? undefined
			: String(headers['x-forwarded-for'] ?? '')
					.split(',')
					.at(-proxies)
					?.trim();
	return told !== undefined && isIP(told) !== 0 ? told : (socket.remoteAddress ?? '');
}
