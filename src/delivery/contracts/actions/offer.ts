import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { euros, sum } from '#src/core/money.ts';
import { addDays, romeDate, romeInstant, showDate } from '#src/core/time.ts';
import { programmeHead } from '#src/funding/screening/queries/letters.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { deedDocument } from '../paper.ts';
import { can } from '../policy.ts';
import { awardsOf, linesOf, type ContractFile } from '../queries.ts';
import { aidReasons, documentReasons, durationReasons, endsOn } from '../rules/checklist.ts';
import { deed as makeDeed } from '../rules/deed.ts';
import type { AidInput } from '../schema.ts';
import { DEED } from '../states.ts';
import { locked, subjectOf, writeTo } from './shared.ts';

/** The CUP, and the day on which the project starts. */
export async function setTerms(house: House, actor: Actor | null, id: string, entry: { cup: string | null; startsOn: string | null }): Promise<void> {
  await act(house, actor, 'contract.setTerms', subjectOf(id), async ({ tx, record }) => {
    const contract = await locked(tx, actor, id);
    demand(can.prepare(actor, contract));
    await tx.updateTable('contracts').set({ cup: entry.cup, starts_on: entry.startsOn }).where('id', '=', id).execute();
    await record({ kind: 'contract.termsSet', subject: subjectOf(id), body: entry });
  });
}

/** What the registers of State aid say of one member. */
export async function setAid(house: House, actor: Actor | null, id: string, entry: AidInput): Promise<void> {
  await act(house, actor, 'contract.setAid', subjectOf(id), async ({ tx, record }) => {
    const contract = await locked(tx, actor, id);
    demand(can.judge(actor, contract));
    if (!contract.members.some((m) => m.id === entry.organisation)) throw notFound();
    await tx
      .updateTable('contract_members')
      .set({ rna_car: entry.car, rna_cor: entry.cor, rna_on: entry.registeredOn, deggendorf: entry.deggendorf, de_minimis_cents: entry.deMinimis })
      .where('contract_id', '=', id)
      .where('organisation_id', '=', entry.organisation)
      .execute();
    await record({ kind: 'contract.aidSet', subject: subjectOf(id), body: entry });
  });
}

/** What is missing before the contract can be offered, all of it, each with its source. */
export function missingFor(it: ContractFile, today: string): Reason[] {
  const { source } = it.call.contract;
  return [
    ...(it.cup === null ? [reason('contract.cupMissing', {}, { source })] : []),
    ...(it.startsOn === null ? [reason('contract.startMissing', {}, { source })] : []),
    ...(it.durationMonths === null ? [reason('contract.durationMissing')] : []),
    ...(it.startsOn !== null && it.durationMonths !== null ? durationReasons(it.call, it.startsOn, it.durationMonths) : []),
    ...aidReasons(it.members),
    ...documentReasons(linesOf(it, today), 'signature'),
  ];
}

/** Writes the contract out of the call's clauses, freezes it, and sends it to the lead with its term. */
export async function offerContract(house: House, actor: Actor | null, id: string): Promise<void> {
  await act(house, actor, 'contract.offer', subjectOf(id), async (d) => {
    const { tx, at, record, enqueue } = d;
    const contract = await locked(tx, actor, id);
    const { call } = contract;
    const today = romeDate(at);
    demand(can.offer(actor, contract, missingFor(contract, today)));
    const [award] = await awardsOf(tx, [contract.applicationId]);
    if (!award) throw new AppError('conflict', [reason('contract.noAward')]);
    const dueOn = addDays(today, call.contract.signWithinDays);
    const content = makeDeed(
      {
        at,
        call: { id: contract.callId, version: contract.callVersion, code: call.officialCode, title: call.title },
        grantingBody: call.grantingBody.name,
        programme: await programmeHead(tx, call.programme),
        application: contract.applicationId,
        protocol: contract.protocol,
        acronym: contract.acronym,
        title: contract.title,
        cup: contract.cup!,
        decree: award.decree,
        startsOn: contract.startsOn!,
        endsOn: endsOn(contract.startsOn!, contract.durationMonths!),
        dueOn,
        signWithinDays: call.contract.signWithinDays,
        grantCents: contract.grantCents,
        eligibleCents: sum(contract.members.map((m) => m.eligibleCents)),
        members: contract.members.map(({ id: of, name, role, region, eligibleCents, aidCents, car, cor }) => ({
          id: of,
          name,
          role,
          region,
          eligibleCents,
          aidCents,
          car,
          cor,
        })),
        example: call.example || house.settings.example,
      },
      call,
    );
    const text = canonical(content);
    const paper = await house.files.put(renderPdf(deedDocument(content, 'it')));
    await tx
      .updateTable('contracts')
      .set({ state: 'offered', offered_at: at, content: text, sha256: sha256(text), paper_sha256: paper, due_on: dueOn })
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('contract_documents')
      .set({ removed_at: at })
      .where('contract_id', '=', id)
      .where('document_id', '=', DEED)
      .where('removed_at', 'is', null)
      .execute();
    await writeTo(house, d, actor, contract, 'contractOffer', (locale) => ({
      due: showDate(dueOn, locale),
      days: String(call.contract.signWithinDays),
      grant: euros(contract.grantCents, locale),
      link: address(house, locale, `/contracts/${id}`),
    }));
    for (const daysLeft of [5, 1]) {
      const when = romeInstant(`${addDays(dueOn, -daysLeft)}T09:00`);
      if (when > at)
        await enqueue({ task: 'contract.remind', payload: { id, dueOn, daysLeft }, key: `contract.remind/${id}/${dueOn}/${daysLeft}`, runAt: new Date(when) });
    }
    await enqueue({
      task: 'contract.termOver',
      payload: { id, dueOn },
      key: `contract.termOver/${id}/${dueOn}`,
      runAt: new Date(romeInstant(`${addDays(dueOn, 1)}T09:00`)),
    });
    await record({ kind: 'contract.offered', subject: subjectOf(id), body: { sha256: sha256(text), paper, dueOn, grantCents: contract.grantCents } });
  });
}

/** Takes an offer back, to mend it, as long as nobody has signed. */
export async function withdrawOffer(house: House, actor: Actor | null, id: string): Promise<void> {
  await act(house, actor, 'contract.withdrawOffer', subjectOf(id), async ({ tx, record }) => {
    const contract = await locked(tx, actor, id);
    demand(can.withdrawOffer(actor, contract));
    await tx.updateTable('contracts').set({ state: 'preparing', due_on: null }).where('id', '=', id).execute();
    await record({ kind: 'contract.offerWithdrawn', subject: subjectOf(id), body: { sha256: contract.sha256 } });
  });
}

/** The office accepts the signed contract: from now on costs count, and the project begins. */
export async function acceptContract(house: House, actor: Actor | null, id: string): Promise<void> {
  await act(house, actor, 'contract.accept', subjectOf(id), async ({ tx, at, record, enqueue }) => {
    const contract = await locked(tx, actor, id);
    demand(can.accept(actor, contract));
    const signed = contract.documents.find((r) => r.document === DEED)!;
    await tx.updateTable('contracts').set({ state: 'signed', signed_at: signed.handedInAt, signed_sha256: signed.sha256 }).where('id', '=', id).execute();
    await record({ kind: 'contract.signed', subject: subjectOf(id), body: { sha256: contract.sha256, signed: signed.sha256, acceptedAt: at } });
    await enqueue({ task: 'project.begin', payload: { contractId: id }, key: `project.begin/${id}` });
  });
}
