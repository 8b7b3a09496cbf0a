/** Who a page is for; `token` is a program that comes with one, and nobody else. What they may see or do there is decided by what the page asks for, not here. */
export type Who = 'everyone' | 'guest' | 'account' | 'administrator' | 'operator' | 'token';

export interface Access {
	who: Who;
	/** How often one place may send its forms, in a quarter of an hour. */
	forms?: number;
	/** Whether the page is the same for everybody, so that it may be kept. */
	kept?: true;
}

const GUIDE: Access = { who: 'everyone', kept: true };

/** Every address of the product. One that stands here without a page, or a page that does not stand here, stops the start. */
export const ACCESS: Record<string, Access> = {
	'/': GUIDE,
	'/.well-known/security.txt': GUIDE,
	'/edities': GUIDE,
	'/edities/[editie]': GUIDE,
	'/edities/[editie]/knooppunten/[knooppunt]': GUIDE,
	'/fasen': GUIDE,
	'/fasen/[fase]': GUIDE,
	'/feed.xml': GUIDE,
	'/huisstijl.css': GUIDE,
	'/huisstijl/[thema].css': GUIDE,
	'/hulp': GUIDE,
	'/hulp/[pagina]': GUIDE,
	'/knooppunten': GUIDE,
	'/knooppunten/[knooppunt]': GUIDE,
	'/knooppunten/[knooppunt]/verschil/[met]': GUIDE,
	'/nieuws': GUIDE,
	'/nieuws/[bericht]': GUIDE,
	'/over': GUIDE,
	'/over/[pagina]': GUIDE,
	'/partijen': GUIDE,
	'/partijen/[partij]': GUIDE,
	'/praktijkverhalen': GUIDE,
	'/praktijkverhalen/[verhaal]': GUIDE,
	'/robots.txt': GUIDE,
	'/sitemap.xml': GUIDE,
	'/sjablonen': GUIDE,
	'/sjablonen/[sjabloon]': GUIDE,
	'/sjablonen/[sjabloon].odt': GUIDE,
	'/sporen': GUIDE,
	'/sporen/[spoor]': GUIDE,
	'/toegankelijkheid': GUIDE,
	'/werkvormen': GUIDE,
	'/werkvormen/[werkvorm]': GUIDE,
	'/wet': GUIDE,
	'/wijktypen': GUIDE,
	'/wijktypen/[type]': GUIDE,
	'/woorden': GUIDE,
	'/zoeken': GUIDE,

	'/gewist': { who: 'everyone' },
	// Mail programs of many readers press it from a few places.
	'/afmelden/[sleutel]': { who: 'everyone', forms: 600 },
	// A whole town hall can sit behind one address; what is tried at one account is limited in its own place.
	'/inloggen': { who: 'everyone', forms: 600 },
	'/inloggen/app': { who: 'everyone', forms: 300 },
	'/inloggen/code': { who: 'everyone', forms: 600 },
	'/inloggen/herstelcode': { who: 'everyone', forms: 300 },
	'/inloggen/organisatie': { who: 'everyone', forms: 600 },
	'/inloggen/organisatie/[organisatie]': { who: 'everyone' },
	'/inloggen/passkey': { who: 'everyone', forms: 1200 },
	'/inrichten/[sleutel]': { who: 'everyone', forms: 20 },
	'/nieuw-wachtwoord/[sleutel]': { who: 'everyone', forms: 20 },
	'/nieuw-adres/[sleutel]': { who: 'everyone', forms: 20 },
	'/oud-adres/[sleutel]': { who: 'everyone', forms: 20 },
	'/tweede-stap-stoppen/[sleutel]': { who: 'everyone', forms: 20 },
	'/proberen': { who: 'everyone', forms: 20 },
	'/proberen/[sleutel]': { who: 'everyone', forms: 20 },
	'/meedoen': { who: 'everyone', forms: 600 },
	'/meedoen/[bijeenkomst]': { who: 'guest', forms: 20_000 },
	'/uitloggen': { who: 'everyone', forms: 600 },
	'/uitnodiging/[sleutel]': { who: 'everyone', forms: 20 },
	'/wachtwoord-vergeten': { who: 'everyone', forms: 10 },

	'/api/v1/openapi.json': GUIDE,
	'/api/v1/projects': { who: 'token' },
	'/api/v1/projects/[project]': { who: 'token' },
	'/api/v1/projects/[project]/journal': { who: 'token' },
	'/api/v1/projects/[project]/notes': { who: 'token' },

	'/mijn': { who: 'account', forms: 60 },
	'/mijn/adres': { who: 'account', forms: 20 },
	'/mijn/berichten': { who: 'account', forms: 120 },
	'/mijn/meldingen': { who: 'account', forms: 60 },
	'/mijn/koppeling': { who: 'account', forms: 20 },
	'/mijn/bevestigen': { who: 'account', forms: 30 },
	'/mijn/bevestigen/passkey': { who: 'account', forms: 60 },
	'/mijn/passkeys': { who: 'account', forms: 60 },
	'/mijn/passkeys/nieuw': { who: 'account', forms: 60 },
	'/mijn/verzoek/[verzoek]': { who: 'account', forms: 20 },
	'/mijn/gegevens': { who: 'account', forms: 60 },
	'/mijn/gegevens/meenemen': { who: 'account', forms: 20 },
	'/mijn/gegevens/wissen': { who: 'account', forms: 20 },
	'/mijn/sleutels': { who: 'account', forms: 60 },
	'/mijn/wachtwoord': { who: 'account', forms: 20 },
	'/organisatie': { who: 'account' },
	'/organisatie/collega/[account]': { who: 'administrator', forms: 30 },
	'/organisatie/instellingen': { who: 'administrator', forms: 30 },
	'/organisatie/projecten': { who: 'administrator' },
	'/organisatie/meenemen': { who: 'account' },
	'/organisatie/meenemen/zip': { who: 'account', forms: 20 },
	'/organisatie/wissen/[account]': { who: 'administrator', forms: 30 },
	'/organisatie/tweede-stap': { who: 'administrator', forms: 30 },
	'/organisatie/tweede-stap/[account]': { who: 'administrator', forms: 30 },
	'/organisatie/projectleiders': { who: 'administrator', forms: 30 },
	'/organisatie/uitnodigen': { who: 'administrator', forms: 60 },
	'/projecten': { who: 'account' },
	'/projecten/[project]': { who: 'account', forms: 120 },
	'/projecten/[project]/bijeenkomsten': { who: 'account' },
	'/projecten/[project]/bijeenkomsten/[bijeenkomst]': { who: 'account', forms: 600 },
	'/projecten/[project]/bijeenkomsten/[bijeenkomst]/scherm': { who: 'account' },
	'/projecten/[project]/bijeenkomsten/openen': { who: 'account', forms: 60 },
	'/projecten/[project]/journaal': { who: 'account' },
	'/projecten/[project]/journaal/csv': { who: 'account', forms: 20 },
	'/projecten/[project]/leden': { who: 'account', forms: 60 },
	'/projecten/[project]/leden/[deelname]': { who: 'account', forms: 60 },
	'/projecten/[project]/stoppen': { who: 'account', forms: 20 },
	'/projecten/[project]/meenemen': { who: 'account' },
	'/projecten/[project]/meenemen/zip': { who: 'account', forms: 20 },
	'/projecten/beginnen': { who: 'administrator', forms: 30 },
	'/beheer/taken': { who: 'operator', forms: 60 },
	'/beheer': { who: 'operator' },
	'/beheer/journaal': { who: 'operator' },
	'/beheer/openen': { who: 'operator', forms: 30 },
	'/beheer/aanmeldingen': { who: 'operator', forms: 30 },
	'/beheer/back-ups': { who: 'operator' },
	'/beheer/beheerders': { who: 'operator', forms: 30 },
	'/beheer/dagelijks-werk': { who: 'operator' },
	'/beheer/gezondheid': { who: 'operator' },
	'/beheer/limieten': { who: 'operator', forms: 60 },
	'/beheer/organisaties': { who: 'operator', forms: 60 },
	'/beheer/post': { who: 'operator', forms: 60 },
	'/beheer/sleutels': { who: 'operator' },
	'/beheer/aanmelden': { who: 'operator', forms: 30 },
	'/beheer/proefaccounts': { who: 'operator', forms: 60 },
};

/** What src/server.ts answers itself, before there is a page. */
export const BESIDE_PAGES: Record<string, Access> = {
	'/gezond': { who: 'everyone' },
	'/paraat': { who: 'everyone' },
};

/** What differs between the pages there are and the pages that are declared. */
export function undeclared(pages: Iterable<string>): { missing: string[]; gone: string[] } {
	const there = new Set(pages);
	return {
		missing: [...there].filter((page) => !Object.hasOwn(ACCESS, page)),
		gone: Object.keys(ACCESS).filter((page) => !there.has(page)),
	};
}
