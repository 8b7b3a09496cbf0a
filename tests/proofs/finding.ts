/** One thing a proof looked at, and whether it held. */
export interface Finding {
	good: boolean;
	what: string;
}

export const holds = (good: boolean, what: string): Finding => ({ good, what });

/** Says what was found, a line each; ends with 1 when something did not hold, or nothing was looked at. */
export async function conclude(prove: () => Promise<Finding[]>): Promise<void> {
	const findings = await prove();
	for (const { good, what } of findings) console.log(`${good ? 'good' : 'bad '} ${what}`);
	if (findings.length === 0 || findings.some(({ good }) => !good)) process.exitCode = 1;
}
