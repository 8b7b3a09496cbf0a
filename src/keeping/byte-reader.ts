import { BrokenBackup } from './problem.ts';

/** Takes a stream apart by counted bytes, without holding more of it than was asked for. */
export class ByteReader {
	readonly #source: AsyncIterator<Uint8Array>;
	#waiting: Buffer = Buffer.alloc(0);

	constructor(source: AsyncIterable<Uint8Array>) {
		this.#source = source[Symbol.asyncIterator]();
	}

	/** The next `count` bytes, in pieces as they come. */
	async *pieces(count: number): AsyncGenerator<Buffer> {
		for (let left = count; left > 0; ) {
			if (this.#waiting.length === 0 && !(await this.#refill())) throw new BrokenBackup('its end is missing');
			const piece = this.#waiting.subarray(0, left);
			this.#waiting = this.#waiting.subarray(piece.length);
			left -= piece.length;
			yield piece;
		}
	}

	async isAtEnd(): Promise<boolean> {
		return this.#waiting.length === 0 && !(await this.#refill());
	}

	/** Lets go of what the bytes come from. */
	async close(): Promise<void> {
		await this.#source.return?.();
	}

	async #refill(): Promise<boolean> {
		while (this.#waiting.length === 0) {
			const { done, value } = await this.#source.next();
			if (done) return false;
			this.#waiting = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
		}
		return true;
	}
}
