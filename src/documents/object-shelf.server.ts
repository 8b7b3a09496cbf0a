import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { ObjectSettings } from '#platform/settings.ts';
import type { Shelf, Shelved } from './shelf.ts';

/** What the store said instead of doing what was asked. Holds no key and no address. */
export class ObjectStoreTrouble extends Error {}

const PATIENCE = 60_000;

/** A shelf in an object store that speaks S3. Source: the S3 API reference, version 2006-03-01. */
export function objectShelf({ bucket, region, accessKey, secretKey }: ObjectSettings): Shelf {
	const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region, retries: 2 });
	const ask = async (method: string, path: string, body?: Blob): Promise<Response> => {
		const init = { method, signal: AbortSignal.timeout(PATIENCE), ...(body && { body }) };
		const answer = await client.fetch(bucket + path, init).catch((error: Error) => {
			throw new ObjectStoreTrouble(
				`The object store does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}.`,
			);
		});
		if (answer.status === 404 && method !== 'PUT') throw Object.assign(new Error('There is no such file.'), { code: 'ENOENT' });
		if (!answer.ok) throw new ObjectStoreTrouble(`The object store answered ${answer.status}.`);
		return answer;
	};
	return {
		async keep(draft, name) {
			// The store acknowledges what it holds for good.
			await (await ask('PUT', `/${name}`, await openAsBlob(draft))).arrayBuffer();
			await rm(draft);
		},
		async open(name) {
			const { body } = await ask('GET', `/${name}`);
			return body ? Readable.fromWeb(body as WebStream) : Readable.from([]);
		},
		async remove(name) {
			await ask('DELETE', `/${name}`).catch(unlessAbsent);
		},
		async *names() {
			let next: string | null = '';
			while (next !== null) {
				const from: string = next && `&continuation-token=${encodeURIComponent(next)}`;
				const page: string = await (await ask('GET', `/?list-type=2${from}`)).text();
				yield* objectsIn(page);
				next = page.includes('<IsTruncated>true<') ? textOf(page, 'NextContinuationToken') : null;
			}
		},
	};
}

function* objectsIn(page: string): Generator<Shelved> {
	for (const [, object = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
		const name = textOf(object, 'Key') ?? '';
		// What else is kept in the bucket is none of ours.
		if (!/^[\w-]+\/[\w-]+$/.test(name)) continue;
		yield { name, bytes: Number(textOf(object, 'Size')), keptAt: new Date(textOf(object, 'LastModified') ?? '') };
	}
}

/** Our own names, numbers and moments hold no sign that XML writes otherwise; a token can. */
const textOf = (xml: string, element: string): string | null =>
	new RegExp(`<${element}>([^<]*)<`).exec(xml)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? null;

function unlessAbsent(error: NodeJS.ErrnoException): void {
	if (error.code !== 'ENOENT') throw error;
}
