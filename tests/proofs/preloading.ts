/** Environment by which a program runs a few lines before its own: so that one can be broken on purpose without touching it. */
export const preloading = (lines: string): Record<string, string> => ({
	NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(lines)}`,
});
