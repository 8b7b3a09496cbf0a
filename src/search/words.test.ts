import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyse, dutchStem } from './words.ts';

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

	it('does not care about accents and capitals', () => {
		assert.equal(analyse('Één', 'nl').stem, analyse('een', 'nl').stem);
		assert.equal(analyse('strategieën', 'nl').stem, analyse('STRATEGIEEN', 'nl').stem);
	});
});
