import { KIND_NAMES, textOf } from '#logbook/entry.ts';
import type { Speech } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { ROLE_NAMES } from '#projects/member.ts';
import type { ProjectData } from './project-data.server.ts';
import { list, rowsIn, sheet } from './sheet.ts';

/** A project as one page to read and print, for who took it along. */
export function projectPage(data: ProjectData, speech: Speech): string {
	const { say, moment, day } = speech;
	const { project, madeFor } = data;
	const rowsOf = rowsIn(say);
	const on = (at: string | null) => (at === null ? '–' : day(at.slice(0, 10)));
	const sections: [string, string][] = [
		[
			say('exports.projectAbout'),
			list([
				[say('exports.ownCalled'), project.name],
				[say('accounts.organisation'), project.organisation],
				[say('exports.projectMadeFor'), `${madeFor.name}, ${say(ROLE_NAMES[madeFor.role])}`],
				[say('projects.part'), data.parts.join(', ') || '–'],
			]),
		],
		[
			say('projects.members'),
			rowsOf(
				['accounts.name', 'accounts.organisation', 'projects.role', 'projects.part', 'exports.ownSince', 'exports.ownUntil'],
				data.members.map((one) => [one.name, one.organisation, say(ROLE_NAMES[one.role]), one.part ?? '–', on(one.since), on(one.until)]),
			),
		],
		[
			say('logbook.logbook'),
			rowsOf(
				['exports.ownWhen', 'logbook.kind', 'accounts.name', 'projects.level', 'projects.part', 'logbook.text'],
				data.entries.map((one) => [
					day(one.happenedOn),
					say(KIND_NAMES[one.kind]),
					one.author || '–',
					say(LEVEL_NAMES[one.level]),
					one.part ?? '–',
					one.removedAt === null ? textOf(one) : say('logbook.isRemoved'),
				]),
			),
		],
	];
	if (data.journal.length > 0) {
		sections.push([
			say('projects.journal'),
			rowsOf(
				['exports.ownWhen', 'exports.ownWhat'],
				data.journal.map(({ at, sentence }) => [moment(at), sentence]),
			),
		]);
		sections.push([say('exports.kit'), `<p>${say('exports.kitText')}</p>\n<p><code>${HOW_TO_CHECK.map(typed).join('<br>\n')}</code></p>`]);
	}
	const lead = say('exports.projectLead', { moment: moment(data.madeAt) });
	return sheet({ title: project.name, lead, language: speech.language }, sections);
}

/** What who has the kit types in its folder, a line each. */
const HOW_TO_CHECK = [
	"python3 - <<'END'",
	"import hashlib as H,base64;p=b'\\0'*32",
	"for l in open('log.ndjson','rb'):p=H.sha256(b'\\1'+p+H.sha256(b'\\0'+l.rstrip(b'\\n')).digest()).digest()",
	"print(base64.b64encode(p).decode()==open('checkpoint').read().split('\\n')[2])",
	'END',
	'openssl pkeyutl -verify -pubin -inkey log-key.pem -rawin -in checkpoint -sigfile checkpoint.sig',
];

/** A line may be divided on a telephone; copied, it is one again. */
const typed = (line: string): string => escapeXml(line).replace(/[(+.,-]/g, '$&<wbr>');
