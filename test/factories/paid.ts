import type { Actor } from '#src/core/actor.ts';
import { decideAccount, proposeAccount } from '#src/delivery/payments/actions/accounts.ts';
import { makeBatch, reconcile } from '#src/delivery/payments/actions/bank.ts';
import { decideOrder, proposeOrder } from '#src/delivery/payments/actions/orders.ts';
import { cutAccepted, planInstalments } from '#src/delivery/payments/actions/recoveries.ts';
import { asked, type ContractMember } from '#src/delivery/contracts/rules/checklist.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { statementXml, type ExampleMovement } from '#src/house/seed/statement.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';

export const OWN_IBAN = 'IT40S0542811101000000123456';

export const persona = (id: string): Actor => {
  const p = personas.find((x) => x.id === id)!;
  return { id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds: [] };
};

/** A call that pays all to the lead, which passes on what is the others'. */
export const throughLead = (call: Call): Call => ({
  ...call,
  delivery: { ...call.delivery!, payments: { ...call.delivery!.payments, throughLead: { withinDays: 15, source: call.delivery!.payments.source } } },
});

/** A statement of the programme's account with these movements. */
export const ownStatement = (id: string, on: string, movements: readonly ExampleMovement[]): string => statementXml(id, on, OWN_IBAN, movements);

/** Makes a running project of a grant that was awarded, written straight into the tables, where it has none. Returns its id. */
export async function runningProject(house: House, applicationId: string): Promise<string> {
  const { rows } = await house.pool.query<{ id: string }>('select id from projects where application_id = $1', [applicationId]);
  if (rows[0]) return rows[0].id;
  const contract = await house.pool.query<{ id: string }>(
    `insert into contracts (application_id, call_id, call_version_id, state, cup, starts_on, due_on, offered_at, content, created_at, signed_at)
     select s.application_id, s.call_id, s.call_version_id, 'signed', 'D43C22003120001', '2024-07-15', '2024-07-20', '2024-06-30T08:00:00Z', '{}', now(), '2024-07-10T10:00:00Z'
     from submissions s where s.application_id = $1 and s.superseded_at is null returning id`,
    [applicationId],
  );
  const project = await house.pool.query<{ id: string }>(
    `insert into projects (application_id, contract_id, call_id, call_version_id, code, cup, acronym, title, main_spoke, sector, state, version, signed_on, starts_on, ends_on, created_at)
     select s.application_id, $2, s.call_id, s.call_version_id, s.protocol, 'D43C22003120001', s.acronym, s.title, s.main_spoke, s.sector, 'running', 1, '2024-07-10', '2024-07-15', '2025-07-14', now()
     from submissions s where s.application_id = $1 and s.superseded_at is null returning id`,
    [applicationId, contract.rows[0]!.id],
  );
  await house.pool.query(
    `insert into project_members (project_id, organisation_id, role, kind, ownership, size_class, region, eligible_cents, aid_cents, joined_on)
     select $2, b.organisation_id, b.role, b.kind, o.ownership, o.size_class, b.region, b.eligible_cents, b.aid_cents, '2024-07-10'
     from award_beneficiaries b join awards w on w.id = b.award_id join organisations o on o.id = b.organisation_id where w.application_id = $1`,
    [applicationId, project.rows[0]!.id],
  );
  return project.rows[0]!.id;
}

/** An account of the programme, or of an organisation, that two people have confirmed. */
export async function confirmedAccount(
  house: House,
  organisationId: string | null,
  iban: string,
  [officer, payer] = [persona('office'), persona('payer')],
): Promise<string> {
  const id = await proposeAccount(house, officer!, { organisationId, iban, holder: 'Titolare del conto', reason: 'Comunicazione del beneficiario' });
  await decideAccount(house, payer!, id, { outcome: 'confirmed', refusal: '' });
  return id;
}

