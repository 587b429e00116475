import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { handIn, handInDeed, noteRegister } from '#src/delivery/contracts/actions/documents.ts';
import { acceptContract, offerContract, setAid, setTerms } from '#src/delivery/contracts/actions/offer.ts';
import { followAwards } from '#src/delivery/contracts/actions/prepare.ts';
import { contractOfApplication, linesOf, type ContractFile } from '#src/delivery/contracts/queries.ts';
import { beginProject } from '#src/delivery/projects/actions/begin.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Person } from '#src/plumbing/signatures/make.ts';
import { someone, type Applied } from './applying.ts';
import { at, type ExampleContext } from './example.ts';
import { projectUnderWay } from './projects.ts';
import { inLanes } from './lanes.ts';
import { exampleSigner } from './signing.ts';

export type ContractStory = {
  /** Contracts are prepared on this day, signed three weeks later. */
  preparedOn: string;
  startsOn: string;
  /** How many are signed and become projects, all where left out; the next one waits to be signed, the rest is in preparation. */
  signed?: number;
  /** One of the first projects asks for a variation of its budget, which the office approves. */
  asks?: boolean;
};

/** A file named as an Italian office would: by what it is. */
const named = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** What follows the awards of a call: a contract for each, some of them signed. */
export async function contractsBegun(context: ExampleContext, applied: readonly Applied[], story: ContractStory): Promise<void> {
  const { house } = context;
  await followAwards(
    at(house, romeInstant(`${story.preparedOn}T09:00`)),
    applied.map((a) => a.applicationId),
  );
  const contracts = (await Promise.all(applied.map((a) => contractOfApplication(house.db, a.applicationId)))).filter((c) => c !== undefined);
  const signedOnes = story.signed ?? contracts.length;
  await inLanes(contracts.slice(0, signedOnes), (contract, i) => signed(context, contract, addDays(story.preparedOn, 7 + (i % 5)), story.startsOn));
  // The first ones have a whole plan, proofs and an indicator: enough to look at.
  await inLanes(contracts.slice(0, Math.min(3, signedOnes)), (contract, i) =>
    projectUnderWay(context, contract.applicationId, i, story.asks === true && i === 1),
  );
  const next = contracts[signedOnes];
  if (next) await offered(context, next, addDays(romeDate(house.clock()), -6), story.startsOn);
}

/** A CUP of the right form that says whose it is not. */
const cupOf = (protocol: string): string => `D43C${protocol.replace(/\D/g, '').padStart(11, '0').slice(-11)}`;

const leadOf = (it: ContractFile): string => it.members.find((m) => m.role === 'lead')!.id;
const actorFor = ({ scribe }: ExampleContext, it: ContractFile): Actor => ({ ...scribe, organisationIds: [leadOf(it)] });
/** Who signs for an organisation. */
export const signerOf = ({ representatives }: ExampleContext, organisation: string): Person => representatives?.get(organisation) ?? someone;

/** Everything that the call wants before the signature, and the offer. */
async function offered(context: ExampleContext, contract: ContractFile, day: string, startsOn: string): Promise<House> {
  const { house, office, pdf } = context;
  const then = at(house, romeInstant(`${day}T10:00`));
  const signer = await exampleSigner(house);
  await setTerms(then, office, contract.id, { cup: cupOf(contract.protocol), startsOn });
  for (const [i, m] of contract.members.entries())
    if (m.kind === 'enterprise')
      await setAid(then, office, contract.id, {
        organisation: m.id,
        car: '28000',
        cor: String(20_000_000 + Number(contract.protocol.slice(-4)) * 10 + i),
        registeredOn: day,
        deggendorf: 'none',
        deMinimis: 0,
      });
  for (const { document, member } of linesOf(contract, day)) {
    const place = { document: document.id, organisation: member?.id ?? null };
    if (document.by === 'office' && document.before === 'everyPayment')
      await noteRegister(then, office, contract.id, { ...place, reference: `ESEMPIO_${contract.protocol.slice(-4)}`, validUntil: addDays(day, 120) });
    if (document.by !== 'beneficiary' || document.before !== 'signature') continue;
    const bytes =
      document.signature === 'digital' ? await signer.sign(pdf, signerOf(context, member?.id ?? leadOf(contract)), then.clock().toISOString()) : pdf;
    await handIn(then, actorFor(context, contract), contract.id, place, { fileName: `${named(document.title.it)}.pdf`, bytes }, addDays(day, 300));
  }
  await offerContract(then, office, contract.id);
  return then;
}

async function signed(context: ExampleContext, contract: ContractFile, day: string, startsOn: string): Promise<void> {
  const { house, office } = context;
  await offered(context, contract, day, startsOn);
  const offer = (await contractOfApplication(house.db, contract.applicationId))!;
  const then = at(house, romeInstant(`${addDays(day, 9)}T11:30`));
  const signer = await exampleSigner(house);
  const bytes = await signer.sign(await house.files.get(offer.paperSha256!), signerOf(context, leadOf(contract)), then.clock().toISOString());
  await handInDeed(then, actorFor(context, contract), contract.id, { fileName: 'contratto.pdf', bytes });
  await acceptContract(at(house, romeInstant(`${addDays(day, 11)}T09:30`)), office, contract.id);
  await beginProject(at(house, romeInstant(`${addDays(day, 11)}T09:31`)), contract.id);
}
