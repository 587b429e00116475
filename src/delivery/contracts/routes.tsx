import { hasRoleFor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { womenPromisedWithout } from '#src/funding/awards/queries.ts';
import { programmeById, southWith } from '#src/partnership/programme/queries.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { mediaTypeOf } from '#src/plumbing/inspection.ts';
import { acceptAddendum, copyOf, dropAddendum, handInAddendum, missingForAddendum, offerAddendum, unsignedOf } from './actions/addenda.ts';
import { handIn, handInDeed, leadOf, MAX_BYTES, noteRegister, refuseDocument } from './actions/documents.ts';
import { confirmLapse, renounceContract, revokeContract } from './actions/end.ts';
import { acceptContract, missingFor, offerContract, setAid, setTerms, withdrawOffer } from './actions/offer.ts';
import { contractCopy } from './copy.ts';
import { deedDocument, variationAddendum } from './paper.ts';
import { can } from './policy.ts';
import { addendumText, contractById, linesOf, type ContractFile } from './queries.ts';
import { partiesOf, type AddendumDeed } from './rules/addendum.ts';
import { aidInput, copyInput, deedInput, documentInput, endInput, refusalInput, registerInput, renunciationInput, termsInput } from './schema.ts';
import { contractList } from './routes/list.tsx';
import type { AddendumProps } from './views/addendum.tsx';
import { ContractPage } from './views/contract.tsx';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const at = (ask: Ask<unknown>): string => ask.now.toISOString();

async function load(ask: Ask<unknown>): Promise<ContractFile> {
  const contract = await contractById(ask.house.db, idOf(ask));
  if (!contract || !can.read(ask.actor, contract).ok) throw notFound();
  return contract;
}

/** The contract's page; `slotOf` says which of its forms is shown again. */
async function contractPage(ask: Ask<unknown>, again?: { slot: string; form: Again }) {
  const contract = await load(ask);
  const { actor, house } = ask;
  const missing = missingFor(contract, romeDate(ask.now));
  const { source } = contract.call.contract;
  const office = hasRoleFor(actor, 'office', contract.callId);
  const member = contract.members.some((m) => actor?.organisationIds.includes(m.id));
  const ending = office && can.revoke(actor, contract).ok;
  const floor = ending ? (await programmeById(house.db, contract.call.programme)).about.womenFloor : undefined;
  return page(
    `${speak(contractCopy, ask.locale).contract} · ${contract.acronym}`,
    <ContractPage
      contract={contract}
      lines={linesOf(contract, romeDate(ask.now))}
      missing={missing}
      mayPut={(organisation) => can.putDocument(actor, contract, organisation).ok}
      mayRead={(organisation) => can.readDocument(actor, contract, organisation).ok}
      judge={office ? can.judge(actor, contract) : null}
      office={
        office
          ? {
              prepare: can.prepare(actor, contract),
              offer: can.offer(actor, contract, missing),
              withdraw: can.withdrawOffer(actor, contract),
              accept: can.accept(actor, contract),
              lapse: can.lapse(actor, contract, at(ask), source),
              revoke: can.revoke(actor, contract),
              south: ending ? await southWith(house.db, contract.call.programme, contract.applicationId) : null,
              women: ending && floor ? { ...(await womenPromisedWithout(house.db, contract.call.programme, contract.applicationId)), floor } : null,
            }
          : null
      }
      lead={member ? { sign: can.sign(actor, contract, at(ask), source), renounce: can.renounce(actor, contract) } : null}
      maxBytes={MAX_BYTES}
      addenda={await addendaFor(ask, contract)}
      tryOut={house.settings.example}
      again={again}
    />,
    { script: true, wide: true, address: `/contracts/${contract.id}` },
  );
}

/** The addenda that variations need, the latest first, each with what the reader may do. */
async function addendaFor({ actor, house, now }: Ask<unknown>, contract: ContractFile): Promise<AddendumProps[]> {
  const office = hasRoleFor(actor, 'office', contract.callId);
  const member = contract.members.some((m) => actor?.organisationIds.includes(m.id));
  const shown = contract.addenda.filter((a) => a.change !== null).toReversed();
  return Promise.all(
    shown.map(async (addendum): Promise<AddendumProps> => {
      const missing = addendum.state === 'preparing' ? await missingForAddendum(house.db, contract, addendum, romeDate(now)) : [];
      const parties = partiesOf(addendum, leadOf(contract));
      const { source } = contract.call.delivery!.variations.addendum!;
      return {
        addendum,
        missing,
        parties: parties.map((id) => {
          const sign = can.signAddendum(actor, contract, addendum, id, parties, now.toISOString(), source);
          return {
            id,
            name: contract.members.find((m) => m.id === id)?.name ?? '',
            copy: copyOf(contract, addendum.number, id),
            mayRead: can.readDocument(actor, contract, id).ok,
            sign: member && (sign.ok || !sign.reasons.some((r) => r.code === 'contract.otherMember')) ? sign : null,
          };
        }),
        office: office
          ? {
              offer: can.offerAddendum(actor, contract, addendum, missing),
              accept: can.acceptAddendum(actor, contract, addendum, unsignedOf(contract, addendum)),
              drop: can.dropAddendum(actor, contract, addendum),
              refuse: can.judge(actor, contract),
            }
          : null,
      };
    }),
  );
}

const said = (again: Again, name: string): string => (typeof again.values[name] === 'string' ? again.values[name] : '');
const fixed = (slot: string) => (ask: Ask<unknown>, form: Again) => contractPage(ask, { slot, form });
const placed = (ask: Ask<unknown>, form: Again) => contractPage(ask, { slot: `${said(form, 'document')}.${said(form, 'organisation')}`, form });

const back = (ask: Ask<unknown>, anchor = '') => seeOther(`/contracts/${idOf(ask)}${anchor}`);
const given = async (f: File) => ({ fileName: f.name, bytes: await f.bytes() });
const office = { anyOf: ['office'] } as const;
const numberOf = (ask: Ask<unknown>): number => Number(ask.params['number']);
const atAddendum = (of: string) => (ask: Ask<unknown>, form: Again) =>
  contractPage(ask, { slot: `addendum.${numberOf(ask)}.${of || said(form, 'organisation')}`, form });
const backToAddendum = (ask: Ask<unknown>) => back(ask, `#addendum-${numberOf(ask)}`);

export const contractDoors: Door[] = [
  contractList.page,
  door({ method: 'GET', path: '/contracts/:id', access: 'signedIn', handler: (ask) => contractPage(ask) }),
  door({
    method: 'GET',
    path: '/contracts/:id/deed.pdf',
    access: 'signedIn',
    async handler(ask) {
      const contract = await load(ask);
      if (!contract.content || !contract.paperSha256 || contract.state === 'preparing') throw notFound();
      const name = `contratto-${contract.protocol}`;
      if (ask.url.searchParams.get('in') === 'en')
        return file(Buffer.from(renderPdf(deedDocument(contract.content, 'en'))), 'application/pdf', `${name}-en.pdf`, true);
      return file(await ask.house.files.get(contract.paperSha256), 'application/pdf', `${name}.pdf`, true);
    },
  }),
  door({
    method: 'GET',
    path: '/contracts/:id/addenda/:number',
    access: 'signedIn',
    async handler(ask) {
      const contract = await load(ask);
      const found = contract.addenda.find((a) => String(a.number) === ask.params['number']);
      if (!found?.paperSha256) throw notFound();
      const name = `addendum-${found.number}-${contract.protocol}`;
      const text = ask.url.searchParams.get('in') === 'en' && found.change ? await addendumText(ask.house.db, contract.id, found.number) : undefined;
      if (text) return file(Buffer.from(renderPdf(variationAddendum(JSON.parse(text) as AddendumDeed, 'en'))), 'application/pdf', `${name}-en.pdf`, true);
      return file(await ask.house.files.get(found.paperSha256), 'application/pdf', `${name}.pdf`, true);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/addenda/:number/offer',
    access: office,
    does: 'contract.offerAddendum',
    again: atAddendum('offer'),
    async handler(ask) {
      await offerAddendum(ask.house, ask.actor, idOf(ask), numberOf(ask));
      return backToAddendum(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/addenda/:number/signature',
    access: 'signedIn',
    does: 'contract.signAddendum',
    input: copyInput,
    again: atAddendum(''),
    async handler(ask) {
      await handInAddendum(ask.house, ask.actor, idOf(ask), numberOf(ask), ask.input.organisation, await given(ask.input.file));
      return backToAddendum(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/addenda/:number/acceptance',
    access: office,
    does: 'contract.acceptAddendum',
    again: atAddendum('accept'),
    async handler(ask) {
      await acceptAddendum(ask.house, ask.actor, idOf(ask), numberOf(ask));
      return backToAddendum(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/addenda/:number/withdrawal',
    access: office,
    does: 'contract.dropAddendum',
    input: renunciationInput,
    again: atAddendum('drop'),
    async handler(ask) {
      await dropAddendum(ask.house, ask.actor, idOf(ask), numberOf(ask), ask.input);
      return backToAddendum(ask);
    },
  }),
  door({
    method: 'GET',
    path: '/contracts/:id/documents/:documentId',
    access: 'signedIn',
    async handler(ask) {
      const contract = await load(ask);
      const found = contract.documents.find((d) => d.id === ask.params['documentId']);
      if (!found?.sha256 || !can.readDocument(ask.actor, contract, found.organisation).ok) throw notFound();
      const type = found.fileName!.endsWith('.p7m') ? 'application/pkcs7-mime' : mediaTypeOf(found.fileName!);
      return file(await ask.house.files.get(found.sha256), type, found.fileName!);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/documents',
    access: 'signedIn',
    does: 'contract.handIn',
    input: documentInput,
    again: placed,
    async handler(ask) {
      const { document, organisation, validUntil, file: f } = ask.input;
      await handIn(ask.house, ask.actor, idOf(ask), { document, organisation }, await given(f), validUntil);
      return back(ask, '#documents');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/registers',
    access: office,
    does: 'contract.noteRegister',
    input: registerInput,
    again: placed,
    async handler(ask) {
      await noteRegister(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask, '#documents');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/refusals',
    access: office,
    does: 'contract.refuseDocument',
    input: refusalInput,
    again: (ask, form) => contractPage(ask, { slot: said(form, 'document'), form }),
    async handler(ask) {
      await refuseDocument(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask, '#documents');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/terms',
    access: office,
    does: 'contract.setTerms',
    input: termsInput,
    again: fixed('terms'),
    async handler(ask) {
      await setTerms(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/aid',
    access: office,
    does: 'contract.setAid',
    input: aidInput,
    again: (ask, form) => contractPage(ask, { slot: `aid.${said(form, 'organisation')}`, form }),
    async handler(ask) {
      await setAid(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask, '#aid');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/offer',
    access: office,
    does: 'contract.offer',
    again: fixed('offer'),
    async handler(ask) {
      await offerContract(ask.house, ask.actor, idOf(ask));
      return back(ask, '#signature');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/withdrawal',
    access: office,
    does: 'contract.withdrawOffer',
    async handler(ask) {
      await withdrawOffer(ask.house, ask.actor, idOf(ask));
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/deed',
    access: 'signedIn',
    does: 'contract.signDeed',
    input: deedInput,
    again: fixed('deed'),
    async handler(ask) {
      await handInDeed(ask.house, ask.actor, idOf(ask), await given(ask.input.file));
      return back(ask, '#signature');
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/acceptance',
    access: office,
    does: 'contract.accept',
    async handler(ask) {
      await acceptContract(ask.house, ask.actor, idOf(ask));
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/renunciation',
    access: 'signedIn',
    does: 'contract.renounce',
    input: renunciationInput,
    again: fixed('renounce'),
    async handler(ask) {
      await renounceContract(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/lapse',
    access: office,
    does: 'contract.lapse',
    input: endInput,
    again: fixed('lapse'),
    async handler(ask) {
      await confirmLapse(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/contracts/:id/revocation',
    access: office,
    does: 'contract.revoke',
    input: endInput,
    again: fixed('revoke'),
    async handler(ask) {
      await revokeContract(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask);
    },
  }),
];
