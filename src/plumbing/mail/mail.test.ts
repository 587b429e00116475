import { act } from '#src/plumbing/house.ts';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { closeMail, queueMail, sendMail } from './mail.ts';

let opened: TestHouse;
let server: SMTPServer;
let refuse = false;
const received: string[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refuse) return done(new Error('no room'));
        received.push(Buffer.concat(chunks).toString());
        return done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  opened = await testHouse({ env: { SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` } });
});
afterAll(async () => {
  closeMail();
  await new Promise<void>((done) => server.close(done));
  await opened.end();
});

const write = (key: string) =>
  act(opened.house, null, 'test.write', 'test', async (deed) => {
    await queueMail(deed, { key, to: 'marta.colombo@example.org', subject: 'Domanda\r\nBcc: altri@example.org', text: 'Ricevuta.' });
    await deed.record({ kind: 'test.written', subject: 'test' });
  });
const stored = () => opened.house.db.selectFrom('mail_messages').selectAll().orderBy('queued_at').execute();
const jobs = async () => (await opened.house.pool.query("select key from graphile_worker.jobs where task_identifier = 'mail.send'")).rows.length;

test('a message is written once for its key, with its job', async () => {
  await write('a');
  await write('a');
  const [message, ...more] = await stored();
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    key: 'a',
    subject: 'Domanda Bcc: altri@example.org',
    body: "Ricevuta.\n\nFinanziato dall'Unione europea – NextGenerationEU\n",
    sent_at: null,
  });
  expect(await jobs()).toBe(1);
});

test('is sent once', async () => {
  const { id } = (await stored())[0]!;
  expect([await sendMail(opened.house, id), await sendMail(opened.house, id)]).toEqual(['sent', 'sentBefore']);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain(`Message-ID: <${id}@localhost>`);
  expect(received[0]).not.toMatch(/^Bcc:/m);
  expect((await stored())[0]!.sent_at).not.toBeNull();
});

test('a failure is kept and thrown, and the next try may succeed', async () => {
  await write('b');
  const { id } = (await stored()).find((m) => m.key === 'b')!;
  refuse = true;
  await expect(sendMail(opened.house, id)).rejects.toThrow();
  expect((await stored()).find((m) => m.key === 'b')!.failure).toContain('no room');
  refuse = false;
  expect(await sendMail(opened.house, id)).toBe('sent');
  expect((await stored()).find((m) => m.key === 'b')).toMatchObject({ failure: null });
});

test('without a mail server it stays stored', async () => {
  await write('c');
  const { id } = (await stored()).find((m) => m.key === 'c')!;
  expect(await sendMail({ ...opened.house, settings: { ...opened.house.settings, smtpUrl: null } }, id)).toBe('stored');
});
