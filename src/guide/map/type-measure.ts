/**
 * Advance widths of Overpass at weight 500, in thousandths of the font size, as a browser measures them. The map is laid
 * out on the server, where there is no browser to ask; a journey measures the drawn names again.
 */
const WIDTHS: Record<string, number> = {
	' ': 240,
	'!': 282,
	'"': 416,
	'&': 688,
	"'": 224,
	'(': 353,
	')': 353,
	',': 233,
	'-': 404,
	'.': 231,
	'/': 501,
	':': 231,
	';': 231,
	'?': 513,
	'0': 647,
	'1': 382,
	'2': 612,
	'3': 601,
	'4': 628,
	'5': 617,
	'6': 603,
	'7': 527,
	'8': 617,
	'9': 603,
	A: 691,
	B: 667,
	C: 644,
	D: 691,
	E: 607,
	F: 566,
	G: 686,
	H: 707,
	I: 287,
	J: 550,
	K: 676,
	L: 561,
	M: 806,
	N: 711,
	O: 727,
	P: 633,
	Q: 727,
	R: 673,
	S: 604,
	T: 589,
	U: 696,
	V: 662,
	W: 842,
	X: 628,
	Y: 655,
	Z: 646,
	a: 536,
	b: 567,
	c: 514,
	d: 567,
	e: 544,
	f: 342,
	g: 568,
	h: 572,
	i: 263,
	j: 263,
	k: 540,
	l: 271,
	m: 856,
	n: 572,
	o: 561,
	p: 569,
	q: 568,
	r: 398,
	s: 477,
	t: 383,
	u: 572,
	v: 527,
	w: 726,
	x: 537,
	y: 542,
	z: 518,
	'’': 233,
	'‘': 233,
	'–': 507,
	'€': 624,
};
const WIDEST = 860;

const plainLetter = (letter: string) => letter.normalize('NFD').charAt(0);

/** How wide a text is at a font size, in the same unit. Letters that were not measured count as wide ones. */
export function widthOf(text: string, size: number): number {
	let width = 0;
	for (const letter of text) width += WIDTHS[letter] ?? WIDTHS[plainLetter(letter)] ?? WIDEST;
	return (width * size) / 1000;
}

/** Breaks a text into lines no wider than asked. One word that is wider stands alone on its line. */
export function linesOf(text: string, size: number, width: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
