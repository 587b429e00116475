import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json, type Reply } from '#src/plumbing/http/reply.ts';
import { z } from 'zod';
import { acceptAddendum, dropAddendum, handInAddendum, offerAddendum } from './actions/addenda.ts';
import { handIn, handInDeed, noteRegister, refuseDocument } from './actions/documents.ts';
import { confirmLapse, renounceContract, revokeContract } from './actions/end.ts';
import { acceptContract, missingFor, offerContract, setAid, setTerms, withdrawOffer } from './actions/offer.ts';
import { can } from './policy.ts';
import { contractById, linesOf } from './queries.ts';
import { aidInput, copyApiInput, documentApiInput, deedApiInput, endInput, refusalInput, registerInput, renunciationInput, termsInput } from './schema.ts';
import { contractList } from './routes/list.tsx';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const office = { anyOf: ['office'] } as const;
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/** The contract as it is after a deed, for whoever may read it. */
async function told(ask: Ask<unknown>): Promise<Reply> {
  const contract = await contractById(ask.house.db, idOf(ask));
  if (!contract || !can.read(ask.actor, contract).ok) throw notFound();
  const { call: _call, documents: _documents, ...shown } = contract;
  const today = romeDate(ask.now);
  return json({
    ...shown,
    missing: contract.state === 'preparing' ? missingFor(contract, today) : [],
    checklist: linesOf(contract, today).map((l) => ({
      document: l.document.id,
      organisation: l.member?.id ?? null,
      before: l.document.before,
      state: l.state,
      validUntil: l.row?.validUntil ?? null,
    })),
  });
}

/** A deed on one contract, answered with the contract. */
const deed = <S extends z.ZodType>(
  path: string,
  of: { access: Door['access']; does: string; summary: string; input?: S },
  run: (ask: Ask<z.output<S>>) => Promise<unknown>,
): Door =>
  door({
    method: 'POST',
    path: `/api/contracts/:id/${path}`,
    ...of,
    async handler(ask) {
      await run(ask as Ask<z.output<S>>);
      return told(ask);
    },
  });

/** Contracts as JSON: the same deeds as the pages. */
export const contractApi: Door[] = [
  contractList.json,
  door({
    method: 'GET',
    path: '/api/contracts/:id',
    access: 'signedIn',
    summary: 'One contract: members, checklist of documents, what is missing, what was offered and its fingerprint',
    handler: told,
  }),
  deed('terms', { access: office, does: 'contract.setTerms', summary: 'Sets the CUP and the first day', input: termsInput }, (ask) =>
    setTerms(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('aid', { access: office, does: 'contract.setAid', summary: 'Writes down what the registers of State aid say of a member', input: aidInput }, (ask) =>
    setAid(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed(
    'registers',
    { access: office, does: 'contract.noteRegister', summary: 'Writes down what a register says, with its validity', input: registerInput },
    (ask) => noteRegister(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('refusals', { access: office, does: 'contract.refuseDocument', summary: 'Refuses a document, with the reason', input: refusalInput }, (ask) =>
    refuseDocument(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('documents', { access: 'signedIn', does: 'contract.handIn', summary: 'Hands in a document, in base64', input: documentApiInput }, (ask) => {
    const { document, organisation, validUntil, fileName, base64 } = ask.input;
    return handIn(ask.house, ask.actor, idOf(ask), { document, organisation }, { fileName, bytes: bytesOf(base64) }, validUntil);
  }),
  deed('offer', { access: office, does: 'contract.offer', summary: 'Freezes the contract and sends it to be signed' }, (ask) =>
    offerContract(ask.house, ask.actor, idOf(ask)),
  ),
  deed('withdrawal', { access: office, does: 'contract.withdrawOffer', summary: 'Takes an offer back' }, (ask) =>
    withdrawOffer(ask.house, ask.actor, idOf(ask)),
  ),
  deed('deed', { access: 'signedIn', does: 'contract.signDeed', summary: 'Hands in the signed contract, in base64', input: deedApiInput }, (ask) =>
    handInDeed(ask.house, ask.actor, idOf(ask), { fileName: ask.input.fileName, bytes: bytesOf(ask.input.base64) }),
  ),
  deed('acceptance', { access: office, does: 'contract.accept', summary: 'Accepts the signed contract' }, (ask) =>
    acceptContract(ask.house, ask.actor, idOf(ask)),
  ),
  deed('addenda/:number/offer', { access: office, does: 'contract.offerAddendum', summary: 'Freezes an addendum and sends it to be signed' }, (ask) =>
    offerAddendum(ask.house, ask.actor, idOf(ask), Number(ask.params['number'])),
  ),
  deed(
    'addenda/:number/signature',
    { access: 'signedIn', does: 'contract.signAddendum', summary: 'Hands in the signed copy of a party to an addendum, in base64', input: copyApiInput },
    (ask) => {
      const { organisation, fileName, base64 } = ask.input;
      return handInAddendum(ask.house, ask.actor, idOf(ask), Number(ask.params['number']), organisation, { fileName, bytes: bytesOf(base64) });
    },
  ),
  deed('addenda/:number/acceptance', { access: office, does: 'contract.acceptAddendum', summary: 'Accepts a signed addendum' }, (ask) =>
    acceptAddendum(ask.house, ask.actor, idOf(ask), Number(ask.params['number'])),
  ),
  deed(
    'addenda/:number/withdrawal',
    { access: office, does: 'contract.dropAddendum', summary: 'Gives an addendum up; its variation lapses', input: renunciationInput },
    (ask) => dropAddendum(ask.house, ask.actor, idOf(ask), Number(ask.params['number']), ask.input),
  ),
  deed('renunciation', { access: 'signedIn', does: 'contract.renounce', summary: 'Gives the grant back', input: renunciationInput }, (ask) =>
    renounceContract(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('lapse', { access: office, does: 'contract.lapse', summary: 'Confirms that the right to sign is lost', input: endInput }, (ask) =>
    confirmLapse(ask.house, ask.actor, idOf(ask), ask.input),
  ),
  deed('revocation', { access: office, does: 'contract.revoke', summary: 'Takes the grant back', input: endInput }, (ask) =>
    revokeContract(ask.house, ask.actor, idOf(ask), ask.input),
  ),
];
