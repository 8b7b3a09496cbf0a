/** A file to keep, and not a page. */
export const zipNamed = (name: string, bytes: Uint8Array): Response =>
	new Response(new Uint8Array(bytes), {
		headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` },
	});
