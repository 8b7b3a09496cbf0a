import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ObjectSettings } from '#platform/settings.ts';

const PAGE = 2;

/** A small object store on loopback. It works signatures out by itself, from what is written of AWS Signature Version 4. */
export async function objectStore() {
	const settings: ObjectSettings = { bucket: '', region: 'nl-1', accessKey: 'wijk', secretKey: 'geheim/van+de=wijk' };
	const objects = new Map<string, { bytes: Buffer; keptAt: Date }>();
	const broken = { by: 0 };
	const server = createServer(async (request, response) => {
		const bytes = await buffer(request);
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
		const name = pathname.replace(/^\/wijk\/?/, '');
		const end = (status: number, body: string | Buffer = '') => response.writeHead(status).end(body);
		if (broken.by) return end(broken.by);
		if (request.headers.authorization !== signatureOf(request, settings)) return end(403);
		if (request.method === 'PUT') {
			if (Number(request.headers['content-length']) !== bytes.length) return end(411);
			objects.set(name, { bytes, keptAt: new Date() });
			return end(200);
		}
		if (request.method === 'DELETE') return end(objects.delete(name) ? 204 : 404);
		if (name) return objects.has(name) ? end(200, objects.get(name)?.bytes) : end(404);
		const names = [...objects.keys()].toSorted();
		const from = Number(searchParams.get('continuation-token')?.replace('na&', '') ?? 0);
		const listed = names.slice(from, from + PAGE).map((key) => {
			const { bytes, keptAt } = objects.get(key) ?? { bytes: Buffer.alloc(0), keptAt: new Date(0) };
			return `<Contents><Key>${key}</Key><LastModified>${keptAt.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
		});
		const isMore = from + PAGE < names.length;
		const more = `<IsTruncated>${isMore}</IsTruncated>${isMore ? `<NextContinuationToken>na&amp;${from + PAGE}</NextContinuationToken>` : ''}`;
		return end(200, `<?xml version="1.0"?><ListBucketResult>${more}${listed.join('')}</ListBucketResult>`);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	settings.bucket = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wijk`;
	return { settings, objects, broken, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

function signatureOf({ method, url, headers }: IncomingMessage, { region, accessKey, secretKey }: ObjectSettings): string {
	const { pathname, searchParams } = new URL(url ?? '', 'http://x');
	const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
	const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
	const at = String(headers['x-amz-date']);
	const query = [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).toSorted();
	const canonical = [
		...[method, pathname, query.join('&')],
		...signed.map((name) => `${name}:${headers[name]}`),
		...['', signed.join(';'), headers['x-amz-content-sha256']],
	].join('\n');
	const scope = [at.slice(0, 8), region, 's3', 'aws4_request'];
	const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), createHash('sha256').update(canonical).digest('hex')].join('\n');
	const signature = hmac(
		scope.reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${secretKey}`),
		text,
	).toString('hex');
	return `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope.join('/')}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
}
