import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What the paper is set in, and behind it what shows the signs that these do not have: Greek and Cyrillic, Arabic, small pictures. */
const FONTS = [
	['overpass', 'Overpass', ['600SemiBold', '700Bold', '800ExtraBold']],
	['atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext', ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']],
	['noto-sans', 'NotoSans', ['400Regular', '700Bold']],
	['noto-sans-arabic', 'NotoSansArabic', ['400Regular', '700Bold']],
	['noto-emoji', 'NotoEmoji', ['400Regular']],
] as const;

export const readFonts = (): Buffer[] =>
	FONTS.flatMap(([folder, name, weights]) =>
		weights.map((weight) => readFileSync(require.resolve(`@expo-google-fonts/${folder}/${weight}/${name}_${weight}.ttf`))),
	);
