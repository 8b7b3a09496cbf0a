import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL'];

/** An address of the build, as the framework will serve it. */
export interface Route {
	id: string;
	isPage: boolean;
	/** The methods it answers beside looking at a page. */
	methods: string[];
	actions: string[];
}

export async function routesOfBuild(): Promise<Route[]> {
	const { manifest } = await import(join(ROOT, 'build/server/manifest.js'));
	return Promise.all(
		manifest.routes.map(async ({ id, page, endpoint }: { id: string; page: { leaf: number } | null; endpoint: (() => unknown) | null }) => {
			const node = page && (await manifest.nodes[page.leaf]());
			const actions = Object.keys(node?.server?.actions ?? {});
			const methods = Object.keys(((await endpoint?.()) ?? {}) as object).filter((name) => METHODS.includes(name));
			return { id, isPage: page !== null, methods, actions };
		}),
	);
}
