import type { Actor } from '#src/core/actor.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { reason } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { address, issueLetter } from '#src/plumbing/letters/issue.ts';
import { mailText } from '#src/plumbing/letters/paper.ts';
import { headOf, wording, type Matter } from '../letters.ts';
import { can } from '../policy.ts';
import { addressees } from '../queries.ts';
import { programmeHead, templatesOf } from '../queries/letters.ts';
import { templateComplaints } from '../rules/templates.ts';
import type { TemplateInput } from '../schema.ts';
import type { LetterKind, TemplateKind } from '../states.ts';

export type Outgoing = { kind: LetterKind; callId: string; applicationId: string; matter: Omit<Matter, 'letter'> };

/** A numbered letter to those who act for the lead. */
export async function writeLetter(house: House, deed: Deed, actor: Actor | null, { kind, callId, applicationId, matter }: Outgoing): Promise<string> {
  const programme = await programmeHead(deed.tx, matter.call.programme);
  const own = await templatesOf(deed.tx, callId);
  const { protocol } = await issueLetter(house, deed, actor, {
    kind,
    callId,
    applicationId,
    head: headOf(matter, programme, matter.call.example || house.settings.example),
    words: (locale, letter) => wording(kind, locale, own, { ...matter, letter }),
    readers: await addressees(deed.tx, [applicationId]),
  });
  return protocol;
}

/** A mail without a letter: the same words, no number. */
export async function remind(
  deed: Deed,
  { key, kind, callId, applicationId, matter }: { key: string; kind: TemplateKind; callId: string; applicationId: string; matter: Matter },
) {
  const own = await templatesOf(deed.tx, callId);
  for (const to of await addressees(deed.tx, [applicationId])) {
    const { subject, body } = wording(kind, to.locale, own, matter);
    await queueMail(deed, { key: `${key}/${to.personId}`, to: to.email, subject, text: mailText(to.name, to.locale, body) });
  }
}

/** An address of ours in both languages, for letters and mails. */
export const addressIn = (house: House, path: string): Record<Locale, string> => ({ it: address(house, 'it', path), en: address(house, 'en', path) });

/** Keeps the office's own words for one kind of letter in one language. */
export async function saveTemplate(house: House, actor: Actor | null, callId: string, input: TemplateInput): Promise<void> {
  await act(house, actor, 'letter.saveTemplate', `call/${callId}`, async ({ tx, at, record }) => {
    if (!(await currentVersion(tx, callId))) throw notFound();
    demand(can.writeTemplates(actor, callId));
    const wrong = templateComplaints(input.kind, input);
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().execute();
    const known = (await templatesOf(tx, callId)).get(`${input.kind}/${input.locale}`);
    if ((known?.revision ?? 0) !== input.revision) throw new AppError('conflict', [reason('form.stale')]);
    const { kind, locale, subject, body } = input;
    const values = { subject, body, revision: (known?.revision ?? 0) + 1, updated_at: at, updated_by: actor!.id };
    await tx
      .insertInto('letter_templates')
      .values({ call_id: callId, kind, locale, ...values })
      .onConflict((c) => c.columns(['call_id', 'kind', 'locale']).doUpdateSet(values))
      .execute();
    await record({ kind: 'letter.templateSaved', subject: `call/${callId}`, body: { kind, locale, subject, body } });
  });
}

/** Goes back to the default words. */
export async function resetTemplate(house: House, actor: Actor | null, callId: string, kind: TemplateKind, locale: Locale): Promise<void> {
  await act(house, actor, 'letter.resetTemplate', `call/${callId}`, async ({ tx, record }) => {
    if (!(await currentVersion(tx, callId))) throw notFound();
    demand(can.writeTemplates(actor, callId));
    await tx.deleteFrom('letter_templates').where('call_id', '=', callId).where('kind', '=', kind).where('locale', '=', locale).execute();
    await record({ kind: 'letter.templateReset', subject: `call/${callId}`, body: { kind, locale } });
  });
}
