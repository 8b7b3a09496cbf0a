import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMailAddress, senderIn } from './letters/addresses.ts';

/** What the operator decides, once, at start. Everything has a default. */
export interface Settings {
	port: number;
	host: string;
	/** The address people type, without a trailing slash. */
	origin: string;
	/** How many web servers stand in front; each says in `X-Forwarded-For` who asked it. 0 when people reach this program itself. */
	proxies: number;
	/** The folder that holds the embedded database and, in `files`, the files of documents. */
	dataFolder: string;
	/** A `postgres://` address, or null for the embedded database. */
	databaseUrl: string | null;
	/** The text of a municipality's own theme, or null. */
	theme: string | null;
	/** The folder of the themes that come with the product. */
	themeFolder: string;
	contentFolder: string;
	/** The list of Dutch municipalities that comes with the product. */
	municipalityFile: string;
	/** The folder of the keys that lock what the database holds. */
	keyFolder: string;
	/** The file of the security log, or `-` for standard output. */
	securityLog: string;
	/** How letters leave the house, or null: then they stay in the inbox of whom they are for. */
	mail: MailSettings | null;
	/** The hour in UTC, 0 to 23, after which the daily work is done. */
	dailyAt: number;
	/** Where a backup goes every night, or null when the house makes none by itself. */
	backup: BackupSettings | null;
	/** The folder where signed checkpoints of the journal are put as well, or null. */
	checkpointFolder: string | null;
	/** How large one file may be, and all files of a project together, in bytes. */
	uploads: UploadSettings;
	/** The virus scanner that looks at files, or null. */
	scanner: ScannerSettings | null;
	/** The bucket where files of documents are kept, or null: then they are in the data folder. */
	objects: ObjectSettings | null;
}

export interface BackupSettings {
	folder: string;
	/** Public keys of age; without one a backup is not encrypted. */
	recipients: string[];
}

export interface UploadSettings {
	most: number;
	mostOfProject: number;
}

/** Where clamd listens. */
export interface ScannerSettings {
	host: string;
	port: number;
}

/** A bucket of an object store that speaks S3, without a slash at its end. */
export interface ObjectSettings {
	bucket: string;
	region: string;
	accessKey: string;
	secretKey: string;
}

export interface MailSettings {
	/** A `smtp://` or `smtps://` address, with the name and password in it when the server wants them. */
	url: string;
	/** Whom letters come from: an address, or a name with the address in angle brackets behind it. */
	from: string;
}

/** A setting the operator has to mend; its message is the one line they see. */
export class SettingsProblem extends Error {}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether a host is this machine itself. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

export function readSettings(env: Record<string, string | undefined>, root: string): Settings {
	const port = Number(env.PORT || 3000);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new SettingsProblem(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`);
	}
	const host = env.HOST || '127.0.0.1';
	const dataFolder = resolve(root, env.WIJKSPOOR_DATA || 'data');
	return {
		port,
		host,
		origin: originFrom(env.ORIGIN, host, port),
		proxies: proxiesFrom(env.WIJKSPOOR_PROXIES),
		dataFolder,
		databaseUrl: databaseFrom(env.DATABASE_URL),
		theme: env.WIJKSPOOR_THEME ? readTheme(resolve(root, env.WIJKSPOOR_THEME)) : null,
		themeFolder: resolve(root, 'themes'),
		contentFolder: resolve(root, 'content'),
		municipalityFile: resolve(root, 'content/municipalities.csv'),
		keyFolder: env.WIJKSPOOR_KEYS ? resolve(root, env.WIJKSPOOR_KEYS) : join(dataFolder, 'keys'),
		securityLog: securityLogFrom(env.WIJKSPOOR_SECURITY_LOG, root, dataFolder),
		mail: mailFrom(env.WIJKSPOOR_MAIL, env.WIJKSPOOR_MAIL_FROM),
		dailyAt: hourFrom(env.WIJKSPOOR_DAILY_AT),
		backup: backupFrom(env.WIJKSPOOR_BACKUP, env.WIJKSPOOR_BACKUP_RECIPIENTS, root),
		checkpointFolder: env.WIJKSPOOR_CHECKPOINTS ? resolve(root, env.WIJKSPOOR_CHECKPOINTS) : null,
		uploads: uploadsFrom(env.WIJKSPOOR_UPLOAD_MB, env.WIJKSPOOR_PROJECT_MB),
		scanner: scannerFrom(env.WIJKSPOOR_CLAMD),
		objects: objectsFrom(env.WIJKSPOOR_S3, env.WIJKSPOOR_S3_REGION, env.WIJKSPOOR_S3_KEY, env.WIJKSPOOR_S3_SECRET),
	};
}

/** Forms are refused when the address people type is not known, so outside loopback it has to be said. */
function originFrom(origin: string | undefined, host: string, port: number): string {
	if (!origin) {
		if (isLoopback(host)) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
		throw new SettingsProblem(`HOST is ${host}, so ORIGIN must say the address people type, for example ORIGIN=https://wijk.example.nl.`);
	}
	const url = URL.parse(origin);
	if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
		throw new SettingsProblem(`ORIGIN must be an address such as https://wijk.example.nl, not "${origin}".`);
	}
	return url.origin;
}

function proxiesFrom(text: string | undefined): number {
	const proxies = Number(text || 0);
	if (!Number.isInteger(proxies) || proxies < 0 || proxies > 9)
		throw new SettingsProblem(`WIJKSPOOR_PROXIES must be the number of web servers in front, from 0 to 9, not "${text}".`);
	return proxies;
}

