import type { JunctionPage } from '#publishing/junction-page.ts';

/** The page of the guide as a project reads it: what leads to other junctions stays in the project, and sensitive is what the project says is. */
export function inProject(page: JunctionPage, hrefOf: (junction: string) => string, isSensitive: boolean): JunctionPage {
	const led = <T extends { id: string; href: string }>(one: T): T => ({ ...one, href: hrefOf(one.id) });
	const around = <T extends { id: string; href: string }>({ previous, next }: { previous: T | null; next: T | null }) => ({
		previous: previous && led(previous),
		next: next && led(next),
	});
	return {
		...page,
		view: { ...page.view, sensitive: isSensitive },
		inPhase: around(page.inPhase),
		series: page.series && { ...page.series, ...around(page.series), junctions: page.series.junctions.map(led) },
		neighbours: page.neighbours.map(led),
	};
}
