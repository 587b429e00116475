import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { emblemPng } from './emblem.ts';
import { asHtml } from './html.ts';
import { sql } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';

/** What every message of a partnership that the Union pays for ends with. */
export const funderLine = "Finanziato dall'Unione europea – NextGenerationEU";

/** `key` makes a message happen once, whatever is tried again: `application.submitted/<id>/<person>`. */
export type Mail = { key: string; to: string; subject: string; text: string };

/** Writes a message in the deed's transaction and queues its sending; a key that is known already changes nothing. */
export async function queueMail(deed: Deed, { key, to, subject, text }: Mail): Promise<void> {
  const stored = await deed.tx
    .insertInto('mail_messages')
    .values({ key, recipient: to, subject: oneLine(subject), body: `${text.trim()}\n\n${funderLine}\n`, queued_at: deed.at })
    .onConflict((c) => c.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (stored) await deed.enqueue({ task: 'mail.send', payload: { id: stored.id }, key: `mail.send/${stored.id}` });
}

/** Many messages at once, in two statements. */
export async function queueMails(deed: Deed, mails: readonly Mail[]): Promise<void> {
  if (mails.length === 0) return;
  const stored = await deed.tx
    .insertInto('mail_messages')
    .values(mails.map((m) => ({ key: m.key, recipient: m.to, subject: oneLine(m.subject), body: `${m.text.trim()}\n\n${funderLine}\n`, queued_at: deed.at })))
    .onConflict((c) => c.column('key').doNothing())
    .returning('id')
    .execute();
  await sql`select graphile_worker.add_job('mail.send', json_build_object('id', id), job_key := 'mail.send/' || id, max_attempts := 12)
    from unnest(${stored.map((s) => s.id)}::text[]) as id`.execute(deed.tx);
}

const transports = new Map<string, Transporter>();

function transportOf(url: string): Transporter {
  const known = transports.get(url);
  if (known) return known;
  const made = createTransport(url);
  transports.set(url, made);
  return made;
}

/**
 * Sends one stored message; the job `mail.send` calls it. Without `SMTP_URL` it stays stored. What was sent is not sent again; if the
 * answer of the mail server is lost the message may go twice, under the same Message-ID. A failure is kept with the message and thrown,
 * so that the queue tries again.
 */
export async function sendMail(house: House, id: string): Promise<'sent' | 'stored' | 'sentBefore'> {
  const { smtpUrl, mailFrom, origin } = house.settings;
  if (smtpUrl === null) return 'stored';
  const message = await house.db.selectFrom('mail_messages').selectAll().where('id', '=', id).executeTakeFirst();
  if (!message || message.sent_at !== null) return 'sentBefore';
  const subject = `mail/${id}`;
  try {
    await transportOf(smtpUrl).sendMail({
      from: mailFrom,
      to: message.recipient,
      subject: message.subject,
      text: message.body,
      html: asHtml(message.body),
      attachments: [{ filename: 'ue.png', content: emblemPng, cid: 'emblem', contentType: 'image/png', contentDisposition: 'inline' }],
      messageId: `<${id}@${new URL(origin).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    const failure = (error as Error).message.slice(0, 500);
    await act(house, null, 'mail.send', subject, async ({ tx, record }) => {
      await tx.updateTable('mail_messages').set({ failure }).where('id', '=', id).execute();
      await record({ kind: 'mail.failed', subject, body: { key: message.key } });
    });
    throw error;
  }
  await act(house, null, 'mail.send', subject, async ({ tx, at, record }) => {
    await tx.updateTable('mail_messages').set({ sent_at: at, failure: null }).where('id', '=', id).execute();
    await record({ kind: 'mail.sent', subject, body: { key: message.key } });
  });
  return 'sent';
}

/** Lets open connections to mail servers go; when the worker ends. */
export function closeMail(): void {
  for (const transport of transports.values()) transport.close();
  transports.clear();
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
