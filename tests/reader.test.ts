import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type GuidePageDraft, readGuidePage } from '#reader/guide-page.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures/pages', `${name}.txt`), 'utf8');

/** The draft of a page that must be one. */
function read(text: string): GuidePageDraft {
	const draft = readGuidePage(text);
	assert.ok(draft, 'expected this to be read as a page');
	return draft;
}

const GOAL = 'Iedereen weet wie er aan tafel zit.';
const APPROACH = 'Nodig de partijen een voor een uit.';

/** A page of our own, with other words where a test is about them. */
function page(
	other: Partial<Record<'top' | 'title' | 'tracks' | 'parties' | 'goal' | 'approach' | 'tips' | 'practice', string>> = {},
): string {
	const {
		top = 'Inloggen\n1. Samen starten\n',
		title = 'Een tafel voor de wijk',
		tracks = 'Draagt bij aan spoor:\nA C',
		parties = 'Betrokken partijen:\n',
		goal = `Doel\n\n${GOAL}\n`,
		approach = `Aanpak\n\n${APPROACH}\n`,
		tips = 'Tips\n\n  • Begin klein.\n  • Vraag het na.\n',
		practice = 'Uit de praktijk\n\nBij dit knooppunt is nog geen voorbeeld bekend: heb jij een ervaring die je wil delen?\nDeel je ervaringen\nUit de praktijk',
	} = other;
	return [top, title, '', tracks, parties, goal, approach, tips, practice].join('\n');
}

const story = (text: string) => read(page({ practice: text })).stories;

describe('two pages as they were copied', () => {
	it('the page with two stories is read whole, and nothing of it is left over', () => {
		const draft = read(fixture('page-with-two-stories'));
		assert.equal(draft.title, 'Sleutels van de wijk verzamelen');
		assert.deepEqual(draft.phase, { number: 1, name: 'Samen starten' });
		assert.deepEqual(draft.tracks, ['A', 'B', 'C']);
		assert.deepEqual(draft.parties, []);
		assert.equal(draft.sensitive, false);
		assert.match(draft.goal, /^Na deze stap weet je .* een deur opengaat\.$/);
		assert.match(draft.approach, /^Loop met twee buren .* uit de voeten kan\.$/);
		assert.equal(draft.tips.length, 5);
		assert.equal(
			draft.tips[1],
			'Hang foto’s van de sleutelbossen in het buurthuis en laat voorbijgangers erbij schrijven welk slot erop past, zodat vergeten bergingen vanzelf boven water komen.',
		);
		assert.deepEqual(
			draft.stories.map(({ title, link }) => ({ title, link })),
			[
				{ title: 'Een sleutelavond brengt buren bijeen', link: false },
				{ title: 'Elke deur in Zilverwold op de kaart', link: true },
			],
		);
		assert.match(draft.stories[0]?.body ?? '', /^Het wijkteam van Zilverwold houdt .* de weg weet\.$/);
		assert.match(draft.stories[1]?.body ?? '', /^De gemeente Zilverwold tekende .* de laatste boerderij\.$/);
		assert.equal(draft.invitesExperience, false);
		assert.deepEqual(draft.unread, []);
	});

	it('the page without a story asks for one, and its way back is no phase', () => {
		const draft = read(fixture('page-without-a-story'));
		assert.equal(draft.title, 'Afspraken over sleutels, deuren en openingstijden');
		assert.equal(draft.phase, null);
		assert.deepEqual(draft.tracks, ['B', 'C', 'F']);
		assert.equal(draft.tips.length, 6);
		assert.match(draft.approach, /het boek 'De geleende loper' of/);
		assert.deepEqual(draft.stories, []);
		assert.equal(draft.invitesExperience, true);
		assert.deepEqual(draft.unread, []);
	});

	it('a draft has exactly the agreed keys, in the agreed order', () => {
		assert.deepEqual(Object.keys(read(page())), [
			'title',
			'phase',
			'tracks',
			'parties',
			'sensitive',
			'goal',
			'approach',
			'tips',
			'stories',
			'invitesExperience',
			'unread',
		]);
	});

	for (const name of ['page-with-two-stories', 'page-without-a-story']) {
		const copied = fixture(name);
		const draft = read(copied);
		it(`how a copy was made changes nothing in what is read from ${name}`, () => {
			assert.deepEqual(read(`\uFEFF${copied.replaceAll('\n', '\r\n')}`), draft, 'Windows');
			assert.deepEqual(read(copied.replaceAll('\n', ' \t\n')), draft, 'trailing blanks');
			assert.deepEqual(read(`\n\n${copied.replaceAll('\n\n', '\n\n\u00a0\n\n')}\n\n`), draft, 'several empty lines');
			assert.deepEqual(read(copied.replaceAll('. ', '.\u200b ').replaceAll('Doel', '\u200bDoel')), draft, 'zero-width characters');
			assert.deepEqual(read(copied.replaceAll('  • ', '\t•\t')), draft, 'tabs');
			assert.deepEqual(read(copied.replaceAll('  • ', '- ')), draft, 'dashes');
			assert.deepEqual(read(copied.replaceAll('  • ', '  •\n')), draft, 'bullets on lines of their own');
			assert.deepEqual(read(copied.replaceAll('\n\n', '\n')), draft, 'no empty lines');
			assert.deepEqual(read(copied.replaceAll('\n', '\n\n')), draft, 'an empty line after every line');
			assert.deepEqual(
				read(copied.replace(/^(Doel|Aanpak|Tips|Uit de praktijk)$/gm, (word) => `${word.toUpperCase()}:`)),
				draft,
				'shouted headings',
			);
			for (const width of [60, 72, 80, 100]) assert.deepEqual(read(broken(copied, width)), draft, `broken at ${width}`);
		});
	}
});

