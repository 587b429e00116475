import type { Actor } from '#src/core/actor.ts';
import { demand } from '#src/core/errors.ts';
import { floorFigures } from '#src/core/floors.ts';
import { euros } from '#src/core/money.ts';
import { romeDate, showDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { southWith } from '#src/partnership/programme/queries.ts';
import { officersOf, type Addressee } from '#src/partnership/identity/queries.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { mailText } from '#src/plumbing/letters/paper.ts';
import { queueMails } from '#src/plumbing/mail/mail.ts';
import { contractCopy } from '../copy.ts';
import { can } from '../policy.ts';
import { contractById, type ContractFile } from '../queries.ts';
import { leadReaders } from '../queries/lead.ts';
import type { ContractState } from '../states.ts';
import { locked, subjectOf, writeTo } from './shared.ts';

type End = { state: Extract<ContractState, 'lapsed' | 'renounced' | 'revoked'>; kind: 'renunciation' | 'revocation'; ref: string; reason: string };

/** Ends a contract; the ranking learns that the grant is free again, the project that it is over. */
async function end(house: House, deed: Deed, actor: Actor | null, it: ContractFile, { state, kind, ref, reason }: End): Promise<void> {
  const { tx, at, record, enqueue } = deed;
  const south = floorFigures(await southWith(tx, it.call.programme, it.applicationId));
  await tx.updateTable('contracts').set({ state, ended_at: at, ended_ref: ref, ended_reason: reason }).where('id', '=', it.id).execute();
  await writeTo(house, deed, actor, it, 'contractEnded', (locale) => ({
    decision: speak(contractCopy, locale)[`end.${state}`],
    act: ref,
    reasons: `- ${reason.replace(/\s+/g, ' ')}`,
    grant: euros(it.grantCents, locale),
  }));
  await enqueue({
    task: 'grant.end',
    payload: { callId: it.callId, applicationId: it.applicationId, on: romeDate(at), ref, kind },
    key: `grant.end/${it.applicationId}`,
  });
  await enqueue({ task: 'project.end', payload: { contractId: it.id }, key: `project.end/${it.id}` });
  await record({ kind: `contract.${state}`, subject: subjectOf(it.id), body: { ref, grantCents: it.grantCents, south } });
}

/** The lead gives the grant back, before or after the signature. */
export async function renounceContract(house: House, actor: Actor | null, id: string, entry: { reason: string }): Promise<void> {
  await act(house, actor, 'contract.renounce', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.renounce(actor, contract));
    const ref = contractCopy.renouncedRef.it(contract.protocol, showDate(deed.at, 'it'));
    await end(house, deed, actor, contract, { state: 'renounced', kind: 'renunciation', ref, reason: entry.reason });
  });
}

/** The term passed without a signed contract, and the office confirms that the right to it is lost. */
export async function confirmLapse(house: House, actor: Actor | null, id: string, entry: { reason: string; ref: string }): Promise<void> {
  await act(house, actor, 'contract.lapse', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.lapse(actor, contract, deed.at, contract.call.contract.source));
    await end(house, deed, actor, contract, { state: 'lapsed', kind: 'revocation', ...entry });
  });
}

/** The office takes the grant back by an act of its own. */
export async function revokeContract(house: House, actor: Actor | null, id: string, entry: { reason: string; ref: string }): Promise<void> {
  await act(house, actor, 'contract.revoke', subjectOf(id), async (deed) => {
    const contract = await locked(deed.tx, actor, id);
    demand(can.revoke(actor, contract));
    // What was never signed is not revoked: its beneficiary loses the right to sign it.
    const state = contract.signedAt === null ? 'lapsed' : 'revoked';
    await end(house, deed, actor, contract, { state, kind: 'revocation', ...entry });
  });
}

/** Reminds the lead of a term that still runs, unless it signed or the offer changed meanwhile. */
export async function remindOfContract(house: House, { id, dueOn, daysLeft }: { id: string; dueOn: string; daysLeft: number }): Promise<void> {
  const contract = await contractById(house.db, id);
  if (!contract || contract.state !== 'offered' || contract.dueOn !== dueOn || contract.deed === 'in') return;
  await act(house, null, 'contract.remind', subjectOf(id), async (deed) => {
    const people = await leadReaders(deed.tx, contract.applicationId);
    await queueMails(
      deed,
      people.map((p) => {
        const t = speak(contractCopy, p.locale);
        return {
          key: `contract.remind/${id}/${dueOn}/${daysLeft}/${p.personId}`,
          to: p.email,
          subject: t.remindSubject(contract.acronym, showDate(dueOn, p.locale)),
          text: mailText(p.name, p.locale, t.remindText(contract.acronym, showDate(dueOn, p.locale), address(house, p.locale, `/contracts/${id}`))),
        };
      }),
    );
    await deed.record({ kind: 'contract.reminded', subject: subjectOf(id), body: { daysLeft } });
  });
}

/** The day after the term without a signed contract: the lead and the office are told, once. What follows is for the office to decide. */
export async function tellSigningOver(house: House, { id, dueOn }: { id: string; dueOn: string }): Promise<void> {
  const contract = await contractById(house.db, id);
  if (!contract || contract.state !== 'offered' || contract.dueOn !== dueOn || contract.deed === 'in') return;
  await act(house, null, 'contract.remind', subjectOf(id), async (deed) => {
    const lead = await leadReaders(deed.tx, contract.applicationId);
    const office = (await officersOf(deed.tx, contract.callId)).filter((o) => !lead.some((p) => p.personId === o.personId));
    const mail = (p: Addressee, words: 'overText' | 'overOfficeText') => {
      const t = speak(contractCopy, p.locale);
      const day = showDate(dueOn, p.locale);
      return {
        key: `contract.over/${id}/${dueOn}/${p.personId}`,
        to: p.email,
        subject: t.overSubject(contract.acronym, day),
        text: mailText(p.name, p.locale, t[words](contract.acronym, day, address(house, p.locale, `/contracts/${id}`))),
      };
    };
    await queueMails(deed, [...lead.map((p) => mail(p, 'overText')), ...office.map((p) => mail(p, 'overOfficeText'))]);
    await deed.record({ kind: 'contract.termOver', subject: subjectOf(id), body: { dueOn, told: lead.length + office.length } });
  });
}
