import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeDate, romeInstant, showDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { signersOn } from '#src/funding/applications/queries/documents.ts';
import { officersOf } from '#src/partnership/identity/queries.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { listed, mailText } from '#src/plumbing/letters/paper.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { contractCopy } from '../copy.ts';
import { variationAddendum } from '../paper.ts';
import { can } from '../policy.ts';
import { contractById, linesOf, type ContractFile } from '../queries.ts';
import { leadReaders } from '../queries/lead.ts';
import { addendumDeed as makeAddendum, partiesOf, type Addendum, type Amendment } from '../rules/addendum.ts';
import { aidReasons, documentReasons } from '../rules/checklist.ts';
import { addendumDeed, hasEnded } from '../states.ts';
import { leadOf, look, put, rowOf, sameText, type GivenFile } from './documents.ts';
import { locked, subjectOf, writeTo } from './shared.ts';

/**
 * A variation was answered well: the addendum that it needs is begun, and who joins is asked for its documents; where the call wants none, the contract
 * just says who its parties are now. Twice, it changes nothing.
 */
export async function amendContract(house: House, contractId: string, change: Amendment, addendum: boolean): Promise<void> {
  const before = await contractById(house.db, contractId);
  if (!before || hasEnded(before.state) || before.addenda.some((a) => a.variation === change.variation)) return;
  await act(house, null, 'contract.amend', subjectOf(contractId), async ({ tx, at, record }) => {
    await tx.selectFrom('contracts').select('id').where('id', '=', contractId).forUpdate().execute();
    const number = before.addenda.length + 1;
    if (!addendum) await bringParties(tx, contractId, change);
    else {
      const made = await tx
        .insertInto('contract_addenda')
        .values({
          contract_id: contractId,
          number,
          grant_cents: before.grantCents,
          before_cents: before.grantCents,
          content: null,
          sha256: null,
          paper_sha256: null,
          made_at: at,
          state: 'preparing',
          variation: change.variation,
          change: canonical(change),
        })
        .onConflict((c) => c.doNothing())
        .returning('number')
        .executeTakeFirst();
      const joining = change.members.find((m) => m.id === change.joining);
      if (made && joining && !before.members.some((m) => m.id === joining.id))
        await tx
          .insertInto('contract_members')
          .values({ ...memberRow(contractId, joining), joins_with: number })
          .execute();
    }
    await record({ kind: 'contract.amended', subject: subjectOf(contractId), body: { variation: change.variation, addendum: addendum ? number : null } });
  });
}

/** A variation could not take effect though its addendum was signed: the parties are again those that the project has, and the addendum is void. */
export async function restoreParties(house: House, contractId: string, change: Amendment): Promise<void> {
  await act(house, null, 'contract.restore', subjectOf(contractId), async ({ tx, at, record }) => {
    await tx.selectFrom('contracts').select('id').where('id', '=', contractId).forUpdate().execute();
    await tx
      .deleteFrom('contract_members')
      .where('contract_id', '=', contractId)
      .where(
        'organisation_id',
        'not in',
        [...change.members, ...change.former].map((m) => m.id),
      )
      .execute();
    await bringParties(tx, contractId, change);
    await tx
      .updateTable('contract_addenda')
      .set({ state: 'withdrawn', signed_at: null, ended_at: at, ended_reason: '' })
      .where('contract_id', '=', contractId)
      .where('variation', '=', change.variation)
      .where('state', '=', 'signed')
      .execute();
    await record({ kind: 'contract.partiesRestored', subject: subjectOf(contractId), body: { variation: change.variation } });
  });
}

const memberRow = (contractId: string, m: Amendment['members'][number]) => ({
  contract_id: contractId,
  organisation_id: m.id,
  role: m.role,
  kind: m.kind,
  ownership: m.ownership,
  size_class: m.size,
  region: m.region,
  eligible_cents: m.eligibleCents,
  aid_cents: m.aidCents,
  joins_with: null as number | null,
  left_on: null as string | null,
});

