import { outbox } from '#platform/letters/outbox.server.ts';
import { operator } from '../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	await operator(event);
	const { db, settings, version, schema } = event.locals.house;
	return {
		version,
		schema,
		engine: db.engine === 'postgres' ? 'PostgreSQL' : 'SQLite',
		hasMail: settings.mail !== null,
		outbox: await outbox(db),
	};
};
