import type { MessageKey } from '#platform/messages.ts';

/** What is inside, by which it is looked at and read. */
export type Inside = 'pdf' | 'office' | 'odf' | 'picture' | 'text';

interface KindOfFile {
	type: string;
	inside: Inside;
}

const office = (what: string): KindOfFile => ({ type: `application/vnd.openxmlformats-officedocument.${what}`, inside: 'office' });
const odf = (what: string): KindOfFile => ({ type: `application/vnd.oasis.opendocument.${what}`, inside: 'odf' });
const picture = (what: string): KindOfFile => ({ type: `image/${what}`, inside: 'picture' });

/** Everything that is taken in, by the end of its name. What does not stand here is refused. */
export const KINDS_OF_FILE: ReadonlyMap<string, KindOfFile> = new Map([
	['pdf', { type: 'application/pdf', inside: 'pdf' }],
	['docx', office('wordprocessingml.document')],
	['xlsx', office('spreadsheetml.sheet')],
	['pptx', office('presentationml.presentation')],
	['odt', odf('text')],
	['ods', odf('spreadsheet')],
	['odp', odf('presentation')],
	['png', picture('png')],
	['jpg', picture('jpeg')],
	['jpeg', picture('jpeg')],
	['webp', picture('webp')],
	['txt', { type: 'text/plain', inside: 'text' }],
	['csv', { type: 'text/csv', inside: 'text' }],
]);

/** How the name of a file of this type ends. */
export const extensionFor = (type: string): string => [...KINDS_OF_FILE].find(([, kind]) => kind.type === type)?.[0] ?? 'bin';

/** Office files that are made to hold macros. */
const MACRO = /^(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm|ppam)$/;
export const isMadeForMacros = (extension: string): boolean => MACRO.test(extension);

export const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Why a file is not taken in. */
export type UploadIssue = Extract<
	MessageKey,
	| 'documents.fileMissing'
	| 'documents.tooLarge'
	| 'documents.empty'
	| 'documents.typeNotAllowed'
	| 'documents.notWhatItSays'
	| 'documents.macro'
	| 'documents.encrypted'
	| 'documents.bomb'
	| 'documents.damaged'
	| 'documents.tooManyPixels'
	| 'documents.takesTooLong'
	| 'documents.infected'
	| 'documents.quota'
	| 'documents.diskFull'
	| 'documents.interrupted'
>;
