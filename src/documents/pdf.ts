import { getDocumentProxy, renderPageAsImage } from 'unpdf';

const MOST_PAGES = 2_000;
/** Nothing in it runs, and nothing is fetched for it. */
const QUIETLY = { isEvalSupported: false, disableFontFace: true, useSystemFonts: false, verbosity: 0, stopAtErrors: false } as const;

const open = (bytes: Buffer) => getDocumentProxy(new Uint8Array(bytes), QUIETLY);

/** Whether a PDF asks for a password before it shows anything. Many are locked against printing only; those open. */
export async function isLockedPdf(bytes: Buffer): Promise<boolean> {
	if (!bytes.includes('/Encrypt')) return false;
	try {
		const pdf = await open(bytes);
		await pdf.loadingTask.destroy();
		return false;
	} catch (error) {
		return (error as Error).name === 'PasswordException';
	}
}

/** The text of each page, in order. */
export async function pagesOf(bytes: Buffer): Promise<string[]> {
	const pdf = await open(bytes);
	const pages: string[] = [];
	for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent();
		pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
		page.cleanup();
	}
	await pdf.loadingTask.destroy();
	return pages;
}

/** The first page as a PNG that fits in so many points, however long or wide the page is. */
export async function firstPageOf(bytes: Buffer, { width, height }: { width: number; height: number }): Promise<Buffer> {
	const pdf = await open(bytes);
	const page = await pdf.getPage(1);
	const size = page.getViewport({ scale: 1 });
	const scale = Math.min(width / size.width, height / size.height);
	const picture = await renderPageAsImage(pdf, 1, { canvasImport: () => import('@napi-rs/canvas'), scale });
	await pdf.loadingTask.destroy();
	return Buffer.from(picture);
}