/** The same text broken at a width, as mail and old editors do. */
function broken(text: string, width: number): string {
	return text
		.split('\n')
		.flatMap((line) => {
			const indent = /^\s*(?:• )?/.exec(line)?.[0] ?? '';
			const lines = [''];
			for (const word of line.slice(indent.length).split(' ')) {
				const last = lines.at(-1) ?? '';
				if (last !== '' && indent.length + last.length + 1 + word.length > width) lines.push(word);
				else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
			}
			return lines.map((part, index) => (index === 0 ? indent : ' '.repeat(indent.length)) + part);
		})
		.join('\n');
}

describe('the head of a page', () => {
	const phaseOf = (top: string) => read(page({ top })).phase;

	it('a phase is read however the way to the page is written', () => {
		for (const way of [
			'1. Samen starten',
			'Fase 1: Samen starten',
			'Fase 1 – Samen starten',
			'1 Samen starten',
			'FASE 1. Samen starten',
			'Fase 1 Samen starten',
			'1) Samen starten',
			'1 - Samen starten',
			'‹ 1. Samen starten',
			'Fase 1\nSamen starten',
			'Terug naar fase 1: Samen starten',
			'Home > 1. Samen starten',
			'Fase 1 | Samen starten',
			'Home / Fase 1: Samen starten / Een tafel voor de wijk',
		]) {
			const draft = read(page({ top: `Inloggen\n${way}\n` }));
			assert.deepEqual([draft.phase, draft.title, draft.unread], [{ number: 1, name: 'Samen starten' }, 'Een tafel voor de wijk', []], way);
		}
	});

	it('a page that only has a way back has no phase', () => {
		assert.equal(phaseOf('Inloggen\nTerug\n'), null);
		assert.equal(phaseOf('Menu\nZoeken\nHome\n← Vorige | Volgende →\n'), null);
		assert.equal(phaseOf(''), null);
	});

	it('a menu with every phase is no phase, unless the page names its own again', () => {
		const menu = '1. Samen starten\n2. Karakteriseren\n3. Strategieën';
		const draft = read(page({ top: `${menu}\n` }));
		assert.equal(draft.phase, null);
		assert.equal(draft.title, 'Een tafel voor de wijk');
		assert.deepEqual(draft.unread, menu.split('\n'));
		assert.deepEqual(phaseOf(`${menu}\n\n2. Karakteriseren\n`), { number: 2, name: 'Karakteriseren' });
	});

	it('a title that is said twice is read once', () => {
		const draft = read(page({ top: 'De wijkgids\nEen tafel voor de wijk\n\n1. Samen starten\n' }));
		assert.equal(draft.title, 'Een tafel voor de wijk');
		assert.deepEqual(draft.unread, ['De wijkgids']);
		assert.deepEqual(read(page({ title: 'Een tafel voor de wijk\nEen tafel voor de wijk' })).unread, []);
	});

	it('a title may begin with a number or end with a question mark', () => {
		assert.equal(read(page({ title: '3 vragen aan de raad' })).title, '3 vragen aan de raad');
		assert.equal(read(page({ title: 'Wie missen we hier nog?' })).title, 'Wie missen we hier nog?');
		assert.equal(read(page({ top: '', title: '3 vragen aan de raad' })).title, '3 vragen aan de raad');
	});

	it('what stands around the title is kept for somebody to look at', () => {
		const draft = read(
			page({
				top: 'Deze website gebruikt cookies om te werken.\nAccepteren\nDe wijkgids\nTerug\n',
				title: 'Een tafel voor de wijk\n\nLaatst gewijzigd op 3 mei',
			}),
		);
		assert.equal(draft.title, 'Een tafel voor de wijk');
		assert.deepEqual(draft.unread, [
			'Deze website gebruikt cookies om te werken.',
			'Accepteren',
			'De wijkgids',
			'Laatst gewijzigd op 3 mei',
		]);
	});

	it('tracks are read as letters, however they are written', () => {
		const cases: [string, string][] = [
			['Draagt bij aan spoor:\nA B C', 'ABC'],
			['Draagt bij aan sporen:\nA, B en C', 'ABC'],
			['Draagt bij aan sporen\nA\nB\nC', 'ABC'],
			['Draagt bij aan spoor:\n\nA\n\nB', 'AB'],
			['Draagt bij aan spoor: A B C', 'ABC'],
			['Draagt bij aan spoor A, B en C', 'ABC'],
			['DRAAGT BIJ AAN SPOOR:\nABC', 'ABC'],
			['Draagt bij aan spoor:\nSpoor A\nSpoor D', 'AD'],
			['Draagt bij aan sporen:\nA Bewoners doen mee\nF Fossielvrij energienetwerk is betrouwbaar', 'AF'],
			['Draagt bij aan sporen:\n• A – Bewoners doen mee\n• C: Besluitvorming verloopt zorgvuldig', 'AC'],
			['Draagt bij aan sporen:\nA Sociaal B Technisch', 'AB'],
			['Draagt bij aan spoor:\nSpoor B: Technisch spoor', 'B'],
			['Draagt bij aan spoor:\nA\nBewoners doen mee\nB\nEigenaren doen mee', 'AB'],
			['Draagt bij aan sporen: A + B / F', 'ABF'],
			['Draagt bij aan spoor:\nSociaal (A)\nTechnisch (B)', 'AB'],
			['Draagt bij aan spoor:\n', ''],
		];
		for (const [tracks, letters] of cases) {
			const draft = read(page({ tracks }));
			assert.deepEqual([draft.tracks.join(''), draft.title, draft.unread], [letters, 'Een tafel voor de wijk', []], tracks);
		}
	});

	it('parties are read with commas, per line or with bullets, and are often lost', () => {
		const expected = ['Gemeente', 'Woningcorporaties', 'Netbeheerder'];
		for (const parties of [
			'Betrokken partijen:\nGemeente, Woningcorporaties, Netbeheerder\n',
			'Betrokken partijen: Gemeente, Woningcorporaties en Netbeheerder\n',
			'Betrokken partijen\nGemeente\nWoningcorporaties\nNetbeheerder\n',
			'Betrokken partijen:\n\nGemeente\n\nWoningcorporaties\n\nNetbeheerder\n',
			'BETROKKEN PARTIJEN:\n• Gemeente\n• Woningcorporaties\n• Netbeheerder\n',
			'Betrokken partijen:\nGemeente,\nWoningcorporaties,\nNetbeheerder.\n',
		]) {
			const draft = read(page({ parties }));
			assert.deepEqual([draft.parties, draft.unread], [expected, []], parties);
		}
		assert.deepEqual(
			read(page({ parties: 'Betrokken partijen:\nGemeente (wonen, zorg), College van burgemeester en wethouders\n' })).parties,
			['Gemeente (wonen, zorg)', 'College van burgemeester en wethouders'],
		);
		assert.deepEqual(read(page()).parties, []);
	});

	it('labels may share a line, and may be said twice', () => {
		const draft = read(page({ tracks: 'Draagt bij aan spoor: A C   Betrokken partijen: Gemeente' }));
		assert.deepEqual([draft.tracks, draft.parties, draft.unread], [['A', 'C'], ['Gemeente'], []]);
		assert.deepEqual(read(page({ tracks: 'Draagt bij aan spoor(en):\nA C', parties: 'Betrokken partij(en):\n' })), read(page()));
	});

	it('a title that is said again below the labels is no party', () => {
		assert.deepEqual(read(page({ parties: 'Betrokken partijen:\n\nEen tafel voor de wijk\n' })), read(page()));
	});

	it('a heading with a text between the parties and the goal is no party', () => {
		const draft = read(page({ parties: 'Betrokken partijen:\n\nInleiding\n\nHier begint het.\n' }));
		assert.deepEqual([draft.parties, draft.unread], [[], ['Inleiding', 'Hier begint het.']]);
	});

	it('text between the parties and the goal is no party', () => {
		for (const parties of [
			'Betrokken partijen:\n\nDit knooppunt is in 2023 vernieuwd.\n',
			'Betrokken partijen:\nGemeente\nHuurders\n\nDit knooppunt is in 2023 vernieuwd.\n',
			'Betrokken partijen: Gemeente, Huurders\n\nDit knooppunt is in 2023 vernieuwd.\n',
		]) {
			const draft = read(page({ parties }));
			assert.deepEqual(draft.unread, ['Dit knooppunt is in 2023 vernieuwd.'], parties);
			assert.ok(draft.parties.length === 0 || draft.parties.join() === 'Gemeente,Huurders');
		}
	});

	it('the flag for what is politically sensitive is found wherever it stands, and is no text', () => {
		for (const flag of [
			'Bestuurlijk gevoelig',
			'Let op: bestuurlijk gevoelig',
			'Dit knooppunt is bestuurlijk gevoelig',
			'BESTUURLIJK GEVOELIG!',
			'Let op! Dit knooppunt is bestuurlijk gevoelig.',
			'⚠ Bestuurlijk gevoelig',
			'Let op:\nBestuurlijk gevoelig',
		]) {
			for (const text of [
				page({ top: `1. Samen starten\n${flag}\n` }),
				page({ title: `Een tafel voor de wijk\n${flag}` }),
				page({ title: `Een tafel voor de wijk\n\n${flag}` }),
				page({ tracks: `Draagt bij aan spoor:\nA C\n${flag}` }),
				page({ parties: `Betrokken partijen:\n\n${flag}\n` }),
				page({ goal: `Doel\n\n${flag}\n\n${GOAL}\n` }),
			]) {
				assert.deepEqual(read(text), { ...read(page()), sensitive: true }, flag);
			}
		}
	});

	it('a warning that tells more keeps its words', () => {
		const warning = 'Let op: dit knooppunt is bestuurlijk gevoelig, stem af met de wethouder';
		const draft = read(page({ parties: `Betrokken partijen:\n\n${warning}\n` }));
		assert.deepEqual([draft.sensitive, draft.unread, draft.parties], [true, [warning], []]);
		assert.equal(read(page({ title: `Een tafel voor de wijk\n${warning}` })).title, 'Een tafel voor de wijk');
	});

	it('a page that says it is not sensitive is not', () => {
		assert.equal(read(page({ parties: 'Betrokken partijen:\n\nBestuurlijk gevoelig: nee\n' })).sensitive, false);
		assert.equal(
			read(page({ approach: 'Aanpak\n\nSoms is een keuze bestuurlijk gevoelig en moet zij langs de raad.\n' })).sensitive,
			false,
		);
	});
});

