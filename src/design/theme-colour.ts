/** A colour as screens mix it: red, green and blue from 0 to 255, alpha from 0 to 1. */
export interface Colour {
	red: number;
	green: number;
	blue: number;
	alpha: number;
}

const NAMED = new Map<string, Colour>([
	['white', { red: 255, green: 255, blue: 255, alpha: 1 }],
	['black', { red: 0, green: 0, blue: 0, alpha: 1 }],
	['transparent', { red: 0, green: 0, blue: 0, alpha: 0 }],
]);

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)`;
const RGB = colourFunction('rgba?', `(${NUMBER}%?)`, `(${NUMBER}%?)`, `(${NUMBER}%?)`);
const HSL = colourFunction('hsla?', `(${NUMBER})(?:deg)?`, `(${NUMBER}%)`, `(${NUMBER}%)`);

/** The ways of writing colours that municipalities use. What stays unread here is told, never guessed. */
export function readColour(text: string): Colour | null {
	const written = text.trim().toLowerCase();
	return NAMED.get(written) ?? fromHex(written) ?? fromRgb(written) ?? fromHsl(written);
}

/** What the eye gets when a colour that lets light through lies on one that does not. */
export function laidOn(front: Colour, ground: Colour): Colour {
	const mix = (a: number, b: number) => a * front.alpha + b * (1 - front.alpha);
	return { red: mix(front.red, ground.red), green: mix(front.green, ground.green), blue: mix(front.blue, ground.blue), alpha: 1 };
}

/** Contrast ratio, 1 to 21. Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

export const hexOf = ({ red, green, blue }: Colour): string =>
	`#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

/** Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ red, green, blue }: Colour): number {
	const linear = (channel: number) => {
		const part = channel / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Both ways that CSS knows: `rgb(0 0 0 / 50%)` and the older `rgba(0, 0, 0, 0.5)`. Mixing them is no colour in a browser either. */
function colourFunction(name: string, ...channels: [string, string, string]): RegExp[] {
	const alpha = `(${NUMBER}%?)`;
	return [
		new RegExp(`^${name}\\(\\s*${channels.join('\\s+')}(?:\\s*/\\s*${alpha})?\\s*\\)$`),
		new RegExp(`^${name}\\(\\s*${channels.join('\\s*,\\s*')}(?:\\s*,\\s*${alpha})?\\s*\\)$`),
	];
}

function fromHex(text: string): Colour | null {
	if (!/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(text)) return null;
	const digits = text.length < 6 ? text.slice(1).replace(/./g, '$&$&') : text.slice(1);
	const byte = (at: number) => Number.parseInt(digits.slice(at, at + 2) || 'ff', 16);
	return { red: byte(0), green: byte(2), blue: byte(4), alpha: byte(6) / 255 };
}

function fromRgb(text: string): Colour | null {
	const [, red, green, blue, alpha] = matchOf(RGB, text) ?? [];
	if (!red || !green || !blue) return null;
	return { red: amount(red, 255), green: amount(green, 255), blue: amount(blue, 255), alpha: alpha ? amount(alpha, 1) : 1 };
}

/** Source: CSS Color 4, https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function fromHsl(text: string): Colour | null {
	const [, hue, saturation, lightness, alpha] = matchOf(HSL, text) ?? [];
	if (!hue || !saturation || !lightness) return null;
	const turn = ((Number(hue) % 360) + 360) % 360;
	const light = amount(lightness, 1);
	const reach = amount(saturation, 1) * Math.min(light, 1 - light);
	const channel = (from: number) => {
		const step = (from + turn / 30) % 12;
		return 255 * (light - reach * Math.max(-1, Math.min(step - 3, 9 - step, 1)));
	};
	return { red: channel(0), green: channel(8), blue: channel(4), alpha: alpha ? amount(alpha, 1) : 1 };
}

const matchOf = (ways: RegExp[], text: string) => ways.map((way) => way.exec(text)).find((match) => match !== null);

const amount = (text: string, most: number): number =>
	Math.max(0, Math.min(most, text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * most : Number(text)));
