import { found } from '#platform/refusals.ts';
import { templateFile } from '../../template-files.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const template = found(publication.templateAt(params.sjabloon));
	return new Response(new Uint8Array(templateFile(publication, template, speech)), {
		headers: {
			'content-type': 'application/vnd.oasis.opendocument.text',
			'content-disposition': `attachment; filename="${template.address}.odt"`,
		},
	});
};