describe('the goal and the approach', () => {
	it('headings are known in any case, with a colon and with other words', () => {
		for (const [goal, approach, tips] of [
			['Doel:', 'Aanpak:', 'Tips:'],
			['Het doel', 'De aanpak', 'Tip'],
			['DOEL', 'AANPAK', 'TIPS'],
			['doel', 'aanpak', 'tips'],
			['Doel :', 'Aanpak :', 'Praktische tips'],
		]) {
			const draft = read(
				page({ goal: `${goal}\n${GOAL}\n`, approach: `${approach}\n${APPROACH}\n`, tips: `${tips}\n• Begin klein.\n• Vraag het na.\n` }),
			);
			assert.deepEqual(draft, read(page()), goal);
		}
	});

	it('blocks may be missing', () => {
		const draft = read('Een tafel voor de wijk\n\nAanpak\n\nNodig iedereen uit.');
		assert.deepEqual(
			[draft.title, draft.goal, draft.approach, draft.tips, draft.stories],
			['Een tafel voor de wijk', '', 'Nodig iedereen uit.', [], []],
		);
		assert.equal(read('Een tafel\n\nDoel\n\nIedereen kent elkaar.').goal, 'Iedereen kent elkaar.');
	});

	it('blocks may stand in another order', () => {
		const draft = read(
			`Een tafel voor de wijk\n\nUit de praktijk\n\nIn Zeist\n\nDaar ging het zo.\nIn Zeist\n\nTips\n\n- Begin klein.\n\nAanpak\n\n${APPROACH}\n\nDoel\n\n${GOAL}\n\nBetrokken partijen:\nGemeente\n\nDraagt bij aan spoor:\nB`,
		);
		assert.deepEqual(draft, {
			title: 'Een tafel voor de wijk',
			phase: null,
			tracks: ['B'],
			parties: ['Gemeente'],
			sensitive: false,
			goal: GOAL,
			approach: APPROACH,
			tips: ['Begin klein.'],
			stories: [{ title: 'In Zeist', body: 'Daar ging het zo.', link: false }],
			invitesExperience: false,
			unread: [],
		});
	});

	it('a heading may have its text behind it on the same line', () => {
		const draft = read(page({ goal: `Doel: ${GOAL}`, approach: `Aanpak: ${APPROACH}`, tips: 'Tips: Begin klein.' }));
		assert.deepEqual([draft.goal, draft.approach, draft.tips], [GOAL, APPROACH, ['Begin klein.']]);
	});

	it('only one of the headings may have its text behind it', () => {
		assert.deepEqual(read(page({ goal: `Doel: ${GOAL}\n` })), read(page()));
		assert.deepEqual(read(page({ approach: `Aanpak: ${APPROACH}\n` })), read(page()));
	});

	it('a label inside the approach is a line of it, also when the copy lost the parties', () => {
		const approach = 'Schrijf op:\n\nBetrokken partijen:\n- wie er zijn\n- wie er nog komt\n\nPartijen\n\nEn verder.';
		const draft = read(page({ approach: `Aanpak\n\n${approach}\n\nVoorbereiding\n\nBel.\n` }));
		assert.deepEqual([draft.approach, draft.parties], [`${approach}\n\nVoorbereiding\n\nBel.`, []]);
	});

	it('a line of the approach that begins with a heading word stays in it', () => {
		const approach =
			'Plan drie avonden.\n\nDoel: elkaar leren kennen.\n\nTip: neem taart mee.\n\nVoorbeelden:\n- een lunch\n- een excursie';
		assert.equal(read(page({ approach: `Aanpak\n\n${approach}\n` })).approach, approach);
	});

	it('paragraphs keep an empty line between them', () => {
		assert.equal(
			read(page({ approach: 'Aanpak\n\nEerst dit.\n\n\n\nDan ‘dat’, “zo” en collega’s.\n' })).approach,
			'Eerst dit.\n\nDan ‘dat’, “zo” en collega’s.',
		);
	});

	it('lists stay lists, and numbers stay numbers', () => {
		assert.equal(
			read(
				page({
					approach:
						'Aanpak\n\nNeem deze stappen:\n\n1. Bel iedereen.\n2. Plan een avond.\n\nDenk aan:\n• koffie\n– stoelen\n·  een zaal\n\nDan begint het.\n',
				}),
			).approach,
			'Neem deze stappen:\n\n1. Bel iedereen.\n2. Plan een avond.\n\nDenk aan:\n- koffie\n- stoelen\n- een zaal\n\nDan begint het.',
		);
		assert.equal(
			read(page({ goal: 'Doel\n\nAan het eind is er:\n• een team\n• een plan\n' })).goal,
			'Aan het eind is er:\n- een team\n- een plan',
		);
	});

	it('an approach in parts keeps its parts', () => {
		const approach = 'Neem de tijd.\n\nVoorbereiding\n\nKies een rustige plek.\n\nTijdens het gesprek\n\nLaat iedereen uitpraten.';
		const draft = read(page({ approach: `Aanpak\n\n${approach}\n` }));
		assert.deepEqual([draft.approach, draft.unread], [approach, []]);
	});

	it('numbered steps under a heading of their own stay in the approach', () => {
		const approach = 'Neem de tijd.\n\nStappenplan\n\n1. Bel iedereen.\n2. Plan een avond.';
		assert.equal(read(page({ approach: `Aanpak\n\n${approach}\n` })).approach, approach);
	});

	it('where headings end in a colon, so do those the guide does not have', () => {
		const draft = read(page({ goal: `Doel:\n\n${GOAL}\n\nJuridisch kader:\n\nDe wet.\n`, approach: 'Aanpak:\n\nDenk aan:\n\n- koffie\n' }));
		assert.deepEqual([draft.goal, draft.approach, draft.unread], [GOAL, 'Denk aan:\n\n- koffie', ['Juridisch kader:', 'De wet.']]);
	});

	it('a heading the guide does not have goes to what was not read, with its text', () => {
		const strange = ['Juridisch kader', 'De wet zegt hier iets over.', 'En nog iets.'];
		const text = `${strange.join('\n\n')}\n`;
		const bare = read(page());
		assert.deepEqual(read(page({ goal: `Doel\n\n${GOAL}\n\n${text}` })), { ...bare, unread: strange }, 'below the goal');
		assert.deepEqual(read(page({ approach: `Aanpak\n\n${APPROACH}\n\n${text}` })), { ...bare, unread: strange }, 'below the approach');
		assert.deepEqual(
			read(page({ tips: `Tips\n\n• Begin klein.\n• Vraag het na.\n\n${text}` })),
			{ ...bare, unread: strange },
			'below the tips',
		);
	});
});

