import { Readable } from 'node:stream';
import { givenOut } from '#documents/giving-out.ts';
import { Refusal } from '#platform/refusals.ts';
import { FILES, fileName } from '#printouts/printout.ts';
import { bytesOf, printoutFor } from '#printouts/printouts.server.ts';
import { paperAsked } from '../../../../../paper.server.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { house, db, member } = await paperAsked(event);
	const printout = await printoutFor(db, member, event.params.uitdraai);
	const { choice, state } = printout;
	if (state.kind !== 'made') throw new Refusal('conflict', 'printouts.notYet');
	const bytes = await bytesOf(db, house.keys, house.settings.dataFolder, member, printout);
	const file = { name: fileName(member.project.name, choice, state.at), type: FILES[choice.form].type, bytes: state.bytes };
	return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, { headers: givenOut(file) });
};
