import type { Speech } from '#platform/messages.ts';

/** What who has a dossier types in its folder, a line each. Needs Python and OpenSSL, and nothing of ours. */
export const HOW_TO_CHECK: readonly string[] = [
	"python3 - <<'END'",
	"import hashlib as H,base64;p=b'\\0'*32",
	"for l in open('journal.ndjson','rb'):p=H.sha256(b'\\1'+p+H.sha256(b'\\0'+l.rstrip(b'\\n')).digest()).digest()",
	"print(base64.b64encode(p).decode()==open('checkpoint').read().split('\\n')[2])",
	'END',
	'openssl pkeyutl -verify -pubin -inkey log-key.pem -rawin -in checkpoint -sigfile checkpoint.sig',
	"(cd documents && ls | sed -E 's/^(.*)\\.[a-z]+$/\\1  &/' | sha256sum -c)",
];

/** The text that tells what is in a dossier and how to check it, without a program of ours. */
export const manual = ({ say }: Speech): string =>
	[
		say('dossiers.manualTitle'),
		'',
		say('dossiers.manualWhat'),
		'',
		...(
			[
				['index.html', 'dossiers.manualIndex'],
				['project.json', 'dossiers.manualProject'],
				['documents/', 'dossiers.manualDocuments'],
				['journal.ndjson', 'dossiers.manualJournal'],
				['checkpoint', 'dossiers.manualCheckpoint'],
				['witnesses.json', 'dossiers.manualWitnesses'],
			] as const
		).map(([name, text]) => `${name}\n    ${say(text)}`),
		'',
		say('dossiers.manualCheck'),
		'',
		...HOW_TO_CHECK.map((line) => `    ${line}`),
		'',
		say('dossiers.manualCheckHere'),
		'',
		'    bin/wijkspoor verify dossier.zip',
		'',
		say('dossiers.manualBack'),
		'',
		'    bin/wijkspoor project import dossier.zip',
		'',
		say('dossiers.manualLeft'),
		'',
	].join('\n');