describe('tips', () => {
	const tipsOf = (text: string) => read(page({ tips: `Tips\n\n${text}\n` })).tips;

	it('a tip is read without its bullet, whatever that is', () => {
		for (const mark of ['•', '-', '*', '–', '·', 'o', '▪', '\uF0B7'])
			assert.deepEqual(tipsOf(`${mark} Begin klein.\n${mark}\tVraag het na.`), ['Begin klein.', 'Vraag het na.'], mark);
		assert.deepEqual(tipsOf('1. Begin klein.\n2. Vraag het na.'), ['Begin klein.', 'Vraag het na.']);
		assert.deepEqual(tipsOf('1) Begin klein.\n2) Vraag het na.'), ['Begin klein.', 'Vraag het na.']);
		assert.deepEqual(tipsOf('1 Begin klein.\n2 Vraag het na.'), ['Begin klein.', 'Vraag het na.']);
		assert.deepEqual(tipsOf('•Begin klein.\n•Vraag het na.'), ['Begin klein.', 'Vraag het na.']);
	});

	it('a tip that lost its bullet stands on a line of its own', () => {
		assert.deepEqual(tipsOf('Begin klein.\nVraag het na.'), ['Begin klein.', 'Vraag het na.']);
		assert.deepEqual(tipsOf('Begin klein.\n\nVraag het na bij\nde buren.'), ['Begin klein.', 'Vraag het na bij de buren.']);
	});

	it('a tip over several lines stays whole', () => {
		assert.deepEqual(tipsOf('• Begin klein met een groep\n  die het wil. Zeist\n  deed dat ook.\n• Vraag het na.'), [
			'Begin klein met een groep die het wil. Zeist deed dat ook.',
			'Vraag het na.',
		]);
		assert.deepEqual(tipsOf('• Begin klein.\nKies eerst een straat.\n• Vraag het na.'), [
			'Begin klein. Kies eerst een straat.',
			'Vraag het na.',
		]);
	});

	it('a tip with a second paragraph stays whole', () => {
		assert.deepEqual(tipsOf('• Begin klein.\n\n  Groot worden kan altijd nog.\n\n• Vraag het na.'), [
			'Begin klein.\n\nGroot worden kan altijd nog.',
			'Vraag het na.',
		]);
		assert.deepEqual(tipsOf('• Begin klein.\n\nGroot worden kan altijd nog.\n\n• Vraag het na.'), [
			'Begin klein.\n\nGroot worden kan altijd nog.',
			'Vraag het na.',
		]);
	});

	it('a list inside a tip stays in it', () => {
		assert.deepEqual(tipsOf('• Vraag na bij:\n- de gemeente\n- de corporatie\n• Begin klein.'), [
			'Vraag na bij:\n- de gemeente\n- de corporatie',
			'Begin klein.',
		]);
		assert.deepEqual(tipsOf('• Vraag na bij:\n    o de gemeente\n    o de corporatie\n• Begin klein.'), [
			'Vraag na bij:\n- de gemeente\n- de corporatie',
			'Begin klein.',
		]);
	});

	it('a heading per tip gives as many tips', () => {
		assert.deepEqual(read(page({ tips: 'Tip\nBegin klein.\n\nTip\nVraag het na.\n\nEn nog eens.\n' })).tips, [
			'Begin klein.',
			'Vraag het na.\n\nEn nog eens.',
		]);
	});
});

