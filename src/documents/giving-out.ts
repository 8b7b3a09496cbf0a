import type { Version } from './document.ts';

/** What somebody sent is never part of a page of ours: it is saved, and where a browser shows it all the same, nothing in it runs. */
const APART = {
	'content-security-policy': "sandbox; default-src 'none'",
	'cross-origin-resource-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'cache-control': 'private, no-store',
};

export const givenOut = ({ name, type, bytes }: Pick<Version, 'name' | 'type' | 'bytes'>): Record<string, string> => ({
	...APART,
	'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
	'content-length': String(bytes),
	'content-disposition': saveAs(name),
});

export const shownInPage: Record<string, string> = { ...APART, 'content-type': 'image/webp', 'content-disposition': 'inline' };

/** The name twice, as RFC 6266 wants it: in plain letters for old programs, and as it is. */
export function saveAs(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\w .()-]/g, '_');
	const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
	return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
