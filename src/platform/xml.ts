const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as it may stand in XML. Characters that XML cannot hold at all are left out. */
export const escapeXml = (text: string): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML 1.0 forbids
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