describe('stories', () => {
	it('a title that the page repeats is read once, with the button before or behind it', () => {
		const expected = (link: boolean) => [{ title: 'Zeist leert samen', body: 'Elke week een pan soep.', link }];
		const text = 'Uit de praktijk\n\nZeist leert samen\n\nElke week een pan soep.\n';
		assert.deepEqual(story(text), expected(false));
		assert.deepEqual(story(`${text}Zeist leert samen`), expected(false));
		assert.deepEqual(story(`${text}Meer informatie\nZeist leert samen`), expected(true));
		assert.deepEqual(story(`${text}Zeist leert samen\nMeer informatie`), expected(true));
		assert.deepEqual(story(`${text}\nLees meer →\n\nZeist leert samen\n\nUit de praktijk`), expected(true));
		assert.deepEqual(
			story('Uit de praktijk\nZeist leert samen\nZeist leert samen\nElke week een pan soep.\nZeist leert samen'),
			expected(false),
		);
	});

	it('the heading of stories has many names', () => {
		for (const heading of [
			'Uit de praktijk',
			'UIT DE PRAKTIJK:',
			'Praktijkvoorbeeld',
			'Praktijkvoorbeelden',
			'Voorbeelden',
			'Ervaringen:',
			'Voorbeelden uit de praktijk',
			'Praktijkverhaal',
		]) {
			assert.deepEqual(
				story(`${heading}\nZeist leert samen\nElke week een pan soep.`),
				[{ title: 'Zeist leert samen', body: 'Elke week een pan soep.', link: false }],
				heading,
			);
		}
	});

	it('ten stories are ten stories', () => {
		const names = Array.from({ length: 10 }, (_, index) => `Verhaal ${index + 1} uit Zeist`);
		const expected = names.map((title, index) => ({ title, body: `Begin ${index}.\n\nEinde ${index}.`, link: index % 2 === 0 }));
		const one = (title: string, index: number) =>
			`${title}\n\nBegin ${index}.\n\nEinde ${index}.\n${index % 2 === 0 ? 'Meer informatie\n' : ''}${title}\n`;
		assert.deepEqual(story(names.map((title, index) => `Uit de praktijk\n\n${one(title, index)}`).join('\n')), expected, 'a heading each');
		assert.deepEqual(story(`Praktijkvoorbeelden\n\n${names.map(one).join('\n')}`), expected, 'one heading');
	});

	it('stories under one heading are told apart by their buttons', () => {
		assert.deepEqual(
			story(
				'Praktijkvoorbeelden\n\nZeist leert samen\n\nElke week een pan soep.\n\nLees meer\n\nUtrecht begint klein\n\nMet zes mensen.\n\nLees meer',
			),
			[
				{ title: 'Zeist leert samen', body: 'Elke week een pan soep.', link: true },
				{ title: 'Utrecht begint klein', body: 'Met zes mensen.', link: true },
			],
		);
	});

	it('short lines and words of headings stay in a story', () => {
		const body = 'Eerst was er niets.\n\nAanpak\n\nToen een lunch.\n\nErvaringen\n\nContact\n\nHet hielp.\n\n- koffie\n- taart';
		assert.deepEqual(story(`Uit de praktijk\n\nZeist leert samen\n\n${body}\nZeist leert samen\n`), [
			{ title: 'Zeist leert samen', body, link: false },
		]);
		assert.equal(
			story('Uit de praktijk\n\nZeist leert samen\n\nEerst was er niets.\n\nAanpak\n\nToen een lunch.')[0]?.body,
			'Eerst was er niets.\n\nAanpak\n\nToen een lunch.',
		);
	});

	it('a page may have stories and still ask for more', () => {
		const draft = read(page({ practice: 'Uit de praktijk\n\nZeist leert samen\n\nElke week een pan soep.\n\nDeel je ervaringen' }));
		assert.deepEqual([draft.stories.length, draft.invitesExperience, draft.unread], [1, true, []]);
	});

	it('the question for a story is recognised when the copy broke it', () => {
		const draft = read(
			page({ practice: 'Uit de praktijk\n\nBij dit knooppunt is nog geen voorbeeld bekend:\nheb jij een ervaring die je wil\ndelen?' }),
		);
		assert.deepEqual([draft.stories, draft.invitesExperience, draft.unread], [[], true, []]);
	});

	it('a number belongs to the title of a story, and an address to its text', () => {
		assert.deepEqual(story('Praktijkvoorbeeld(en)\n\n1. Zeist\n\nEen lunch.\n\nMeer informatie: www.example.nl\n1. Zeist'), [
			{ title: '1. Zeist', body: 'Een lunch.\n\nMeer informatie: www.example.nl', link: true },
		]);
	});

	it('two stories with the same title are two', () => {
		const one = (body: string) => `Uit de praktijk\n\nIn Zeist\n\n${body}\nIn Zeist\n`;
		assert.deepEqual(
			story(`${one('Een lunch.')}\n${one('Een excursie.')}`).map(({ body }) => body),
			['Een lunch.', 'Een excursie.'],
		);
		assert.deepEqual(
			story('Uit de praktijk\n\nIn Zeist\n\nEen lunch.\n\nUit de praktijk\n\nIn Zeist\n\nEen excursie.').map(({ body }) => body),
			['Een lunch.', 'Een excursie.'],
		);
	});
});

