import { withInvitationsAsButtons } from './furniture.ts';
import { type PagePhase, readHead } from './head.ts';
import { withLabelsApart } from './heading.ts';
import { folded, type Line, linesOf } from './line.ts';
import { readParties } from './parties.ts';
import { readStories, type StoryDraft } from './practice.ts';
import { proseOf } from './prose.ts';
import { Sections } from './sections.ts';
import { withoutStranger } from './stranger.ts';
import { tipsIn } from './tips.ts';
import { readTracks } from './tracks.ts';
import { Wrapping } from './wrapping.ts';

/** A page of an existing guide, as far as it can be read back from a copy of its text. */
export interface GuidePageDraft {
	title: string;
	phase: PagePhase | null;
	/** Letters of tracks, whatever scheme they come from. */
	tracks: string[];
	parties: string[];
	sensitive: boolean;
	goal: string;
	approach: string;
	tips: string[];
	stories: StoryDraft[];
	/** Whether the page asks its reader for a story. */
	invitesExperience: boolean;
	/** Lines that could not be placed, whole and in order: somebody has to look at them. */
	unread: string[];
}

/** Reads a page that was copied from a website as text. Null when it has neither a goal nor an approach. */
export function readGuidePage(text: string): GuidePageDraft | null {
	if (text.includes('\0')) return null;
	const lines = linesOf(withLabelsApart(withInvitationsAsButtons(text)));
	const page = new Sections(lines);
	if (!page.all.some(({ name }) => name === 'goal' || name === 'approach')) return null;

	const wrapping = new Wrapping(lines);
	const unread: Line[] = [...page.unread];
	const keep = <Part extends { unread: Line[] }>(part: Part): Part => {
		unread.push(...part.unread);
		return part;
	};
	const own = (section: Sections['all'][number]): Line[] => {
		const { own, strange } = withoutStranger({ ...section, lines: wrapping.undone(section.lines) });
		unread.push(...strange);
		return own;
	};

	const { title, phase } = keep(readHead(wrapping.undone(page.linesOf('head'))));
	// Some pages say their title again further down.
	const isNotTitle = (line: Line) => folded(line.text) !== folded(title);
	const { tracks } = keep(readTracks(page.linesOf('tracks').filter(isNotTitle)));
	const labelled = new Set(page.named('parties').flatMap(({ heading, lines }) => (heading?.rest ? lines.slice(0, 1) : [])));
	const { parties } = keep(readParties(page.linesOf('parties').filter(isNotTitle), (line) => labelled.has(line)));
	const goal = proseOf(page.named('goal').flatMap(own));
	const approach = proseOf(page.named('approach').flatMap(own));
	const tips = page.named('tips').flatMap((section) => tipsIn(own(section), section.heading?.words === 'tip'));
	const stories = page
		.named('practice')
		.flatMap((section) => keep(readStories({ ...section, lines: wrapping.undone(section.lines) })).stories);

	return {
		title,
		phase,
		tracks,
		parties,
		sensitive: page.sensitive,
		goal,
		approach,
		tips,
		stories,
		invitesExperience: page.invitesExperience,
		unread: unread
			.filter(isNotTitle)
			.toSorted((a, b) => a.number - b.number)
			.map(({ text }) => text),
	};
}
