import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { Answer, Made } from '#accounts/passkey.ts';

/** What a device and a browser can be made to say wrong. */
export interface Oddity {
	origin?: string;
	challenge?: string;
	/** Whether the person unlocked the device. */
	verified?: boolean;
	counter?: number;
	userHandle?: string;
	signature?: Buffer;
	crossOrigin?: boolean;
}

/** A device with one passkey, as somebody carries it: ES256, no attestation. It counts its uses when it is told to. */
export interface Device {
	make(options: PublicKeyCredentialCreationOptionsJSON, odd?: Oddity): Made;
	show(options: PublicKeyCredentialRequestOptionsJSON, odd?: Oddity): Answer;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

export function newDevice(site: string): Device {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(16);
	const credential = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const };
	let owner = '';

	const clientData = (type: string, challenge: string, odd: Oddity) =>
		Buffer.from(
			JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? site, crossOrigin: odd.crossOrigin ?? false }),
		);
	const authenticatorData = (host: string, flags: number, { verified = true, counter = 0 }: Oddity) => {
		const head = Buffer.alloc(5);
		head.writeUInt8(PRESENT | (verified ? VERIFIED : 0) | flags);
		head.writeUInt32BE(counter, 1);
		return Buffer.concat([sha256(host), head]);
	};
	const cose = () => {
		const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
		const [one, other] = [x, y].map((part) => new Uint8Array(Buffer.from(part, 'base64url')));
		return isoCBOR.encode(
			new Map<number, number | Uint8Array>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, one ?? new Uint8Array()],
				[-3, other ?? new Uint8Array()],
			]),
		);
	};

	return {
		make({ challenge, rp, user }, odd = {}) {
			owner = user.id;
			const length = Buffer.alloc(18);
			length.writeUInt16BE(id.length, 16);
			const data = Buffer.concat([authenticatorData(rp.id ?? '', WITH_KEY, odd), length, id, cose()]);
			const attestation = new Map<string, unknown>([
				['fmt', 'none'],
				['attStmt', new Map()],
				['authData', new Uint8Array(data)],
			]);
			return {
				...credential,
				response: {
					clientDataJSON: clientData('webauthn.create', challenge, odd).toString('base64url'),
					attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
				},
			};
		},
		show({ challenge, rpId }, odd = {}) {
			const said = clientData('webauthn.get', challenge, odd);
			const data = authenticatorData(rpId ?? '', 0, odd);
			const signature = odd.signature ?? sign('sha256', Buffer.concat([data, sha256(said)]), privateKey);
			return {
				...credential,
				response: {
					clientDataJSON: said.toString('base64url'),
					authenticatorData: data.toString('base64url'),
					signature: signature.toString('base64url'),
					userHandle: odd.userHandle ?? owner,
				},
			};
		},
	};
}
