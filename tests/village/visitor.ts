/** Somebody who visits a server without a browser: they keep cookies, send forms, and do not follow where they are led. */
export class Visitor {
	readonly #origin: string;
	readonly #device: string;
	readonly #cookies = new Map<string, string>();
	/** Every value a cookie of theirs ever had. */
	readonly hasHeld: string[] = [];

	constructor(origin: string, device: string) {
		this.#origin = origin;
		this.#device = device;
	}

	get(path: string): Promise<string> {
		return this.#ask(path, { method: 'GET' });
	}

	/** Sends a form as a page of the site would; gives the page that comes back. */
	send(path: string, form: Record<string, string>): Promise<string> {
		return this.#ask(path, { method: 'POST', body: new URLSearchParams(form) });
	}

	async #ask(path: string, how: RequestInit): Promise<string> {
		const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
		// Without it the framework takes the visitor for a script.
		const headers = { accept: 'text/html', origin: this.#origin, 'user-agent': this.#device, cookie };
		const answer = await fetch(this.#origin + path, { ...how, headers, redirect: 'manual' });
		for (const [name = '', value = ''] of answer.headers.getSetCookie().map((line) => line.split(';')[0]?.split('=') ?? [])) {
			this.#cookies.set(name, value);
			if (value !== '') this.hasHeld.push(value);
		}
		return answer.text();
	}
}
