// Signs in with a passkey, adds one, or shows one again. No page can do so without script; see docs/decisions/0012.

const { PublicKeyCredential } = window;
const isNumbered = /^[\d.]+$|:/.test(location.hostname);
// Passkeys belong to a name, not to a number. Older browsers cannot read what we send.
const isPossible = !isNumbered && window.isSecureContext && 'parseRequestOptionsFromJSON' in (PublicKeyCredential ?? {});

const DEVICE = {
	add: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
	show: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

/** What the server says: options for the device, where to go on, or what is to be mended. */
async function send(form, method, body) {
	const headers = { accept: 'application/json', 'content-type': 'application/json' };
	const response = await fetch(form.action, { method, headers, body: JSON.stringify(body) });
	return response.json();
}

async function answer(form) {
	const typed = Object.fromEntries(new FormData(form));
	const asked = await send(form, 'POST', typed);
	if (!asked.options) return asked;
	const passkey = await DEVICE[form.dataset.passkey](asked.options);
	return send(form, 'PUT', { ...typed, passkey });
}

/** What went wrong here in the browser, in the words of the page. */
const wordsFor = ({ name }, { cancelled, known, failed }) => ({ NotAllowedError: cancelled, InvalidStateError: known })[name] ?? failed;

async function submit(event) {
	event.preventDefault();
	const form = event.currentTarget;
	const [button, told] = [form.querySelector('button'), form.querySelector('[role="alert"]')];
	button.disabled = true;
	told.textContent = '';
	try {
		const { to, issue } = await answer(form);
		if (to) return location.assign(to);
		told.textContent = issue ?? form.dataset.failed;
	} catch (error) {
		told.textContent = wordsFor(error, form.dataset);
	}
	button.disabled = false;
}

for (const form of isPossible ? document.querySelectorAll('form[data-passkey]') : []) {
	form.addEventListener('submit', submit);
	form.hidden = false;
	for (const other of document.querySelectorAll('[data-without-passkeys]')) other.hidden = true;
}
