// Lets a party be dragged in the matrix, or moved by the arrow keys, to the form that asks why. Nothing is stored here.
// Without this script the picture is a picture, and the same form stands behind the links of the table.

const STEPS = 5;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const within = (step) => Math.min(STEPS, Math.max(1, step));

for (const svg of document.querySelectorAll('svg[data-cell]')) {
	const cell = Number(svg.dataset.cell);
	const words = [svg.dataset.along.split('|'), svg.dataset.up.split('|')];
	const help = document.getElementById(svg.dataset.help);
	const status = help.querySelector('[role="status"]');
	for (const dot of svg.querySelectorAll('[data-to]')) {
		const from = dot.dataset.at.split(' ').map(Number);
		let at = from;
		let grip = null;
		const called = () => `${dot.dataset.name}: ${at.map((step, axis) => words[axis][step - 1]).join('; ')}`;
		const isMoved = () => at[0] !== from[0] || at[1] !== from[1];
		const show = (x, y) => {
			dot.setAttribute('transform', `translate(${x} ${y})`);
			dot.setAttribute('aria-label', called());
		};
		const settle = () => show((at[0] - from[0]) * cell, (from[1] - at[1]) * cell);
		const back = () => {
			at = from;
			settle();
		};
		const ask = () => location.assign(dot.dataset.to.replace('BELANG', at[0]).replace('INVLOED', at[1]));
		/** Where the pointer is in the picture. */
		const place = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());

		dot.setAttribute('role', 'button');
		dot.setAttribute('tabindex', '0');
		dot.setAttribute('aria-describedby', help.id);
		settle();
		dot.addEventListener('keydown', (event) => {
			const move = MOVES[event.key];
			if (move) at = at.map((step, axis) => within(step + move[axis]));
			else if (event.key === 'Escape') at = from;
			else if (event.key === 'Enter' || event.key === ' ') ask();
			else return;
			event.preventDefault();
			settle();
			status.textContent = called();
		});
		dot.addEventListener('pointerdown', (event) => {
			if (event.button !== 0) return;
			grip = place(event);
			dot.setPointerCapture(event.pointerId);
		});
		dot.addEventListener('pointermove', (event) => {
			if (!grip) return;
			const { x, y } = place(event);
			at = [within(Math.ceil(x / cell)), within(STEPS + 1 - Math.ceil(y / cell))];
			show(x - grip.x, y - grip.y);
			status.textContent = called();
		});
		dot.addEventListener('pointerup', () => {
			grip = null;
			settle();
			if (isMoved()) ask();
		});
		dot.addEventListener('pointercancel', () => {
			grip = null;
			back();
		});
		// Who comes back from the form without having said why finds all as it was.
		addEventListener('pageshow', back);
	}
	svg.setAttribute('role', 'group');
	help.hidden = false;
}
