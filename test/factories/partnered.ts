import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { deed } from '#src/delivery/contracts/rules/deed.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { House } from '#src/plumbing/house.ts';
import { evaluationWorld } from './evaluation.ts';
import { handedInInstead } from './frozen.ts';
import { aMember, aProposal, readCall } from './proposal.ts';

const cell = (category: string, euros: number) => ({ category, researchType: 'industrial', cents: euros * 100 });

/**
 * A signed contract of two members, 300,000 € of cost, with a plan in tables and staff; the call lets several take part, and asks for an addendum where
 * partners change. Its project is not begun yet; its deed and the signatories are not there (`withDeed`).
 */
export async function partneredWorld(house: House) {
  const w = await evaluationWorld(house, {
    change: (call): Call => ({
      ...call,
      rules: call.rules
        .map((r) => (r.rule === 'applicantForm' ? { ...r, forms: ['single' as const, 'ats' as const] } : r))
        .filter((r) => r.rule !== 'memberKind' && r.rule !== 'leadKind'),
      delivery: {
        ...call.delivery!,
        variations: { ...call.delivery!.variations, addendum: { ...readCall('01-2024').delivery!.variations.addendum!, of: ['partner'] } },
      },
    }),
  });
  const university = await w.organisation('Università di prova');
  const enterprise = await w.organisation('Altra università');
  const lead = await w.person('Rosa Lead', [{ role: 'applicant', scope: null }], [university]);
  const partner = await w.person('Ugo Partner', [{ role: 'applicant', scope: null }], [enterprise]);
  const stranger = await w.person('Zeno Altrui', [{ role: 'applicant', scope: null }], [await w.organisation('Estranea')]);
  const applicationId = await w.submission(university, 'Università di prova', { acronym: 'PROVA' });
  const member = (id: string, role: 'lead' | 'partner', costs: object[]) =>
    ({
      ...aMember(id, { name: id === university ? 'Università di prova' : 'Altra università', kind: 'university', ownership: 'public', size: null }),
      role,
      costs,
    }) as never;
  const facts = {
    ...aProposal([
      member(university, 'lead', [cell('personnel', 100_000), cell('materials', 35_000), cell('consultancy', 50_000)]),
      member(enterprise, 'partner', [cell('personnel', 80_000), cell('equipment', 8_000)]),
    ]),
    durationMonths: 12,
    startsOn: '2024-07-15',
  };
  const staff = {
    profile: 'Ricercatore',
    gender: 'f' as const,
    age: '30to39' as const,
    contract: 'toHire' as const,
    newHire: true,
    heads: 2,
    personMonths: 12,
  };
  const proposed = (was: Snapshot): Snapshot => ({
    ...was,
    facts,
    staff: [{ organisation: university, lines: [staff] }],
    answers: {
      idea: { trlStart: '3', trlTarget: '6' },
      circularity: { circularStrategy: 'recycle' },
      workPlan: {
        workPackages: [
          { id: 'a', title: 'Coordinamento', leader: university, from: '1', until: '12', personMonths: '4', description: '' },
          { id: 'b', title: 'Linea pilota', leader: enterprise, from: '3', until: '10', personMonths: '12.5', description: '' },
        ],
        deliverables: [{ id: 'd', title: 'Prototipo', workPackage: 'b', month: '6', type: 'prototype' }],
        milestones: [{ id: 'm', title: 'Prima fibra', workPackage: 'b', month: '9', proof: 'Rapporto di prova' }],
        risks: [{ id: 'r', risk: 'Manca il materiale', workPackage: 'b', likelihood: 'high', impact: 'high', measure: 'Un secondo fornitore' }],
      },
    },
  });
  await handedInInstead(house, applicationId, proposed);
  const grant = 30_000_000;
  const made = await house.writer
    .insertInto('contracts')
    .values({
      application_id: applicationId,
      call_id: w.callId,
      call_version_id: w.versionId,
      state: 'signed',
      cup: 'D43C22003120001',
      starts_on: '2024-07-15',
      due_on: '2024-07-20',
      offered_at: '2024-06-30T08:00:00.000Z',
      content: '{}',
      signed_at: '2024-07-09T22:30:00.000Z',
      grant_cents: grant,
      created_at: '2024-06-28T08:00:00.000Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const of = (organisation_id: string, role: string, cents: number) => ({
    contract_id: made.id,
    organisation_id,
    role,
    kind: 'university',
    ownership: 'public',
    region: 'lombardy',
    eligible_cents: cents,
    aid_cents: cents,
  });
  await house.writer
    .insertInto('contract_members')
    .values([of(university, 'lead', 20_000_000), of(enterprise, 'partner', 10_000_000)])
    .execute();
  return { ...w, university, enterprise, lead, partner, stranger, applicationId, contractId: made.id };
}

/** The deed as it was signed, frozen. */
export async function withDeed(house: House, w: Awaited<ReturnType<typeof partneredWorld>>): Promise<void> {
  const content = deed(
    {
      at: '2024-06-30T08:00:00.000Z',
      call: { id: w.callId, version: 1, code: w.call.officialCode, title: w.call.title },
      grantingBody: w.call.grantingBody.name,
      programme: { acronym: 'MICS', projectCode: 'PE00000004', cup: 'D43C22003120001' },
      application: w.applicationId,
      protocol: 'P',
      acronym: 'PROVA',
      title: 'Titolo',
      cup: 'D43C22003120001',
      decree: { number: 1, year: 2024 },
      startsOn: '2024-07-15',
      endsOn: '2025-08-14',
      dueOn: '2024-07-20',
      signWithinDays: 20,
      grantCents: 30_000_000,
      eligibleCents: 30_000_000,
      members: [{ id: w.university, name: 'Università di prova', role: 'lead', region: 'lombardy', eligibleCents: 0, aidCents: 0, car: null, cor: null }],
      example: true,
    },
    { contract: { ...w.call.contract, clauses: [] }, delivery: w.call.delivery },
  );
  await house.writer
    .updateTable('contracts')
    .set({ content: canonical(content), sha256: sha256(canonical(content)), paper_sha256: 'x' })
    .where('id', '=', w.contractId)
    .execute();
}
