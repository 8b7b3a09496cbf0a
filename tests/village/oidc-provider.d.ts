/** As much as we use of it; the package brings no types along. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	interface Context {
		path: string;
		body: Record<string, unknown> | undefined;
		oidc: { client: { clientId: string }; session: { accountId: string }; result?: unknown };
	}

	export default class Provider {
		constructor(issuer: string, configuration: Record<string, unknown>);
		use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void;
		callback(): (req: IncomingMessage, res: ServerResponse) => void;
		interactionFinished(req: IncomingMessage, res: ServerResponse, result: Record<string, unknown>): Promise<void>;
		Grant: new (of: {
			clientId: string;
			accountId: string;
		}) => { addOIDCScope(scope: string): void; save(): Promise<string> };
	}
}
