import { reason, type Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { Delivery } from '#src/funding/calls/schema.ts';
import type { AttachmentKind } from '../states.ts';
import type { LineProblem } from './costs.ts';
import { dueField, isSaid, type ReportDue } from './dues.ts';
import { attestationSource, mayAttest } from './sources.ts';

/** One thing that a report needs. `must`: it cannot be handed in without; `should`: it can, and the reader is told. `href`: where it is put right. */
export type Item = Reason & { met: boolean; level: 'must' | 'should'; href: string };

export type ReportFacts = {
  id: string;
  reporting: Delivery['reporting'];
  technical: string;
  /** Deliverables and milestones that it has to speak of. */
  dues: readonly ReportDue[];
  members: readonly { organisationId: string; name: string; kind: string; ownership: string; aidCents: Cents; reports: boolean }[];
  attachments: readonly { organisationId: string; kind: AttachmentKind }[];
  attested: readonly string[];
  lines: readonly { id: string; organisationId: string; description: string }[];
  problems: ReadonlyMap<string, readonly LineProblem[]>;
  /** Sheets with hours in the period that are not countersigned. */
  waiting: readonly { workerId: string; month: string; name: string }[];
  /** People with hours but without a price. */
  unpriced: readonly { workerId: string; name: string }[];
};

/** The least that a technical report says, in characters. */
export const TECHNICAL_LEAST = 100;
/** Lines with something wrong that are named one by one. */
const mostTold = 30;

/** Does the call ask for an auditor's certificate of this member? */
export const needsCertificate = ({ certificate }: Delivery['reporting'], member: { kind: string; aidCents: Cents }): boolean =>
  certificate !== undefined && member.aidCents > certificate.aboveCents && (certificate.of === 'all' || member.kind === 'enterprise');

/** Where the form of the technical report asks of it; as `fieldId` names fields. */
export const dueAnchor = (due: Pick<ReportDue, 'of' | 'id'>): string => `f-${dueField(due, 'outcome').replace(/[^\w-]+/g, '-')}`;

/** What a report still needs and what it has, in the order of its page; every item leads to where it is put right. */
export function completeness(facts: ReportFacts): Item[] {
  const here = `/reports/${facts.id}`;
  const { reporting } = facts;
  const items: Item[] = [];
  const add = (met: boolean, level: Item['level'], href: string, why: Reason) => items.push({ ...why, met, level, href });
  const has = (organisationId: string, kind: AttachmentKind) => facts.attachments.some((a) => a.organisationId === organisationId && a.kind === kind);
  const written = facts.technical.trim().length;
  add(
    written >= TECHNICAL_LEAST,
    'must',
    `${here}/technical#f-technical`,
    reason('reports.has.technical', { length: written, least: TECHNICAL_LEAST }, { source: reporting.source }),
  );
  for (const due of facts.dues)
    add(
      isSaid(due),
      'must',
      `${here}/technical#${dueAnchor(due)}`,
      reason(`reports.has.due.${due.of}`, { title: due.title, on: due.dueOn }, { source: reporting.source }),
    );
  add(facts.lines.length > 0, 'should', `${here}/lines`, reason('reports.has.lines', { count: facts.lines.length }));
  for (const member of facts.members) {
    if (!member.reports) continue;
    const at = `${here}/members/${member.organisationId}`;
    if (needsCertificate(reporting, member))
      add(
        has(member.organisationId, 'certificate'),
        'must',
        `${at}#f-certificate`,
        reason('reports.has.certificate', { member: member.name, aboveCents: reporting.certificate!.aboveCents }, { source: reporting.certificate!.source }),
      );
    if (!mayAttest(member)) continue;
    add(
      facts.attested.includes(member.organisationId),
      'should',
      `${at}#attestation`,
      reason('reports.has.attestation', { member: member.name }, { source: attestationSource }),
    );
    if (facts.attested.includes(member.organisationId))
      add(
        has(member.organisationId, 'checklist'),
        'must',
        `${at}#f-checklist`,
        reason('reports.has.checklist', { member: member.name }, { source: attestationSource }),
      );
  }
  for (const { workerId, month, name } of facts.waiting)
    add(false, 'should', `/timesheets/${workerId}/${month.slice(0, 7)}`, reason('reports.has.countersignature', { name, month }));
  for (const { workerId, name } of facts.unpriced)
    add(false, 'must', `${here}#personnel`, reason('reports.has.price', { name, worker: workerId }, { source: reporting.personnel.source }));
  const wrong = facts.lines.flatMap((line) => (facts.problems.get(line.id) ?? []).map((problem) => ({ line, problem })));
  for (const { line, problem } of wrong.slice(0, mostTold))
    items.push({
      ...problem,
      met: false,
      level: problem.level === 'refused' ? 'must' : 'should',
      params: { ...problem.params, about: line.description },
      href: `${here}/lines/${line.id}${problem.at ? `#f-${problem.at}` : ''}`,
    });
  const rest = wrong.slice(mostTold);
  if (rest.length > 0)
    add(
      false,
      rest.some((r) => r.problem.level === 'refused') ? 'must' : 'should',
      `${here}/lines`,
      reason('reports.has.moreProblems', { count: rest.length }),
    );
  if (facts.lines.length > 0 && wrong.length === 0) add(true, 'must', `${here}/lines`, reason('reports.has.cleanLines', { count: facts.lines.length }));
  return items;
}

/** Everything that must be there is there. */
export const isComplete = (items: readonly Item[]): boolean => items.every((i) => i.met || i.level === 'should');