/** The parties and their figures as the variation leaves them. */
async function bringParties(tx: Deed['tx'], contractId: string, change: Amendment): Promise<void> {
  await tx
    .insertInto('contract_members')
    .values([...change.members.map((m) => memberRow(contractId, m)), ...change.former.map((m) => ({ ...memberRow(contractId, m), left_on: m.leftOn }))])
    .onConflict((c) =>
      c.columns(['contract_id', 'organisation_id']).doUpdateSet((eb) => ({
        role: eb.ref('excluded.role'),
        eligible_cents: eb.ref('excluded.eligible_cents'),
        aid_cents: eb.ref('excluded.aid_cents'),
        joins_with: null,
        left_on: eb.ref('excluded.left_on'),
      })),
    )
    .execute();
}

/** What is missing before an addendum can be offered: a representative of each party, and of who joins all that a member is asked before it is paid. */
export async function missingForAddendum(db: Reader, it: ContractFile, a: Addendum, today: string): Promise<Reason[]> {
  const { source } = it.call.delivery!.variations.addendum!;
  const parties = partiesOf(a, leadOf(it));
  const known = await signersOn(db, parties, today);
  const joining = it.members.filter((m) => m.id === a.change?.joining);
  const lines = linesOf(it, today).filter((l) => l.member !== null && l.member.id === a.change?.joining);
  return [
    ...parties
      .filter((p) => (known.get(p) ?? []).length === 0)
      .map((p) => reason('contract.representativeMissing', { of: it.members.find((m) => m.id === p)?.name ?? '' }, { source })),
    ...aidReasons(joining),
    ...documentReasons(lines, 'signature'),
    ...documentReasons(lines, 'everyPayment'),
    ...mandateReasons(it, a, today),
  ];
}

/** Where the lead changes, the papers of the consortium are made anew: those on file give the mandate to who leaves. */
function mandateReasons(it: ContractFile, a: Addendum, today: string): Reason[] {
  if (a.change?.newLead === undefined) return [];
  return linesOf(it, today)
    .filter((l) => l.document.when === 'ats' && (l.row === null || l.row.handedInAt < a.madeAt))
    .map((l) =>
      reason('contract.mandateAnew', { title: l.document.title, of: l.member?.name ?? '', madeAt: romeDate(a.madeAt) }, { source: l.document.source }),
    );
}

const addendumOf = (it: ContractFile, number: number): Addendum & { change: Amendment } => {
  const found = it.addenda.find((a) => a.number === number && a.change !== null);
  if (!found) throw notFound();
  return found as Addendum & { change: Amendment };
};

/** Writes the addendum out of the call's clauses, freezes it, and sends it to be signed with its term. */
export async function offerAddendum(house: House, actor: Actor | null, id: string, number: number): Promise<void> {
  await act(house, actor, 'contract.offerAddendum', subjectOf(id), async (d) => {
    const { tx, at, record, enqueue } = d;
    const contract = await locked(tx, actor, id);
    const a = addendumOf(contract, number);
    const today = romeDate(at);
    demand(can.offerAddendum(actor, contract, a, await missingForAddendum(tx, contract, a, today)));
    const terms = contract.call.delivery!.variations.addendum!;
    const dueOn = addDays(today, terms.signWithinDays);
    const content = makeAddendum(
      {
        at,
        number,
        dueOn,
        contract: {
          content: contract.content!,
          sha256: contract.sha256!,
          signedAt: contract.signedAt!,
          grantCents: contract.grantCents,
          endsOn: endOfContract(contract),
        },
        before: contract.members.filter((m) => m.joinsWith === null),
        change: a.change,
      },
      contract.call,
    );
    const text = canonical(content);
    const paper = await house.files.put(renderPdf(variationAddendum(content, 'it')));
    await tx
      .updateTable('contract_addenda')
      .set({ state: 'offered', content: text, sha256: sha256(text), paper_sha256: paper, due_on: dueOn, offered_at: at })
      .where('contract_id', '=', id)
      .where('number', '=', number)
      .execute();
    await writeTo(house, d, actor, contract, 'addendumOffer', (locale) => ({
      asked: listed(content.clauses.map((c) => c.title[locale]).concat(content.parties)),
      due: showDate(dueOn, locale),
      days: String(terms.signWithinDays),
      link: address(house, locale, `/contracts/${id}`),
    }));
    for (const daysLeft of [5, 1, -1]) {
      const when = romeInstant(`${addDays(dueOn, -daysLeft)}T09:00`);
      if (when > at)
        await enqueue({
          task: 'contract.addendumTerm',
          payload: { id, number, dueOn, daysLeft },
          key: `contract.addendumTerm/${id}/${number}/${dueOn}/${daysLeft}`,
          runAt: new Date(when),
        });
    }
    await record({ kind: 'contract.addendumOffered', subject: subjectOf(id), body: { number, sha256: sha256(text), paper, dueOn } });
  });
}

