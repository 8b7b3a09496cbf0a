import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ out: 'build' }),
			// A page can be told at another address than its own, such as that of a file that cannot be had.
			paths: { relative: false },
		}),
	],
	build: { assetsInlineLimit: 0 },
});
