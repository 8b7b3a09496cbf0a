// Says how far a file is on its way. Without this script the browser sends the same form, and shows what it shows.

for (const around of document.querySelectorAll('[data-sending]')) {
	const [form, status] = [around.querySelector('form'), around.querySelector('[role="status"]')];
	const [bar, words] = status.children;
	const show = (percent) => {
		bar.value = percent;
		// Whoever listens hears every tenth.
		if (percent % 10 === 0) words.textContent = around.dataset.sending.replace('#', percent);
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const request = new XMLHttpRequest();
		form.querySelector('button').disabled = true;
		status.hidden = false;
		show(0);
		request.upload.onprogress = ({ loaded, total }) => show(Math.floor((100 * loaded) / total));
		request.onload = () => {
			if (request.responseURL !== form.action) return location.assign(request.responseURL);
			// The form came back, with what is to be mended.
			const page = new DOMParser().parseFromString(request.response, 'text/html');
			const main = page.querySelector('main');
			if (!main) return form.submit();
			document.title = page.title;
			document.querySelector('main').replaceWith(main);
			void import(`/upload.js?${Date.now()}`);
			scrollTo(0, 0);
		};
		request.onerror = () => form.submit();
		request.open('POST', form.action);
		request.setRequestHeader('accept', 'text/html');
		request.send(new FormData(form));
	});
}