/** The last day of the project as the signed papers say it. */
export const endOfContract = (it: ContractFile): string => it.addenda.filter((a) => a.state === 'signed').at(-1)?.change?.endsOn ?? it.content!.endsOn;

/** The signed copy of a party: the very file that was offered, signed by its legal representative, within the term. */
export async function handInAddendum(house: House, actor: Actor | null, id: string, number: number, party: string, given: GivenFile): Promise<void> {
  const before = await contractById(house.db, id);
  if (!before || !can.read(actor, before).ok) throw notFound();
  const allowed = (it: ContractFile, at: string) => {
    const a = addendumOf(it, number);
    return can.signAddendum(actor, it, a, party, partiesOf(a, leadOf(it)), at, it.call.delivery!.variations.addendum!.source);
  };
  const seen = allowed(before, house.clock().toISOString()).ok ? await look(house, given, { signature: 'digital', organisation: party }) : null;
  await act(house, actor, 'contract.signAddendum', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(allowed(contract, deed.at));
    if (seen && !seen.ok) throw seen.error;
    if (!seen) throw new AppError('conflict', [reason('form.stale')]);
    if (!sameText(seen.file.bytes, await house.files.get(addendumOf(contract, number).paperSha256!)))
      throw new AppError('invalid', [reason('contract.otherText', {}, { at: 'file' })]);
    await put(deed, id, { document: addendumDeed(number), organisation: party }, rowOf(seen.file, actor));
    await deed.record({
      kind: 'contract.addendumHandedIn',
      subject: subjectOf(id),
      body: { number, party, sha256: seen.file.sha256, signature: seen.file.signature?.outcome ?? null },
    });
  });
}

/** The signed copy of a party, if it holds. */
export const copyOf = (it: ContractFile, number: number, party: string) =>
  it.documents.find((d) => d.document === addendumDeed(number) && d.organisation === party);

/** The parties whose copy is not there, or does not hold, by name. */
export const unsignedOf = (it: ContractFile, a: Addendum): string[] =>
  partiesOf(a, leadOf(it))
    .filter((p) => {
      const copy = copyOf(it, a.number, p);
      return !copy || copy.refusedAt !== null || copy.signature?.outcome !== 'valid';
    })
    .map((p) => it.members.find((m) => m.id === p)?.name ?? '');

/** The office accepts the signed addendum: its parties are those of the contract, and the variation takes effect. */
export async function acceptAddendum(house: House, actor: Actor | null, id: string, number: number): Promise<void> {
  await act(house, actor, 'contract.acceptAddendum', subjectOf(id), async ({ tx, at, record, enqueue }) => {
    const contract = await locked(tx, actor, id);
    const a = addendumOf(contract, number);
    demand(can.acceptAddendum(actor, contract, a, unsignedOf(contract, a)));
    const copies = partiesOf(a, leadOf(contract)).map((p) => copyOf(contract, number, p)!);
    const signedAt = copies
      .map((c) => c.handedInAt)
      .sort()
      .at(-1)!;
    await tx.updateTable('contract_addenda').set({ state: 'signed', signed_at: signedAt }).where('contract_id', '=', id).where('number', '=', number).execute();
    await bringParties(tx, id, a.change);
    await enqueue({ task: 'project.vary', payload: { contractId: id, variation: a.change.variation }, key: `project.vary/${id}/${a.change.variation}` });
    await record({ kind: 'contract.addendumSigned', subject: subjectOf(id), body: { number, signed: copies.map((c) => c.sha256), acceptedAt: at } });
  });
}

