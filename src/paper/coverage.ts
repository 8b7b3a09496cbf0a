/** Which signs a set of fonts can show. */
export interface Coverage {
	has(sign: number): boolean;
}

const HIGHEST = 0x110000;

/** Reads from the fonts themselves what they can show. */
export function coverageOf(fonts: readonly Buffer[]): Coverage {
	const known = new Uint8Array(HIGHEST);
	for (const font of fonts) for (const sign of signsIn(font)) known[sign] = 1;
	return { has: (sign) => known[sign] === 1 };
}

/** The signs in the table `cmap` of a TrueType font, by the two forms of it that cover Unicode. */
function* signsIn(font: Buffer): Generator<number> {
	const cmap = tableAt(font, 'cmap');
	for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
		const table = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4);
		const form = font.readUInt16BE(table);
		if (form === 12) yield* inGroups(font, table);
		if (form === 4) yield* inSegments(font, table);
	}
}

function tableAt(font: Buffer, name: string): number {
	for (let n = 0; n < font.readUInt16BE(4); n++) {
		const record = 12 + n * 16;
		if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8);
	}
	throw new Error(`This font has no table ${name}.`);
}

function* inGroups(font: Buffer, table: number): Generator<number> {
	for (let n = 0; n < font.readUInt32BE(table + 12); n++) {
		const group = table + 16 + n * 12;
		for (let sign = font.readUInt32BE(group); sign <= font.readUInt32BE(group + 4); sign++) yield sign;
	}
}

function* inSegments(font: Buffer, table: number): Generator<number> {
	const twice = font.readUInt16BE(table + 6);
	const [ends, starts, deltas, offsets] = [table + 14, table + 16 + twice, table + 16 + 2 * twice, table + 16 + 3 * twice];
	for (let at = 0; at < twice; at += 2) {
		const [start, end] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
		const [delta, offset] = [font.readUInt16BE(deltas + at), font.readUInt16BE(offsets + at)];
		for (let sign = start; sign <= end && sign < 0xffff; sign++) {
			const glyph = offset === 0 ? sign : font.readUInt16BE(offsets + at + offset + 2 * (sign - start));
			if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) yield sign;
		}
	}
}
