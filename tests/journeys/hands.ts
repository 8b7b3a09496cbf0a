import type { Page } from 'playwright-core';
import { assertCleanHtml, assertUsableByEveryone, SCREENS_OF_STORIES } from './everyone.ts';
import { type Trespass, visit } from './site.ts';

/** What people do on a page, and what they find there. Everything is found by the words on the screen. */

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
export const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
export const choose = (page: Page, label: string) => page.getByLabel(label, { exact: true }).check();

export const title = (page: Page) => page.locator('h1').textContent();
export const text = (page: Page) => page.locator('main').innerText();
/** What the page says was done. */
export const said = (page: Page) => page.getByRole('status').textContent();
/** What is wrong with the field of this name. */
export const issueAt = (page: Page, field: string) => page.locator(`#${field}-fout`).innerText();
export const pathOf = (page: Page) => new URL(page.url()).pathname;

/** Looks at the page as everybody would: narrow, dark, wide in forced colours, and as a machine reads it. */
export async function looked(page: Page): Promise<void> {
	await assertUsableByEveryone(page, SCREENS_OF_STORIES);
	await assertCleanHtml(await page.content());
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** Opens a page of this server as somebody who is signed in there; without anybody as a stranger. */
export async function visitAs<T>(
	at: string,
	who: { token: string } | null,
	path: string,
	look: (page: Page, trespasses: Trespass[]) => Promise<T>,
): Promise<T> {
	return visit(path, look, { at, token: who?.token });
}
