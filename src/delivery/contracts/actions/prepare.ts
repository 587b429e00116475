import { canonical, sha256 } from '#src/core/canonical.ts';
import { euros, split, sum } from '#src/core/money.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { address } from '#src/plumbing/letters/issue.ts';
import { addendumDocument, type AddendumContent } from '../paper.ts';
import { awardsOf, contractById, endsOf, partiesNow, type ContractFile } from '../queries.ts';
import { hasEnded } from '../states.ts';
import { subjectOf, writeTo } from './shared.ts';

type Standing = Awaited<ReturnType<typeof awardsOf>>[number];

/**
 * Brings contracts to where the awards of these applications stand: one in preparation for each new award, the new figures where a grant was
 * raised (an addendum, if it is signed), an end where the award ended. Done twice, it changes nothing.
 */
export async function followAwards(house: House, applicationIds: readonly string[]): Promise<void> {
  for (const applicationId of applicationIds) {
    const [award] = await awardsOf(house.db, [applicationId]);
    const [ended] = await endsOf(house.db, [applicationId]);
    const there = await house.db.selectFrom('contracts').select(['id', 'state', 'grant_cents']).where('application_id', '=', applicationId).executeTakeFirst();
    if (award && !there) await prepare(house, award);
    else if (award && there && !hasEnded(there.state) && there.grant_cents !== award.grantCents) await raise(house, there.id, award);
    else if (!award && there && !hasEnded(there.state)) await follow(house, there.id, ended ?? null);
  }
}

async function prepare(house: House, award: Standing): Promise<void> {
  await act(house, null, 'contract.prepare', `applications/${award.applicationId}`, async ({ tx, at, record }) => {
    const made = await tx
      .insertInto('contracts')
      .values({
        application_id: award.applicationId,
        call_id: award.callId,
        call_version_id: award.versionId,
        state: 'preparing',
        grant_cents: award.grantCents,
        created_at: at,
      })
      .onConflict((c) => c.column('application_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) await writeMembers(tx, made.id, award);
    await record({
      kind: 'contract.prepared',
      subject: made ? subjectOf(made.id) : `applications/${award.applicationId}`,
      body: { application: award.applicationId, decree: award.decree, grantCents: award.grantCents },
    });
  });
}

async function writeMembers(tx: Deed['tx'], contractId: string, award: Standing): Promise<void> {
  await tx
    .insertInto('contract_members')
    .values(
      award.members.map((m) => ({
        contract_id: contractId,
        organisation_id: m.id,
        role: m.role,
        kind: m.kind,
        ownership: m.ownership,
        size_class: award.sizes[m.id] ?? null,
        region: m.region,
        eligible_cents: m.eligibleCents,
        aid_cents: m.aidCents,
      })),
    )
    .onConflict((c) => c.columns(['contract_id', 'organisation_id']).doUpdateSet((eb) => ({ aid_cents: eb.ref('excluded.aid_cents') })))
    .execute();
}

/** A grant was raised: what is not signed says the new figures and is offered again; what is signed gets an addendum. */
async function raise(house: House, id: string, award: Standing): Promise<void> {
  await act(house, null, 'contract.raise', subjectOf(id), async (deed) => {
    const { tx, record } = deed;
    await tx.selectFrom('contracts').select('id').where('id', '=', id).forUpdate().execute();
    const before = (await contractById(tx, id))!;
    await writeMembers(tx, id, { ...award, members: sharedAmong(before, award) });
    await tx
      .updateTable('contracts')
      .set({ grant_cents: award.grantCents, ...(before.state === 'offered' && { state: 'preparing', due_on: null }) })
      .where('id', '=', id)
      .execute();
    if (before.state === 'signed') await addAddendum(house, deed, before, award);
    await record({
      kind: 'contract.raised',
      subject: subjectOf(id),
      body: { decree: award.decree, beforeCents: before.grantCents, grantCents: award.grantCents, signed: before.state === 'signed' },
    });
  });
}

/** The award as the parties of today share it: where they are no longer those of the decree, as their grants stand to one another. */
function sharedAmong(before: ContractFile, award: Standing): Standing['members'] {
  const now = partiesNow(before);
  if (award.members.length === now.length && award.members.every((a) => now.some((m) => m.id === a.id))) return award.members;
  const left = sum(before.members.filter((m) => m.leftOn !== null).map((m) => m.aidCents));
  const aids = split(
    award.grantCents - left,
    now.map((m) => m.aidCents),
  );
  return now.map((m, i) => ({ ...m, aidCents: Math.min(aids[i]!, m.eligibleCents) }));
}

async function addAddendum(house: House, deed: Deed, before: ContractFile, award: Standing): Promise<void> {
  const { tx, at, enqueue } = deed;
  const { grantingBody, programme, protocol, acronym, cup, example } = before.content!;
  const content: AddendumContent = {
    format: 'mics-addendum/1',
    at,
    number: before.addenda.length + 1,
    contract: { sha256: before.sha256!, signedAt: before.signedAt! },
    decree: award.decree,
    beforeCents: before.grantCents,
    grantCents: award.grantCents,
    members: before.members
      .filter((m) => m.joinsWith === null)
      .map((m) => ({
        id: m.id,
        name: m.name,
        beforeCents: m.aidCents,
        aidCents: sharedAmong(before, award).find((a) => a.id === m.id)?.aidCents ?? m.aidCents,
      })),
    deed: { grantingBody, programme, protocol, acronym, cup, example },
  };
  const text = canonical(content);
  const paper = await house.files.put(renderPdf(addendumDocument(content, 'it')));
  await tx
    .insertInto('contract_addenda')
    .values({
      contract_id: before.id,
      number: content.number,
      grant_cents: content.grantCents,
      before_cents: content.beforeCents,
      content: text,
      sha256: sha256(text),
      paper_sha256: paper,
      made_at: at,
    })
    .execute();
  await writeTo(house, deed, null, before, 'contractAddendum', (locale) => ({
    act: `${content.decree.number}/${content.decree.year}`,
    grant: euros(content.grantCents, locale),
    link: address(house, locale, `/contracts/${before.id}`),
  }));
  await enqueue({ task: 'project.raise', payload: { contractId: before.id, number: content.number }, key: `project.raise/${before.id}/${content.number}` });
}

/** The award is no more: the contract ends with it. Whoever ended it has written to the lead already. */
async function follow(house: House, id: string, end: { kind: string; ref: string } | null): Promise<void> {
  await act(house, null, 'contract.follow', subjectOf(id), async ({ tx, at, record, enqueue }) => {
    const state = end?.kind === 'revocation' ? 'revoked' : 'renounced';
    const { signed_at: signed } = await tx.selectFrom('contracts').select('signed_at').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    // What was never signed is not revoked: its beneficiary lost the right to sign it.
    const ended = state === 'revoked' && signed === null ? 'lapsed' : state;
    await tx
      .updateTable('contracts')
      .set({ state: ended, ended_at: at, ended_ref: end?.ref ?? null })
      .where('id', '=', id)
      .execute();
    await record({ kind: 'contract.ended', subject: subjectOf(id), body: { state: ended, ref: end?.ref ?? null } });
    await enqueue({ task: 'project.end', payload: { contractId: id }, key: `project.end/${id}` });
  });
}