/** Ends an addendum that was not signed: who would have joined is asked for nothing more, and the variation falls with it. */
async function fall(
  { tx, at, record, enqueue }: Deed,
  it: ContractFile,
  a: Addendum & { change: Amendment },
  state: 'lapsed' | 'withdrawn',
  why: string,
): Promise<void> {
  await tx
    .updateTable('contract_addenda')
    .set({ state, ended_at: at, ended_reason: why })
    .where('contract_id', '=', it.id)
    .where('number', '=', a.number)
    .execute();
  await tx.deleteFrom('contract_members').where('contract_id', '=', it.id).where('joins_with', '=', a.number).execute();
  await enqueue({
    task: 'project.dropVariation',
    payload: { contractId: it.id, variation: a.change.variation, number: a.number, dueOn: state === 'lapsed' ? a.dueOn : null, why },
    key: `project.dropVariation/${it.id}/${a.change.variation}`,
  });
  await record({ kind: `contract.addendum${state === 'lapsed' ? 'Lapsed' : 'Withdrawn'}`, subject: subjectOf(it.id), body: { number: a.number, why } });
}

export async function dropAddendum(house: House, actor: Actor | null, id: string, number: number, entry: { reason: string }): Promise<void> {
  await act(house, actor, 'contract.dropAddendum', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    const a = addendumOf(contract, number);
    demand(can.dropAddendum(actor, contract, a));
    await fall(deed, contract, a, 'withdrawn', entry.reason);
  });
}

/**
 * The term of an addendum: its parties are reminded while it runs; the day after it (`daysLeft` below 0), without all signatures, it lapses and with it
 * the variation. Another term, or one that is met, says nothing.
 */
export async function addendumTerm(
  house: House,
  { id, number, dueOn, daysLeft }: { id: string; number: number; dueOn: string; daysLeft: number },
): Promise<void> {
  const contract = await contractById(house.db, id);
  const a = contract?.addenda.find((x) => x.number === number);
  if (!contract || !a?.change || a.state !== 'offered' || a.dueOn !== dueOn || hasEnded(contract.state) || unsignedOf(contract, a).length === 0) return;
  const lapses = daysLeft < 0;
  await act(house, null, lapses ? 'contract.lapseAddendum' : 'contract.remind', subjectOf(id), async (deed) => {
    const lead = await leadReaders(deed.tx, contract.applicationId);
    const office = lapses ? await officersOf(deed.tx, contract.callId) : [];
    const joining = a.change!.joining ? await peopleActingFor(deed.tx, [a.change!.joining]) : [];
    const told = [...new Map([...office, ...joining, ...lead].map((p) => [p.personId, p])).values()];
    await queueMails(
      deed,
      told.map((p) => {
        const t = speak(contractCopy, p.locale);
        const day = showDate(dueOn, p.locale);
        const link = address(house, p.locale, `/contracts/${id}`);
        return {
          key: `contract.addendumTerm/${id}/${number}/${dueOn}/${daysLeft}/${p.personId}`,
          to: p.email,
          subject: (lapses ? t.addendumLapsedSubject : t.addendumRemindSubject)(contract.acronym, number, day),
          text: mailText(p.name, p.locale, (lapses ? t.addendumLapsedText : t.addendumRemindText)(contract.acronym, number, day, link)),
        };
      }),
    );
    if (lapses) await fall(deed, contract, a as Addendum & { change: Amendment }, 'lapsed', '');
    else await deed.record({ kind: 'contract.reminded', subject: subjectOf(id), body: { addendum: number, daysLeft } });
  });
}
