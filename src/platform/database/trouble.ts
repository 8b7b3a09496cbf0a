/** What a database cannot help: its disk is full, or it is not there for the moment. */
export type Trouble = 'full' | 'away';

const SQLITE: Record<number, Trouble> = { 5: 'away', 6: 'away', 8: 'away', 10: 'away', 13: 'full', 14: 'away' };
/** The SQLSTATEs of PostgreSQL, and what the machine says of disks and connections. */
const CODES: [RegExp, Trouble][] = [
	[/^(53100|ENOSPC)$/, 'full'],
	[/^(08|53|57P|58)/, 'away'],
	[/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/, 'away'],
];
/** What the client of PostgreSQL says without a code. */
const BROKEN_OFF = /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** Whether an error tells of the database instead of a mistake in the program, and of what. */
export function troubleIn(error: unknown): Trouble | null {
	if (!(error instanceof Error)) return null;
	// The lowest eight bits are the kind; the others say which system call it was.
	if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode & 0xff] ?? null;
	if ('code' in error && typeof error.code === 'string') {
		const { code } = error;
		// Who hangs up while they send is said to be a connection that broke as well, but not by a system call.
		if (/^E[A-Z]+$/.test(code) && !('syscall' in error)) return null;
		return CODES.find(([pattern]) => pattern.test(code))?.[1] ?? null;
	}
	return BROKEN_OFF.test(error.message) ? 'away' : null;
}
