import { rm } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { sealInto } from '#documents/sealed-file.server.ts';
import { Edition } from '#guide/edition.ts';
import type { Paper } from '#paper/blocks.ts';
import { odtOfPaper } from '#paper/odt.server.ts';
import { pageOf } from '#paper/page.ts';
import { pdfOf } from '#paper/pdf.server.ts';
import { openReader } from '#platform/database/database.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { memberBehind } from '#projects/members.server.ts';
import { municipalitiesIn } from '#projects/municipalities.server.ts';
import { compose } from './composing.server.ts';
import type { Making, Said } from './press.server.ts';
import type { Form } from './printout.ts';

/** Makes one printout, apart from everything else and with a connection that only reads. */
const making = workerData as Making;
const say = (said: Said) => parentPort?.postMessage(said);

function fileOf(paper: Paper, form: Form): Uint8Array {
	switch (form) {
		case 'reading':
		case 'archive':
			return pdfOf(paper, form);
		case 'text':
			return odtOfPaper(paper);
		case 'page':
			return Buffer.from(pageOf(paper));
	}
}

// On Linux this is of the thread and not of the program: whoever opens a page goes first.
if (process.platform === 'linux') setPriority(10);

const now = new Date(making.at);
const db = openReader(making.place);
try {
	const keys = openKeys(making.keyFolder);
	const member = await memberBehind(db, making.account, making.project, now);
	if (member?.role !== making.role || member.subproject !== making.subproject) throw new Error('Who asked for it is not what they were.');
	const municipalities = municipalitiesIn(making.municipalityFile);
	const paper = await compose({ db, keys, municipalities, edition: new Edition(making.edition) }, member, making.choice, now);
	say({ step: 'setting' });
	const file = fileOf(paper, making.choice.form);
	say({ step: 'sealing' });
	// What was left by one that was broken off.
	await rm(making.path, { force: true });
	const { lock, bytes } = await sealInto(making.path, [file]);
	say({ step: 'made', lock, bytes });
} finally {
	await db.destroy();
}
