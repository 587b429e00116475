import { romeDate } from '#src/core/time.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import type { Report } from '../queries/report.ts';
import type { Settlement } from '../rules/settlement.ts';
import { subjectOf } from './shared.ts';

/**
 * Books the aid on the accepted cost of each member, in the transaction of the acceptance: it is owed from here on, and a job settles what of it is due.
 * Where there is none, nothing is booked.
 */
export async function postAcceptance(deed: Deed, report: Report, settlement: Settlement): Promise<void> {
  await deed.enqueue({ task: 'payments.settle', payload: { projectId: report.project.id } });
  const aided = settlement.members.filter((m) => m.aidCents > 0);
  if (aided.length === 0) return;
  await post(deed, {
    key: `report.accepted/${report.id}`,
    kind: 'report.accepted',
    subject: subjectOf(report.id),
    on: romeDate(deed.at),
    lines: aided.flatMap((m) => lines.acceptance({ application: report.project.applicationId, organisation: m.organisationId }, m.aidCents)),
  });
}
