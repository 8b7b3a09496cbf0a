/** Headers of every answer, pages and refusals alike. Nothing of ours runs or styles inline, and nothing is fetched elsewhere. */
export const SECURITY_HEADERS: Record<string, string> = {
	'content-security-policy': [
		"default-src 'self'",
		"img-src 'self' data:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join('; '),
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
};

const A_YEAR = 31_536_000;

/** Browsers are told to insist on a safe connection only where there is one. */
export const headersFor = (origin: string): Record<string, string> =>
	origin.startsWith('https:')
		? { ...SECURITY_HEADERS, 'strict-transport-security': `max-age=${A_YEAR}; includeSubDomains` }
		: SECURITY_HEADERS;
