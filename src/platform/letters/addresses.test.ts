import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { domainOf, foldedAddress, isMailAddress, maskedAddress, senderIn } from './addresses.ts';

describe('a mail address', () => {
	it('is taken as people write it', () => {
		const good = [
			'noor@gemeente.example',
			'Noor.van-den_Berg+wijk@wijk.gemeente.example',
			"o'brien@huurders.example",
			'fatima@übungswijk.example',
			'fatima@xn--bungswijk-o9a.example',
			`${'n'.repeat(64)}@gemeente.example`,
		];
		for (const address of good) assert.ok(isMailAddress(address), address);
	});

	it('is refused when letters could not be sent there', () => {
		const bad = [
			'',
			'noor',
			'@gemeente.example',
			'noor@',
			'noor@gemeente',
			'noor@@gemeente.example',
			'noor@bram@gemeente.example',
			' noor@gemeente.example',
			'noor@gemeente.example ',
			'no or@gemeente.example',
			'.noor@gemeente.example',
			'noor.@gemeente.example',
			'no..or@gemeente.example',
			'noor@gemeente..example',
			'noor@-gemeente.example',
			'noor@gemeente_.example',
			'noor@127.0.0.1',
			'noor@１２７.1',
			'noor@[127.0.0.1]',
			'noor@gem%65ente.example',
			'noor@gemeente.example/pad',
			'"noor"@gemeente.example',
			'Noor <noor@gemeente.example>',
			'noor,bram@gemeente.example',
			'nóór@gemeente.example',
			`${'n'.repeat(65)}@gemeente.example`,
			`noor@${'wijk.'.repeat(50)}example`,
		];
		for (const address of bad) assert.ok(!isMailAddress(address), address);
	});

	it('cannot bring a header along', () => {
		for (const end of ['\r\nBcc: bram@elders.example', '\nBcc: x', '\r', '\n', '\0', '\u2028'])
			for (const address of [`noor@gemeente.example${end}`, `noor${end}@gemeente.example`]) assert.ok(!isMailAddress(address));
	});

	it('is compared without regard to capitals, spaces around it or the spelling of its domain', () => {
		assert.equal(foldedAddress(' Noor@Gemeente.Example\n'), 'noor@gemeente.example');
		assert.equal(foldedAddress('fatima@ÜBUNG.example'), foldedAddress('fatima@xn--bung-zra.example'));
		assert.notEqual(foldedAddress('noor@gemeente.example'), foldedAddress('no.or@gemeente.example'));
	});

	it('is not mistaken for one with a foreign letter that looks like its own', () => {
		assert.notEqual(foldedAddress('\u212Aees@gemeente.example'), foldedAddress('kees@gemeente.example'));
	});

	it('is shown to the operator with its first letter alone', () => {
		assert.equal(maskedAddress('noor@gemeente.example'), 'n…@gemeente.example');
	});
});

describe('whom letters come from', () => {
	it('may have a name before the address', () => {
		for (const [text, name] of [
			['wijk@gemeente.example', ''],
			['Wijkspoor <wijk@gemeente.example>', 'Wijkspoor'],
			['"Gemeente, wijkteam" <wijk@gemeente.example>', 'Gemeente, wijkteam'],
		] as const)
			assert.deepEqual(senderIn(text), { name, address: 'wijk@gemeente.example' });
	});

	it('says at which domain letters are numbered', () => {
		assert.equal(domainOf('wijk@übung.example'), 'xn--bung-zra.example');
	});
});
