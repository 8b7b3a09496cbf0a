const WARNING = '(?:(?:let op|waarschuwing|attentie|pas op|⚠\\uFE0F?|!)\\s*[:!,.–-]*\\s*)?';
const SUBJECT = '(?:(?:dit|het) (?:knooppunt|onderwerp|thema|besluit)\\s+(?:is|ligt)\\s+)?';
const ADJECTIVE = '(?:(?:politiek[- ](?:en )?)?bestuurlijk|politiek) gevoelig(?: (?:knooppunt|onderwerp|thema))?';
const FLAG = new RegExp(`^[(\\[*•]?\\s*${WARNING}${SUBJECT}${ADJECTIVE}(?:\\s*:\\s*(ja|nee))?\\s*[.!)\\]*]*$`, 'i');

/** Whether a line is the flag and nothing more, and what it says. Null when it is another line. */
export function sensitivityIn(text: string): boolean | null {
	const flag = FLAG.exec(text);
	return flag && flag[1]?.toLowerCase() !== 'nee';
}

/** Whether a line above the text is about the flag and tells more besides. */
export const tellsSensitivity = (text: string): boolean =>
	/^(?:let op|waarschuwing|attentie|⚠|dit (?:knooppunt|onderwerp)|bestuurlijk)/i.test(text) &&
	/(?<!\bniet )\bbestuurlijk gevoelig\b/i.test(text);

/** The first words of a warning whose flag stands on the next line. */
export const isBareWarning = (text: string): boolean => /^(?:let op|waarschuwing|attentie|⚠\uFE0F?)\s*[:!]*$/i.test(text);
