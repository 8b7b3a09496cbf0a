import { isFooter, navigationIn } from './furniture.ts';
import { type Heading, headingBefore, headingIn, labelIn, type SectionName } from './heading.ts';
import { folded, type Line } from './line.ts';
import { listItemIn } from './list-item.ts';
import { isBareWarning, sensitivityIn, tellsSensitivity } from './sensitivity.ts';

export interface Section {
	name: SectionName;
	heading: Heading | null;
	lines: Line[];
	/** Where a button leads on to more, by line number. */
	readsOn: number[];
}

/** Cuts a page into its sections and takes out what the website put between them. */
export class Sections {
	readonly all: Section[] = [{ name: 'head', heading: null, lines: [], readsOn: [] }];
	readonly unread: Line[] = [];
	sensitive = false;
	invitesExperience = false;
	readonly #lines: Line[];
	/** Headings that stand alone on a line, anywhere on the page. */
	readonly #standing: Set<SectionName>;
	readonly #hasLabels: boolean;
	/** The line with which the story that is being read repeats its title. Up to there everything is its text. */
	#storyEnds = -1;
	#titleIsNext = false;
	#afterGap = false;
	#inFooter = false;

	constructor(lines: Line[]) {
		this.#lines = lines;
		this.#standing = new Set(lines.flatMap(({ text }) => headingIn(text)?.name ?? []));
		this.#hasLabels = lines.some(({ text }) => labelIn(text));
		for (const [index, line] of lines.entries()) this.#place(line, index);
	}

	/** All lines of the sections of one name, in order. */
	linesOf(name: SectionName): Line[] {
		return this.named(name).flatMap(({ lines }) => lines);
	}
	named(name: SectionName): Section[] {
		return this.all.filter((section) => section.name === name);
	}

	get #here(): Section {
		return this.all.at(-1) as Section;
	}

	#place(line: Line, index: number): void {
		if (this.#isSign(line, index)) {
			this.#afterGap = true;
			return;
		}
		const placed = this.#afterGap ? { ...line, afterGap: true } : line;
		this.#afterGap = false;
		if (index <= this.#storyEnds) this.#here.lines.push(placed);
		else if (this.#inFooter || this.#beginsFooter(line, index)) this.unread.push(line);
		else if (!this.#opens(placed, index)) this.#tell(placed, index);
	}

	#tell(line: Line, index: number): void {
		this.#here.lines.push(line);
		if (this.#here.name !== 'practice') return;
		if (this.#titleIsNext || index === this.#storyEnds + 1) this.#storyEnds = this.#endOfStory(index);
		this.#titleIsNext = false;
	}

	/** A button, or the flag for what is politically sensitive. */
	#isSign(line: Line, index: number): boolean {
		const navigation = navigationIn(line.text);
		if (navigation?.readsOn) this.#here.readsOn.push(line.number);
		if (navigation?.invites) this.invitesExperience = true;
		if (navigation) return true;
		const next = this.#lines[index + 1]?.text ?? '';
		const flag = sensitivityIn(line.text) ?? (isBareWarning(line.text) ? sensitivityIn(next) : null);
		const above = !this.all.some(({ name }) => name === 'goal' || name === 'approach');
		if (flag ?? (above && tellsSensitivity(line.text))) this.sensitive = true;
		return flag !== null;
	}

	#opens(line: Line, index: number): boolean {
		const heading = this.#headingAt(line, index);
		if (!heading) return false;
		this.all.push({ name: heading.name, heading, lines: [], readsOn: [] });
		this.#titleIsNext = heading.name === 'practice';
		this.#storyEnds = -1;
		if (heading.rest !== '') this.#tell({ ...line, text: heading.rest, afterGap: true }, index);
		return true;
	}

	#headingAt(line: Line, index: number): Heading | null {
		const label = labelIn(line.text);
		if (label) return TEXTS.has(this.#here.name) && (label.words === 'short' || this.named(label.name).length > 0) ? null : label;
		const heading = headingIn(line.text) ?? this.#inlineHeadingIn(line.text);
		if (!heading) return null;
		// A page says its goal and its approach once; a later line with that word belongs to the text it stands in.
		if ((heading.name === 'goal' || heading.name === 'approach') && this.#has(heading.name)) return null;
		if (heading.name === 'tips' && this.#here.name === 'practice' && this.#has('tips')) return null;
		if (heading.name === 'practice' && this.#here.name !== 'practice' && this.#introducesList(line, index)) return null;
		return heading;
	}

	/** A heading with its text behind it, where the page has no other of that name and the line can hardly be a sentence. */
	#inlineHeadingIn(text: string): Heading | null {
		const heading = headingBefore(text);
		if (!heading) return null;
		if (heading.name === 'practice') return /praktijk/.test(heading.words) ? heading : null;
		if (this.#standing.has(heading.name)) return null;
		const standsBeside = this.#standing.has('goal') || this.#standing.has('approach');
		if (heading.name === 'tips') return this.#hasLabels && !standsBeside ? heading : null;
		const isInText = TEXTS.has(this.#here.name) && standsBeside && heading.name === 'goal';
		return (this.#hasLabels || standsBeside) && !isInText ? heading : null;
	}

	/** "Voorbeelden:" with a list right under it is a line of the text. */
	#introducesList(line: Line, index: number): boolean {
		const next = this.#lines[index + 1];
		return /^(?:voorbeeld|ervaring)\w*\s*:$/i.test(line.text) && next !== undefined && !next.afterGap && listItemIn(next.text) !== null;
	}

	#has(name: SectionName): boolean {
		return this.all.some((section) => section.name === name && section.lines.length > 0);
	}

	/** Where the story whose title stands here repeats it; the line itself when it does not. */
	#endOfStory(start: number): number {
		const title = folded(this.#lines[start]?.text ?? '');
		const own = this.#here.heading?.words;
		let hasBody = false;
		for (let index = start + 1; index < this.#lines.length; index++) {
			const text = this.#lines[index]?.text ?? '';
			const heading = headingIn(text);
			if (heading?.words === own) return start;
			if (heading && heading.name !== 'practice' && !this.#has(heading.name)) return start;
			if (folded(text) === title) {
				if (headingIn(this.#lines[index - 1]?.text ?? '')) return start;
				if (hasBody) return index;
			} else if (!navigationIn(text)) hasBody = true;
		}
		return start;
	}

	#beginsFooter(line: Line, index: number): boolean {
		if (!isFooter(line.text)) return false;
		const rest = this.#lines.slice(index + 1);
		const isLast = rest.every(({ text }) => isFooter(text) || (text.length <= MAX_FOOTER_LINE && !headingIn(text) && !labelIn(text)));
		if (isLast) this.#inFooter = true;
		return isLast || (this.#here.name !== 'practice' && listItemIn(line.text) === null);
	}
}

/** Where a label that was read before, or half a label, is a line like any other. */
const TEXTS = new Set<SectionName>(['goal', 'approach', 'tips', 'practice']);

/** Anything longer is a paragraph, and a paragraph is no foot of a page. */
const MAX_FOOTER_LINE = 100;
