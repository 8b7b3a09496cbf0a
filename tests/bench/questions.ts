/** What people type, by what is hard about it. Every one of them finds something in the guide. */
export const QUESTIONS: Record<string, string[]> = {
	'a rare word': ['stakeholdermatrix', 'jaarkalender', 'bakker', 'omgevingsvisie', 'aquathermie', 'taart', 'makelaar', 'tolk'],
	'a common word': ['gemeente', 'bewoners', 'wijk', 'besluit', 'woningcorporaties', 'eigenaren', 'netbeheerders', 'plan'],
	'two words': [
		'gezamenlijke ambitie',
		'rol corporatie',
		'juiste partijen',
		'warmtenet straat',
		'gemeente besluit',
		'hypotheek eigenaar',
		'mandaten kaart',
		'wethouder gesprek',
	],
	'a beginning': ['gezamenl', 'stakeh', 'warmte', 'bew', 'woningcor', 'ener', 'participat', 'koppelk'],
	'a slip of the pen': [
		'woningcorparatie',
		'netbeheredr',
		'stakholdermatrix',
		'ambitei',
		'gemeetne',
		'warmtentet',
		'bewonersinitatief',
		'wethoudr',
	],
};
