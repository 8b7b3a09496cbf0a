import type { MessageKey } from '#platform/messages.ts';

/** A page on which what stands on several registers is laid beside each other. */
export interface View {
	/** The last part of its address. */
	address: string;
	title: MessageKey;
	lead: MessageKey;
}

/** The junction of the guide that asks to lay it all beside each other. */
export const VIEWED_AT = 'helderheid-belangen';

export const VIEWS: readonly View[] = [
	{ address: 'prioriteiten', title: 'ambitions.orders', lead: 'ambitions.ordersLead' },
	{ address: 'belangen', title: 'ambitions.grid', lead: 'ambitions.gridLead' },
	{ address: 'raakvlakken', title: 'ambitions.pairs', lead: 'ambitions.pairsLead' },
	{ address: 'gesprekspunten', title: 'ambitions.agenda', lead: 'ambitions.agendaLead' },
];
