/**
 * A municipality's own theme as it is served. One that says nothing of dark screens holds for light ones only: its colours
 * were chosen on white, and mixed with our dark ones they would be unreadable.
 */
export function themeSheet(theme: string): string {
	return theme.includes('prefers-color-scheme') ? theme : `@media not (prefers-color-scheme: dark) {\n${theme}\n}\n`;
}
