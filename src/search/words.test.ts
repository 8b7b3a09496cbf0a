import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ANALYSIS, analyse, dutchStem, indexWords } from './words.ts';

const PAIRS = `woningcorporatie woningcorporaties · huis huizen · plan plannen · proces processen · advies adviezen · wijk wijken · buurt buurten
bewoner bewoners · eigenaar eigenaren · eigenaar eigenaars · gemeente gemeenten · gemeente gemeentes · besluit besluiten · brief brieven
net netten · bron bronnen · partij partijen · raad raden · stad steden · weg wegen · dak daken · huurder huurders · vergunning vergunningen
criterium criteriums · strategie strategieën · ambitie ambities · variant varianten · kans kansen · risico risico's · kosten kosten
afspraak afspraken · mandaat mandaten · subsidie subsidies · VvE VvE's · VvE VvE’s · netbeheerder netbeheerders · wethouder wethouders
warmtenet warmtenetten · woning woningen · huishouden huishoudens · kaart kaarten · vraag vragen · keuze keuzes · doel doelen`;

describe('the words of a search', () => {
	it('brings singular and plural together', () => {
		const pairs = PAIRS.split(/[·\n]/).map((pair) => pair.trim().split(' '));
		const apart = pairs.filter(([one = '', many = '']) => analyse(one, 'nl').stem !== analyse(many, 'nl').stem);
		assert.deepEqual(apart, []);
	});

	it('keeps different words apart', () => {
		const pairs = ['wijk wijs', 'huis huur', 'raad rad', 'gas gast', 'plan plat', 'warmte warm', 'net niet', 'raad rand', 'kaart kaars'];
		for (const [one = '', other = ''] of pairs.map((pair) => pair.split(' '))) assert.notEqual(dutchStem(one), dutchStem(other));
	});

	it('takes a compound apart into words of the field', () => {
		const compounds: Record<string, string> = {
			warmtenetten: 'warmte net',
			woningcorporaties: 'woning corporatie',
			wijkuitvoeringsplan: 'wijk uitvoering plan',
			bewonersinitiatieven: 'bewoner initiatief',
			netbeheerder: 'net beheerder',
		};
		for (const [compound, parts] of Object.entries(compounds)) {
			assert.deepEqual(analyse(compound, 'nl').parts, parts.split(' ').map(dutchStem));
		}
	});

	it('leaves a word whole when only a part of it is known', () => {
		assert.deepEqual(analyse('wijkbroeder', 'nl').parts, []);
		assert.deepEqual(analyse('gasten', 'nl').parts, []);
	});

	it('gives the same words as when the index was filled, or says that it must be filled anew', () => {
		const words = indexWords(`${PAIRS} warmtenetten wijkuitvoeringsplan bewonersinitiatieven Noor’s Zeist 2026 geïsoleerd`, 'nl');
		const known = { analysis: 1, hash: '5dc65446bf99403b' };
		assert.deepEqual(
			{ analysis: ANALYSIS, hash: createHash('sha256').update(words).digest('hex').slice(0, 16) },
			known,
			'Raise ANALYSIS in words.ts, so that installations fill their index anew, and write the new pair here.',
		);
	});

	it('does not care about accents and capitals', () => {
		assert.equal(analyse('Één', 'nl').stem, analyse('een', 'nl').stem);
		assert.equal(analyse('strategieën', 'nl').stem, analyse('STRATEGIEEN', 'nl').stem);
	});
});
