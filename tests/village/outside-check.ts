import { spawnSync } from 'node:child_process';

/** What stands in every export's manual, to the letter. */
const PYTHON = `import hashlib as H,base64;p=b'\\0'*32
for l in open('log.ndjson','rb'):p=H.sha256(b'\\1'+p+H.sha256(b'\\0'+l.rstrip(b'\\n')).digest()).digest()
print(base64.b64encode(p).decode()==open('checkpoint').read().split('\\n')[2])`;
const OPENSSL = 'pkeyutl -verify -pubin -inkey log-key.pem -rawin -in checkpoint -sigfile checkpoint.sig'.split(' ');

/** Whether Python finds the chain of an export whole, and OpenSSL its signature. Throws when one of them is not on this machine. */
export function outsideCheck(cwd: string): { chain: boolean; signature: boolean } {
	const python = spawnSync('python3', ['-c', PYTHON], { cwd, encoding: 'utf8' });
	const openssl = spawnSync('openssl', OPENSSL, { cwd, encoding: 'utf8' });
	for (const { error } of [python, openssl]) if (error) throw error;
	if (!/^(True|False)\n$/.test(python.stdout)) throw new Error(`Python gave no answer: ${python.stderr}`);
	return { chain: python.stdout === 'True\n', signature: openssl.status === 0 };
}
