import { parentPort, workerData } from 'node:worker_threads';
import { examine, firstSightOf } from './examining.ts';
import { textIn } from './reading-text.ts';
import { sealInto, unsealedBytes } from './sealed-file.server.ts';
import type { Examining, Step } from './workers.server.ts';

/** Takes files apart that strangers made, apart from everything else. Says first whether the file is taken in, then what stands in it, and at last how it looks. */
const { path, lock, name, anewPath } = workerData as Examining;
const say = (step: Step) => parentPort?.postMessage(step);

const bytes = await unsealedBytes(path, lock);
const verdict = await examine(bytes, name);
if (verdict.ok) {
	const { type, anew, picture } = verdict;
	const sealed = anew && (await sealInto(anewPath, [anew]));
	say({
		step: 'examined',
		result: { ok: true, type, anew: sealed && { ...sealed, path: anewPath }, picture: picture?.toString('base64') ?? null },
	});
	say({ step: 'read', pages: await textIn(bytes, type).catch(() => []) });
	const sight = picture ? null : await firstSightOf(bytes, type).catch(() => null);
	say({ step: 'seen', picture: sight?.toString('base64') ?? null });
} else say({ step: 'examined', result: verdict });
