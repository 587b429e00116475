import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { Locale } from '#src/core/words.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import type { Values } from '#src/funding/screening/rules/templates.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { issueLetter } from '#src/plumbing/letters/issue.ts';
import { can } from '../policy.ts';
import { contractById, type ContractFile } from '../queries.ts';
import { leadReaders } from '../queries/lead.ts';

/** The contract under a lock, for whoever may read it. */
export async function locked(tx: Deed['tx'], actor: Actor | null, id: string): Promise<ContractFile> {
  if (isUuid(id)) await tx.selectFrom('contracts').select('id').where('id', '=', id).forUpdate().execute();
  const contract = await contractById(tx, id);
  if (!contract || !can.read(actor, contract).ok) throw notFound();
  return contract;
}

export const subjectOf = (id: string): string => `contract/${id}`;

/** Writes to those who act for the lead, by numbered letter and mail. */
export async function writeTo(
  house: House,
  deed: Deed,
  actor: Actor | null,
  it: ContractFile,
  kind: 'contractOffer' | 'contractEnded' | 'contractAddendum' | 'addendumOffer',
  values: (locale: Locale) => Values,
): Promise<void> {
  const { call } = it;
  const own = await templatesOf(deed.tx, it.callId);
  const lead = it.members.find((m) => m.role === 'lead')!.name;
  await issueLetter(house, deed, actor, {
    kind,
    callId: it.callId,
    applicationId: it.applicationId,
    head: {
      grantingBody: call.grantingBody.name,
      programme: await programmeHead(deed.tx, call.programme),
      to: lead,
      about: `${it.acronym}, ${it.protocol}`,
      example: call.example || house.settings.example,
    },
    words: (locale, letter) =>
      wordingOf(kind, locale, own, {
        acronym: it.acronym,
        title: it.title,
        protocol: it.protocol,
        lead,
        code: call.officialCode,
        call: call.title[locale],
        letter,
        ...values(locale),
      }),
    readers: await leadReaders(deed.tx, it.applicationId),
  });
}
