import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { letterTo, noneWaits, posted, QUICK, sendTo, withMailbox } from '../../../tests/village/letters.ts';
import { openMailbox } from '../../../tests/village/mailbox.ts';
import { villageKeys } from '../../../tests/village/postman.ts';
import { until } from '../../../tests/village/until.ts';
import { lettersFor } from './letters.server.ts';

const HOUR = 3_600_000;

onBothEngines('a letter in the mail', (fresh) => {
	it('brings a letter as text and as HTML, with its accents', async () => {
		const db = await fresh();
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			const expires = new Date(Date.now() + HOUR).toISOString();
			const action = { label: 'Doe mee', url: `https://wijk.example/u/${'geheim'.repeat(20)}`, expires };
			const id = await posted(db, letterTo('noor', { subject: 'Coöperatie: één vraag', action }));
			const sender = sendTo(db, url);
			await until(() => noneWaits(db), 'the letter arrived');
			await sender.stop();

			const [mail] = mails;
			const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]));
			assert.deepEqual([mail?.from?.name, mail?.from?.address], ['Wijkspoor', 'wijk@gemeente.example']);
			assert.deepEqual([mail?.to?.[0]?.address, mail?.subject], ['noor@gemeente.example', 'Coöperatie: één vraag']);
			assert.equal(mail?.messageId, `<${id}@gemeente.example>`);
			assert.equal(headers.get('auto-submitted'), 'auto-generated');
			assert.ok(!headers.has('list-unsubscribe'));
			assert.equal(mail?.text?.trim(), `Dag noor,\n\nDe coöperatie heeft één vraag: ‘Doet u mee?’\n\nDoe mee:\n${action.url}`);
			assert.ok(mail?.html?.includes('<html lang="nl">'));
			assert.ok(mail?.html?.includes(`<p><a href="${action.url}">Doe mee</a></p>`));
			assert.equal(mail?.attachments.length, 0);

			const { sent_at, secret, attempts } = await db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
			assert.deepEqual([sent_at !== null, secret, attempts], [true, null, 1]);
			const [read] = await lettersFor(db, villageKeys(), 'noor');
			assert.deepEqual([read?.paragraphs.length, read?.link], [2, null]);
		});
	});

	it('reaches addresses with unusual signs, and domains with foreign letters', async () => {
		const db = await fresh();
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			for (const address of ["o'brien+{wijk}@gemeente.example", 'fatima@übung.example'])
				await posted(db, letterTo('noor', { to: { account: null, address, language: 'nl' } }));
			const sender = sendTo(db, url);
			await until(() => noneWaits(db), 'both arrived');
			await sender.stop();
			const reached = mails.map(({ to }) => to?.[0]?.address).toSorted();
			assert.deepEqual(reached, ['fatima@xn--bung-zra.example', "o'brien+{wijk}@gemeente.example"]);
		});
	});

	it('says where letters can be refused, for those that may be', async () => {
		const db = await fresh();
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			const refuseAt = ({ kind }: { kind: string }) => (kind === 'meetings.digest' ? 'https://wijk.example/account/post' : null);
			await posted(db, letterTo('noor', { kind: 'meetings.digest' }));
			await posted(db, letterTo('bram'));
			const sender = sendTo(db, url, { ...QUICK, refuseAt });
			await until(() => noneWaits(db), 'both arrived');
			await sender.stop();
			const mailTo = (subject: string) => mails.find((mail) => mail.subject === subject);
			const header = (subject: string, name: string) => mailTo(subject)?.headers.find(({ key }) => key === name)?.value;
			assert.equal(header('Voor noor', 'list-unsubscribe'), '<https://wijk.example/account/post>');
			assert.equal(header('Voor noor', 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
			assert.match(mailTo('Voor noor')?.text ?? '', /niet meer per mail:\nhttps:\/\/wijk\.example\/account\/post/);
			assert.ok(mailTo('Voor noor')?.html?.includes('<a href="https://wijk.example/account/post">'));
			for (const name of ['list-unsubscribe', 'list-unsubscribe-post']) assert.equal(header('Voor bram', name), undefined);
			assert.ok(!mailTo('Voor bram')?.text?.includes('niet meer per mail'));
		});
	});
});