function databaseFrom(address: string | undefined): string | null {
	if (!address) return null;
	if (!/^postgres(ql)?:\/\//.test(address)) {
		throw new SettingsProblem('DATABASE_URL must start with postgres://, or be absent for the embedded database.');
	}
	return address;
}

function securityLogFrom(path: string | undefined, root: string, dataFolder: string): string {
	if (!path) return join(dataFolder, 'logs/security.jsonl');
	return path === '-' ? path : resolve(root, path);
}

/** The address is not repeated in what is said about it: it can hold a password. */
function mailFrom(url: string | undefined, from: string | undefined): MailSettings | null {
	if (!url && !from) return null;
	if (!url)
		throw new SettingsProblem(
			'WIJKSPOOR_MAIL_FROM is set, so WIJKSPOOR_MAIL must name the mail server, for example smtp://mail.example.nl:587.',
		);
	if (!from)
		throw new SettingsProblem(
			'WIJKSPOOR_MAIL is set, so WIJKSPOOR_MAIL_FROM must say whom letters come from, for example wijk@example.nl.',
		);
	if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? '') || !URL.parse(url)?.hostname) {
		throw new SettingsProblem('WIJKSPOOR_MAIL must start with smtp:// or smtps:// and name a mail server, or be absent for no mail.');
	}
	if (!isMailAddress(senderIn(from).address)) {
		throw new SettingsProblem(`WIJKSPOOR_MAIL_FROM must be a mail address, such as Wijkspoor <wijk@example.nl>, not "${from}".`);
	}
	return { url, from };
}

function hourFrom(hour: string | undefined): number {
	const at = Number(hour || 2);
	if (!Number.isInteger(at) || at < 0 || at > 23)
		throw new SettingsProblem(`WIJKSPOOR_DAILY_AT must be an hour from 0 to 23, not "${hour}".`);
	return at;
}

function backupFrom(folder: string | undefined, keys: string | undefined, root: string): BackupSettings | null {
	const recipients = (keys ?? '').split(/[\s,]+/).filter(Boolean);
	if (!folder && recipients.length === 0) return null;
	if (!folder) throw new SettingsProblem('WIJKSPOOR_BACKUP_RECIPIENTS is set, so WIJKSPOOR_BACKUP must name the folder for backups.');
	const wrong = recipients.find((recipient) => !/^age1[a-z0-9]+$/.test(recipient));
	// It is not repeated: whoever put a secret key here by mistake does not want it in a log.
	if (wrong) throw new SettingsProblem('WIJKSPOOR_BACKUP_RECIPIENTS must hold public keys of age, which begin with age1.');
	return { folder: resolve(root, folder), recipients };
}

const MEGABYTE = 1_000_000;
const MOST_UPLOAD = 250;

function uploadsFrom(upload: string | undefined, project: string | undefined): UploadSettings {
	const [most, mostOfProject] = [Number(upload || 25), Number(project || 500)];
	if (!Number.isInteger(most) || most < 1 || most > MOST_UPLOAD)
		throw new SettingsProblem(`WIJKSPOOR_UPLOAD_MB must be a whole number from 1 to ${MOST_UPLOAD}, not "${upload}".`);
	if (!Number.isInteger(mostOfProject) || mostOfProject < most)
		throw new SettingsProblem(
			`WIJKSPOOR_PROJECT_MB must be a whole number of at least ${most}, the size of one file, not "${project || 500}".`,
		);
	return { most: most * MEGABYTE, mostOfProject: mostOfProject * MEGABYTE };
}

function scannerFrom(address: string | undefined): ScannerSettings | null {
	if (!address) return null;
	const [, host = '', port = ''] = /^(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(address) ?? [];
	if (!host || Number(port) < 1 || Number(port) > 65535)
		throw new SettingsProblem(`WIJKSPOOR_CLAMD must name where clamd listens, such as 127.0.0.1:3310, not "${address}".`);
	return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Neither key is repeated in what is said about them. */
function objectsFrom(
	bucket: string | undefined,
	region: string | undefined,
	accessKey: string | undefined,
	secretKey: string | undefined,
): ObjectSettings | null {
	if (!bucket && !accessKey && !secretKey) return null;
	const url = URL.parse(bucket ?? '');
	if (!url || !/^https?:$/.test(url.protocol) || url.pathname === '/' || url.search || url.username)
		throw new SettingsProblem('WIJKSPOOR_S3 must be the address of a bucket, such as https://s3.example.nl/wijkspoor.');
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new SettingsProblem('WIJKSPOOR_S3 must begin with https://.');
	if (!accessKey || !secretKey) throw new SettingsProblem('WIJKSPOOR_S3 is set, so WIJKSPOOR_S3_KEY and WIJKSPOOR_S3_SECRET must be too.');
	return { bucket: url.href.replace(/\/$/, ''), region: region || 'us-east-1', accessKey, secretKey };
}

function readTheme(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new SettingsProblem(`WIJKSPOOR_THEME names ${file}, which cannot be read.`);
	}
}

/** Makes the data folder where it is absent, and says so when nothing can be written there. */
export function ensureDataFolder(folder: string): void {
	try {
		if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch {
		throw new SettingsProblem(`The data folder ${folder} cannot be written. Set WIJKSPOOR_DATA to one that can.`);
	}
}
