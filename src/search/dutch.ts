/** Forms that no rule brings together, one family a line: all are found by the first. */
const FAMILIES = [
	'stad steden',
	'lid leden',
	'weg wegen',
	'raad raden',
	'gat gaten',
	'dak daken',
	'pad paden',
	'kans kansen',
	'eis eisen',
	'advies adviezen adviseren geadviseerd',
	'proces processen',
	'gas gassen',
	'glas glazen',
	'grens grenzen',
	'prijs prijzen',
	'dienst diensten',
	'aanwijzen aanwijzing aanwijst aangewezen',
	'besluit besluiten besloten',
	'kiezen kies kiest koos gekozen keus keuze keuzes keuzen',
	'organiseren organiseert georganiseerd organisatie organisaties',
	'communiceren communiceert gecommuniceerd communicatie',
	'financieren financiert gefinancierd financiering financieringen',
	'isoleren isoleert geisoleerd isolatie',
	'bouw bouwen bouwt gebouwd',
	'afspreken afgesproken afspraak afspraken',
	'overleg overleggen overlegt overlegd',
	'betalen betaalt betaald betaling betalingen',
	'vergaderen vergadert vergaderd vergadering vergaderingen',
];

/** The stem of each irregular form. */
export const IRREGULAR = new Map(FAMILIES.flatMap((family) => family.split(' ').map((form, _, [stem = form]) => [form, stem] as const)));

/** Words of the field that compounds are made of. A compound is only split when all of it is in this list. */
export const COMPOUND_PARTS = [
	...'aanbod aanpak aansluiting aanvraag aardgas aardwarmte achterban adres advies afgifte afname afspraak afval ambitie ambtenaar angst aquathermie'.split(
		' ',
	),
	...'balans bedrijf beeld begeleiding begroting beheer beheerder belang beleid bericht besluit besluitvorming bestemming bestuur bestuurder betaling bewoner bezit bezwaar bijdrage bijeenkomst blok bodem boiler bouw bron brief budget buurt'.split(
		' ',
	),
	...'calculatie campagne capaciteit collectief college commissie communicatie concessie contract contracten corporatie criterium'.split(
		' ',
	),
	...'dak dakgoot data deel deelname departement doel dossier draagvlak druk duur'.split(' '),
	...'eigenaar eigendom eis elektriciteit energie enquete expert'.split(' '),
	...'fase financiering fonds functie'.split(' '),
	...'garantie gas gebied gebouw gebruik gebruiker gemeente gesprek geld glas grens groep groen grond'.split(' '),
	...'handleiding handreiking haven helft herstel heffing huis huishouden huur huurder hypotheek'.split(' '),
	...'inbreng informatie initiatief inkomen inkoop inspraak installatie instelling instemming inwoner isolatie investering'.split(' '),
	...'kaart kader kans kavel ketel keuken keuze klacht klimaat kosten koop koppel kwaliteit'.split(' '),
	...'label last leider levering leverancier lening lid lijst lijn loket'.split(' '),
	...'maatregel macht mandaat markt materiaal meter meerderheid middel milieu minimum moment monitor muur'.split(' '),
	...'natuur net netwerk norm nota'.split(' '),
	...'omgeving ondergrond onderhoud onderneming onderzoek ontwerp opgave oplevering opslag opwek organisatie overleg overlast overstap'.split(
		' ',
	),
	...'pand partij participatie partner periode plan planning pomp post prijs proces procedure product programma project publiek'.split(' '),
	...'raad rapport recht regie regio rekening renovatie riool risico rol ruimte'.split(' '),
	...'samenwerking schema school schuld scenario stad stakeholder start stem steen straat strategie stroom structuur student subsidie systeem'.split(
		' ',
	),
	...'taak tafel tarief team techniek temperatuur termijn tijd toets traject transitie transport'.split(' '),
	...'uitvoering uitvraag uur'.split(' '),
	...'variant vereniging vergadering vergunning verhaal verhuur verhuurder verkoop verordening visie vloer voorbereiding voorwaarde vorm vraag'.split(
		' ',
	),
	...'waarde wand warmte water wens werk werking wet wijk winkel wind winst wonen woning woord'.split(' '),
	...'zaak zon zorg praktijk sjabloon knoop punt spoor ervaring droom nachtmerrie'.split(' '),
];
