/** Who a page is for. What they may see or do there is decided by what the page asks for, not here. */
export type Who = 'everyone' | 'account' | 'administrator' | 'operator';

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
	'/inloggen': { who: 'everyone', forms: 60 },
	'/inloggen/app': { who: 'everyone', forms: 30 },
	'/inloggen/code': { who: 'everyone', forms: 60 },
	'/inloggen/herstelcode': { who: 'everyone', forms: 30 },
	'/inloggen/organisatie': { who: 'everyone', forms: 30 },
	'/inloggen/organisatie/[organisatie]': { who: 'everyone' },
	'/inloggen/passkey': { who: 'everyone', forms: 120 },
	'/inrichten/[sleutel]': { who: 'everyone', forms: 20 },
	'/nieuw-wachtwoord/[sleutel]': { who: 'everyone', forms: 20 },
	'/uitloggen': { who: 'everyone', forms: 60 },
	'/uitnodiging/[sleutel]': { who: 'everyone', forms: 20 },
	'/wachtwoord-vergeten': { who: 'everyone', forms: 10 },

	'/mijn': { who: 'account', forms: 60 },
	'/mijn/berichten': { who: 'account', forms: 120 },
	'/mijn/koppeling': { who: 'account', forms: 20 },
	'/mijn/bevestigen': { who: 'account', forms: 30 },
	'/mijn/bevestigen/passkey': { who: 'account', forms: 60 },
	'/mijn/passkeys': { who: 'account', forms: 60 },
	'/mijn/passkeys/nieuw': { who: 'account', forms: 60 },
	'/mijn/gegevens': { who: 'account', forms: 60 },
	'/mijn/gegevens/meenemen': { who: 'account', forms: 20 },
	'/mijn/gegevens/wissen': { who: 'account', forms: 20 },
	'/mijn/wachtwoord': { who: 'account', forms: 20 },
	'/organisatie': { who: 'account' },
	'/organisatie/wissen/[account]': { who: 'administrator', forms: 30 },
	'/organisatie/uitnodigen': { who: 'administrator', forms: 60 },
	'/projecten': { who: 'account' },
	'/projecten/[project]': { who: 'account', forms: 120 },
	'/projecten/[project]/journaal': { who: 'account' },
	'/projecten/[project]/leden': { who: 'account', forms: 60 },
	'/projecten/beginnen': { who: 'administrator', forms: 30 },
	'/beheer': { who: 'operator' },
	'/beheer/aanmelden': { who: 'operator', forms: 30 },
};

/** What differs between the pages there are and the pages that are declared. */
export function undeclared(pages: Iterable<string>): { missing: string[]; gone: string[] } {
	const there = new Set(pages);
	return {
		missing: [...there].filter((page) => !Object.hasOwn(ACCESS, page)),
		gone: Object.keys(ACCESS).filter((page) => !there.has(page)),
	};
}
