/** A title as part of an address: only a-z, 0-9 and single hyphens. The same title always gives the same address. */
export function addressOf(title: string): string {
	return title
		.normalize('NFKD')
		.replace(/[\u0300-\u036f’'"‘“”]/g, '')
		.toLowerCase()
		.replace(/[()]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}
