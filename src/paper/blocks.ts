import type { Language } from '#platform/languages.ts';

/** Words that belong together. A new line in them stays one. */
export interface Piece {
	text: string;
	as?: 'strong' | 'emphasis';
	/** Where it is not that of the whole, so that it is read aloud rightly. */
	language?: Language;
}
export type Words = readonly Piece[];

export interface Fact {
	label: Words;
	text: Words;
}

/** What something is made of before anybody knows whether it becomes a PDF, a text to write on in, or a page. */
export type Block =
	/** Below the title of its chapter, which is of level 1. */
	| { kind: 'heading'; level: 2 | 3 | 4; text: Words }
	| { kind: 'paragraph'; text: Words }
	| { kind: 'list'; ordered: boolean; items: readonly (readonly Block[])[] }
	/** `widths` are shares of the width there is. The heading above it says what it shows. */
	| { kind: 'table'; widths: readonly number[]; head: readonly Words[]; rows: readonly (readonly Words[])[] }
	/** A few things that are known, a line each. */
	| { kind: 'facts'; facts: readonly Fact[] }
	| { kind: 'quote'; blocks: readonly Block[] }
	/** What nobody may overlook. */
	| { kind: 'notice'; text: Words }
	| { kind: 'image'; picture: Picture };

export interface Picture {
	/** What it shows, for who does not see it; never empty. */
	alt: string;
	jpeg: Uint8Array;
	/** In pixels. */
	width: number;
	height: number;
}

export interface Chapter {
	title: Words;
	blocks: readonly Block[];
	/** Short, so that it begins on the page where the one before it ends. */
	follows?: true;
}

/** Everything on paper, whatever the paper is. */
export interface Paper {
	title: string;
	/** Who had it made. */
	author: string;
	language: Language;
	/** Whose it is; stands above the title. */
	above: string;
	lead: string;
	/** ISO-8601 in UTC. */
	madeAt: string;
	/** On the front, below the title. */
	front: readonly Block[];
	chapters: readonly Chapter[];
}

export const words = (text: string): Words => [{ text }];
export const strong = (text: string): Words => [{ text, as: 'strong' }];
/** A text in the language it is really in, beside that of the reader. */
export const wordsIn = ({ text, language }: { text: string; language: Language }, reader: Language): Words =>
	language === reader ? [{ text }] : [{ text, language }];
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text: words(text) });
export const heading = (level: 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text: words(text) });
export const fact = (label: string, text: string): Fact => ({ label: words(label), text: words(text) });

/** What it says, without anything else. */
export const plainText = (text: Words): string => text.map((piece) => piece.text).join('');
