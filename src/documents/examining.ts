import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { extensionOf, type Inside, isMadeForMacros, KINDS_OF_FILE, type UploadIssue } from './kind-of-file.ts';
import { isArchive, troubleInArchive } from './office-archive.ts';
import { firstPageOf, isLockedPdf } from './pdf.ts';

/** Runs in a worker, which is ended when it takes too long or too much. */

const MOST_PIXELS = 40_000_000;
const PICTURE = { width: 480, height: 480 };
const small = (picture: Sharp) =>
	picture
		.resize({ ...PICTURE, fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 70 })
		.toBuffer();

export type Verdict =
	| { ok: false; issue: UploadIssue }
	| {
			ok: true;
			type: string;
			inside: Inside;
			/** What is kept instead of what came: pictures are made anew, which leaves the place and the maker out. */
			anew: Buffer | null;
			/** A small one of a picture, in WebP. */
			picture: Buffer | null;
	  };

/** Says what a file is by its bytes, and whether it is taken in. The end of its name has to agree. */
export async function examine(bytes: Buffer, name: string): Promise<Verdict> {
	const extension = extensionOf(name);
	if (isMadeForMacros(extension)) return refused('documents.macro');
	const said = KINDS_OF_FILE.get(extension);
	const trouble = isArchive(bytes) ? await troubleInArchive(bytes) : null;
	if (trouble && (said || trouble === 'documents.bomb')) return refused(trouble);
	if (!said) return refused('documents.typeNotAllowed');
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	if (found?.ext === 'cfb' && isLockedOffice(bytes)) return refused('documents.encrypted');
	if (/macroenabled/i.test(found?.mime ?? '')) return refused('documents.macro');
	if (said.inside === 'text') {
		if (found !== undefined) return refused('documents.notWhatItSays');
		return isText(bytes) ? { ok: true, ...said, anew: null, picture: null } : refused('documents.notWhatItSays');
	}
	if (found?.mime !== said.type) return refused('documents.notWhatItSays');
	if (said.inside === 'picture') return pictured(bytes, said);
	if (said.inside === 'pdf' && (await isLockedPdf(bytes))) return refused('documents.encrypted');
	return { ok: true, ...said, anew: null, picture: null };
}

const refused = (issue: UploadIssue): Verdict => ({ ok: false, issue });

/** Text has nothing to be known by: what is valid UTF-8 without a zero byte is text. */
function isText(bytes: Buffer): boolean {
	if (bytes.includes(0)) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Office locks its files up in a container of an older kind. */
const isLockedOffice = (bytes: Buffer): boolean => bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));

async function pictured(bytes: Buffer, said: { type: string; inside: Inside }): Promise<Verdict> {
	try {
		const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' as const, sequentialRead: true };
		const { width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
		if (width * height > MOST_PIXELS) return refused('documents.tooManyPixels');
		const upright = sharp(bytes, options).autoOrient();
		const again = { 'image/png': () => upright.clone().png(), 'image/webp': () => upright.clone().webp({ quality: 90 }) }[said.type];
		const anew = await (again?.() ?? upright.clone().jpeg({ quality: 90 })).toBuffer();
		return { ok: true, ...said, anew, picture: await small(upright.clone()) };
	} catch {
		return refused('documents.damaged');
	}
}

/** A small picture of what is no picture itself, in WebP; null where none can be made. */
export const firstSightOf = async (bytes: Buffer, type: string): Promise<Buffer | null> =>
	type === 'application/pdf' ? small(sharp(await firstPageOf(bytes, PICTURE))) : null;