describe('what the website puts around a page', () => {
	it('buttons and ways to go on are never text', () => {
		const buttons = 'Inloggen\nMenu\nZoeken\nHome | Zoeken | Inloggen\n« Vorige   Volgende »\nTerug\nMeer informatie';
		const draft = read(
			page({
				top: `${buttons}\n1. Samen starten\n`,
				goal: `Doel\n\n${GOAL}\n\n${buttons}\n`,
				tips: `Tips\n\n• Begin klein.\n• Vraag het na.\n\n${buttons}\n`,
			}),
		);
		assert.deepEqual(draft, read(page()));
	});

	it('the foot of a page is kept apart, whole and in order', () => {
		const foot = ['Contact', 'Privacy', 'Cookies', 'Toegankelijkheid', '© 2021 De wijkgids', 'Postbus 1, Zeist'];
		for (const practice of [
			'Uit de praktijk\n\nZeist leert samen\n\nEen lunch.\nZeist leert samen',
			'Uit de praktijk\n\nZeist leert samen\n\nEen lunch.',
			'Uit de praktijk',
			'',
		]) {
			const draft = read(page({ practice: `${practice}\n\n${foot.join('\n')}\nUitloggen` }));
			assert.deepEqual(draft.unread, foot, practice);
			assert.ok(draft.stories.every(({ body }) => body === 'Een lunch.'));
			assert.deepEqual(draft.tips, ['Begin klein.', 'Vraag het na.']);
		}
		for (const row of ['Contact | Privacy | Disclaimer', 'Over ons | Contact', 'Privacy & cookies'])
			assert.deepEqual(read(page({ practice: row })).unread, [row]);
	});

	it('what follows the last story is no story', () => {
		const draft = read(
			page({
				practice: 'Uit de praktijk\n\nZeist leert samen\n\nEen lunch.\nZeist leert samen\n\nGerelateerde knooppunten\n\nEen plan maken',
			}),
		);
		assert.equal(draft.stories.length, 1);
		assert.deepEqual(draft.unread, ['Gerelateerde knooppunten', 'Een plan maken']);
	});

	it('a cookie bar between the blocks is kept apart', () => {
		const bar = 'Wij gebruiken cookies om deze website te verbeteren.';
		assert.deepEqual(read(page({ tips: `${bar}\nAccepteren\n\nTips\n\n• Begin klein.\n• Vraag het na.\n` })), {
			...read(page()),
			unread: [bar, 'Accepteren'],
		});
	});

	it('what is no page of a guide is refused', () => {
		const letter =
			'Geachte mevrouw,\n\nHet doel van deze brief is u te bedanken.\nOnze aanpak werkt.\n\nDoel: kennismaken\n\nMet vriendelijke groet,\nNoor';
		for (const text of ['', '\uFEFF', '  \n\n', letter, '\0\u0001Doel\n\nAanpak\n\0', 'Tips\n\n• Begin klein.', '<h2>Doel</h2>'])
			assert.equal(readGuidePage(text), null);
	});
});

