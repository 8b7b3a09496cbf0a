import type { IncomingMessage } from 'node:http';

/** Where forms with a file in them go. Written so narrowly that no other address can be spelled this way. */
const UPLOAD = /^(\/en)?(\/projecten\/[\w-]+\/documenten\/(toevoegen|[\w-]+\/nieuwe-versie)|\/organisatie\/projecten\/binnenhalen)$/;

/** Whether the body of this request is read by its page, as it comes, and may be as large as a file. */
export const isUpload = ({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
	method === 'POST' && UPLOAD.test(url.split('?', 1)[0] ?? '');
