import type { Reason } from '#src/core/decision.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { checklist, documentReasons, type ContractMember, type HandedIn } from '#src/delivery/contracts/rules/checklist.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

/** What of a beneficiary's papers stands in the way of any payment, of an advance, and whether its guarantee holds. */
export type Papers = { everyPayment: Reason[]; advance: Reason[]; guarantee: 'notAsked' | 'valid' | 'missing' };

export type Holder = { id: string; callVersionId: string; projectId: string; applicationId: string; organisationId: string; ownership: string };

/**
 * The papers of these beneficiaries on a day, by the row's id: what the contract holds, looked at by the contracts' own checklist with the members that the
 * project has or had: who has left is still paid what was accepted of it. Two statements.
 */
export async function papersOf(db: Reader, rows: readonly Holder[], calls: ReadonlyMap<string, Call>, today: CalendarDate): Promise<Map<string, Papers>> {
  const members = await db
    .selectFrom('project_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['m.project_id as projectId', 'o.id', 'o.legal_name as name', 'm.role', 'm.kind', 'm.ownership', 'm.region', 'm.eligible_cents as eligibleCents'])
    .select('m.aid_cents as aidCents')
    .where('m.project_id', 'in', [...new Set(rows.map((r) => r.projectId))])
    .execute();
  const documents = await db
    .selectFrom('contract_documents as d')
    .innerJoin('contracts as c', 'c.id', 'd.contract_id')
    .select(['c.application_id as applicationId', 'd.id', 'd.document_id as document', 'd.organisation_id as organisation', 'd.sha256', 'd.reference'])
    .select(['d.valid_until as validUntil', 'd.signature', 'd.refused_at as refusedAt', 'd.refused_reason as refusedReason'])
    .where('c.application_id', 'in', [...new Set(rows.map((r) => r.applicationId))])
    .where('d.removed_at', 'is', null)
    .execute();
  const lines = new Map(
    rows.map(({ projectId, applicationId, callVersionId }) => [
      projectId,
      checklist(
        calls.get(callVersionId)!,
        members.filter((m) => m.projectId === projectId) as unknown as ContractMember[],
        documents.filter((d) => d.applicationId === applicationId) as unknown as HandedIn[],
        today,
      ),
    ]),
  );
  return new Map(
    rows.map((r) => {
      const own = lines.get(r.projectId)!.filter((l) => l.member === null || l.member.id === r.organisationId);
      const asked = calls.get(r.callVersionId)?.delivery?.payments.advance?.guaranteeOf ?? 'none';
      const needed = asked === 'all' || (asked === 'privateBodies' && r.ownership === 'private');
      // The guarantee is the document that the call asks for before the advance; its own reasons say what is wrong with it.
      const guarantees = own.filter((l) => l.document.before === 'advance');
      const valid = guarantees.length > 0 && guarantees.every((l) => l.state === 'in');
      return [
        r.id,
        {
          everyPayment: documentReasons(own, 'everyPayment'),
          advance: documentReasons(own, 'advance'),
          guarantee: !needed ? 'notAsked' : valid ? 'valid' : 'missing',
        },
      ];
    }),
  );
}