/** Puts every paper that the call asks for into the contract of a project, valid for long; but those named. */
export async function validPapers(house: House, projectId: string, { but = [] }: { but?: readonly string[] } = {}): Promise<void> {
  const { rows } = await house.pool.query<{ contract_id: string; call: Call }>(
    'select p.contract_id, v.definition as call from projects p join call_versions v on v.id = p.call_version_id where p.id = $1',
    [projectId],
  );
  const members = await house.pool.query(
    `select m.organisation_id as id, o.legal_name as name, m.role, m.kind, m.ownership, m.region, m.eligible_cents as "eligibleCents", m.aid_cents as "aidCents"
     from project_members m join organisations o on o.id = m.organisation_id where m.project_id = $1 and m.left_on is null`,
    [projectId],
  );
  const { contract_id, call } = rows[0]!;
  // What is there already may have expired by now.
  await house.pool.query("update contract_documents set valid_until = '2099-12-31' where contract_id = $1 and valid_until is not null", [contract_id]);
  for (const { document, member } of asked(call, members.rows as ContractMember[]).filter((a) => !but.includes(a.document.id)))
    await house.pool.query(
      `insert into contract_documents (contract_id, organisation_id, document_id, reference, valid_until, handed_in_at) values ($1, $2, $3, 'Prot. 1', '2099-12-31', now())
       on conflict do nothing`,
      [contract_id, member?.id ?? null, document.id],
    );
}

/** Aid on accepted cost of a beneficiary, as an accepted report posts it. */
export const accepted = (house: House, applicationId: string, organisation: string, cents: number, key: string): Promise<void> =>
  act(house, null, 'report.accept', `report/${key}`, async (d) => {
    await post(d, {
      key: `report.accepted/${key}`,
      kind: 'report.accepted',
      subject: `report/${key}`,
      on: d.at.slice(0, 10),
      lines: lines.acceptance({ application: applicationId, organisation }, cents),
    });
    await d.record({ kind: 'report.accepted', subject: `report/${key}` });
  });

/** One row of everything that the pages of payments show: a payment made, one proposed, a claim in instalments, a statement with what matches nothing. */
export async function paidProject(house: House, applicationId: string) {
  const [office, payer] = [persona('office'), persona('payer')];
  const projectId = await runningProject(house, applicationId);
  const { rows } = await house.pool.query<{ organisation_id: string; aid_cents: number }>(
    "select organisation_id, aid_cents from project_members where project_id = $1 and left_on is null order by role = 'lead' desc limit 1",
    [projectId],
  );
  const { organisation_id: organisationId, aid_cents: aid } = rows[0]!;
  await validPapers(house, projectId);
  await confirmedAccount(house, null, OWN_IBAN);
  const accountId = await confirmedAccount(house, organisationId, 'IT60X0542811101000000123456');
  await accepted(house, applicationId, organisationId, Math.floor(aid / 3), 'r1');
  const orderId = await proposeOrder(house, office, projectId, organisationId, null);
  await decideOrder(house, payer, orderId, { outcome: 'approved', refusal: '' });
  const batchId = await makeBatch(house, payer, { executeOn: house.clock().toISOString().slice(0, 10) });
  const order = (await house.pool.query<{ code: string; net_cents: number }>('select code, net_cents from payment_orders where id = $1', [orderId])).rows[0]!;
  const xml = ownStatement('E-1', house.clock().toISOString().slice(0, 10), [
    { cents: order.net_cents, side: 'DBIT', id: order.code },
    { cents: 350, side: 'DBIT', said: 'Commissioni' },
  ]);
  const { ids } = await reconcile(house, payer, { fileName: 'estratto.xml', bytes: new TextEncoder().encode(xml) });
  const recoveryId = (await cutAccepted(
    house,
    office,
    projectId,
    { organisationId, cents: Math.floor(aid / 10), reason: 'Fatture presentate due volte' },
    null,
  ))!;
  await planInstalments(house, office, recoveryId, { count: 3, firstOn: '2027-01-15' });
  await accepted(house, applicationId, organisationId, Math.floor(aid / 2), 'r2');
  const proposedId = await proposeOrder(house, office, projectId, organisationId, null);
  return { projectId, organisationId, accountId, orderId, proposedId, batchId, statementId: ids[0]!, recoveryId };
}