describe('nothing is lost', () => {
	/** How often a word that stands once on the page stands in the draft. */
	const timesIn = (draft: GuidePageDraft, word: string) =>
		JSON.stringify(draft)
			.replaceAll('\\n', ' ')
			.split(new RegExp(`\\b${word}\\b`)).length - 1;

	const kinds = [
		(word: string) => `${word} is een zin.`,
		(word: string) => `Kop ${word}`,
		(word: string) => `• ${word} is een tip.`,
		(word: string) => `1. ${word} telt mee.`,
		(word: string) => word.toLowerCase(),
		(word: string) => `Let op: ${word}`,
		(word: string) => `${word}, Gemeente en Zeist`,
		(word: string) => `Doel van ${word}: leren`,
		(word: string) => `${word}:`,
		(word: string) => `Contact met ${word}`,
		(word: string) => `A ${word}`,
		(word: string) => `B C ${word}`,
		(word: string) => `${word} – Betrokken partijen: nee`,
	];
	const inserted = fc.record({ at: fc.nat(80), kind: fc.nat(kinds.length - 1), above: fc.boolean(), below: fc.boolean() });

	it('a line put anywhere on a page is found in exactly one place', () => {
		const pages = [
			fixture('page-with-two-stories'),
			fixture('page-without-a-story'),
			page(),
			page({
				parties: 'Betrokken partijen:\nGemeente\nHuurders\n',
				practice: 'Praktijkvoorbeelden\nIn Zeist\nEen lunch.\nLees meer\nContact\nPrivacy',
			}),
		];
		fc.assert(
			fc.property(fc.constantFrom(...pages), fc.array(inserted, { minLength: 1, maxLength: 5 }), (copied, insertions) => {
				const lines = copied.split('\n');
				const words = insertions.map(({ at, kind, above, below }, index) => {
					const word = `Woord${index}x`;
					const written = kinds[kind]?.(word) ?? word;
					lines.splice(at % (lines.length + 1), 0, ...(above ? [''] : []), written, ...(below ? [''] : []));
					return /Woord/.test(written) ? word : word.toLowerCase();
				});
				// The name of a track goes with its letter: it is part of the label.
				const isName = (word: string) =>
					lines.some((line) => line === `A ${word}`) ||
					lines.some((line, index) => line.includes(word) && /^A Woord/.test(lines[index - 1] ?? ''));
				const draft = read(lines.join('\n'));
				for (const word of words) {
					const times = timesIn(draft, word);
					assert.ok(times === 1 || (times === 0 && isName(word)), `${word} stands ${times} times in ${JSON.stringify(draft, null, 1)}`);
				}
			}),
			{ numRuns: 1500 },
		);
	});

	it('every line of a page is found in exactly one place, with its words in order', () => {
		const sentence = fc
			.array(fc.constantFrom('wijk', 'samen', 'Zeist', 'team', 'plan', 'de', 'raad'), { minLength: 1, maxLength: 30 })
			.map((words) => words.join(' '));
		const paragraphs = fc.array(sentence, { minLength: 1, maxLength: 4 });
		const stories = fc.array(fc.record({ body: paragraphs, repeats: fc.boolean(), link: fc.boolean() }), { maxLength: 10 });
		fc.assert(
			fc.property(paragraphs, paragraphs, paragraphs, stories, (goal, approach, tips, told) => {
				let number = 0;
				const marked = (text: string) => `Zin${number++}x ${text}.`;
				const texts = {
					goal: goal.map(marked),
					approach: approach.map(marked),
					tips: tips.map(marked),
					stories: told.map(({ body, ...rest }, index) => ({ ...rest, title: `Titel${index}x`, body: body.map(marked) })),
				};
				const practice = texts.stories.map(
					({ title, body, repeats, link }) =>
						`Uit de praktijk\n\n${title}\n\n${body.join('\n\n')}\n${link ? 'Meer informatie\n' : ''}${repeats ? `${title}\n` : ''}`,
				);
				const draft = read(
					page({
						goal: `Doel\n\n${texts.goal.join('\n\n')}\n`,
						approach: `Aanpak\n\n${texts.approach.join('\n\n')}\n`,
						tips: `Tips\n\n${texts.tips.map((tip) => `  • ${tip}`).join('\n')}\n`,
						practice: practice.join('\n'),
					}),
				);
				assert.equal(draft.goal, texts.goal.join('\n\n'));
				assert.equal(draft.approach, texts.approach.join('\n\n'));
				assert.deepEqual(draft.tips, texts.tips);
				assert.deepEqual(
					draft.stories,
					texts.stories.map(({ title, body, link }) => ({ title, body: body.join('\n\n'), link })),
				);
				assert.deepEqual(draft.unread, []);
			}),
		);
	});
});
