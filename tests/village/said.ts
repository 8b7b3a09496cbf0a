import type { Readable } from 'node:stream';

/** Waits for the address a server prints as its last line. Before it may stand the one for who sets the installation up. */
export function addressFrom(stdout: Readable | null): Promise<{ address: string; said: string }> {
	let said = '';
	return new Promise((resolve) => {
		stdout?.on('data', (chunk: Buffer) => {
			said += chunk;
			const address = /^https?:\/\/[^/\s]+(?=\n)/m.exec(said)?.[0];
			if (address) resolve({ address, said });
		});
	});
}
