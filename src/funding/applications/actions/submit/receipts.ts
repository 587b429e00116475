import { showInstant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { queueMails, type Mail } from '#src/plumbing/mail/mail.ts';
import { applicationsCopy } from '../../copy/words.ts';
import { receiptMails, type ReceiptMail } from '../../queries/receipts.ts';

/** The job of a batch of submissions: each applicant's receipt by mail, to every participant's people, once, however often the job runs. */
export async function queueReceipts(house: House, protocols: readonly string[]): Promise<void> {
  const received = await receiptMails(house.db, protocols);
  await act(house, null, 'application.sendReceipts', 'applications', async (deed) => {
    await queueMails(deed, received.map(mailOf));
    await deed.record({ kind: 'application.receiptsQueued', subject: 'applications', body: { protocols: [...protocols] } });
  });
}

function mailOf({ applicationId, protocol, submittedAt, sha256, title, leadName, callCode, replaces, personId, email, locale, submitter }: ReceiptMail): Mail {
  const t = speak(applicationsCopy, locale as Locale);
  const lines = [
    t.mailReceived(title, leadName, callCode),
    '',
    `${t.protocol}: ${protocol}`,
    `${t.receivedAt}: ${showInstant(submittedAt, locale as Locale)} (${submittedAt})`,
    `SHA-256: ${sha256}`,
    ...(replaces ? ['', t.mailReplaces(replaces)] : []),
    '',
    t.mailKeep,
  ];
  return {
    key: `application.submitted/${applicationId}/${protocol}${submitter ? '' : `/${personId}`}`,
    to: email,
    subject: t.mailSubject(protocol),
    text: lines.join('\n'),
  };
}
