import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField } from '#src/ui/choices.tsx';
import { FileField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, Files } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { reportCopy } from '../copy.ts';
import type { Member } from '../queries/project.ts';
import type { Report } from '../queries/report.ts';
import { needsCertificate } from '../rules/completeness.ts';
import { attestationSource, mayAttest } from '../rules/sources.ts';
import { attachmentKinds, type AttachmentKind } from '../states.ts';

export const trail = (t: { reports: string }, report: Report, last: string) => [
  { label: t.reports, href: '/reports' },
  { label: `${report.project.acronym}, ${report.number}`, href: `/reports/${report.id}` },
  { label: last },
];

const labels = { certificate: 'certificate', checklist: 'checklist', technical: 'technicalFile' } as const satisfies Record<AttachmentKind, string>;
const attachmentEndings = endingsOf(['pdf', 'p7m', 'docx', 'xlsx', 'odt', 'ods']);

export type MemberProps = { report: Report; member: Member; write: Decision; attest: Decision; again?: { part: string; form: Again } };

/** The documents of one member: certificate, check-list, attestation. */
export function MemberPage({ report, member, write, attest, again }: MemberProps) {
  const t = useCopy(reportCopy);
  const { locale } = usePage();
  const here = `/reports/${report.id}`;
  const own = report.attachments.filter((a) => a.organisationId === member.organisationId);
  const attested = report.attestations.find((a) => a.organisationId === member.organisationId);
  const { reporting } = report.project.call.delivery!;
  const asked = attachmentKinds.filter(
    (kind) => own.some((a) => a.kind === kind) || kind === 'technical' || (kind === 'certificate' ? needsCertificate(reporting, member) : mayAttest(member)),
  );
  return (
    <>
      <PageHead title={member.name} kicker={`${report.project.acronym}, ${t.report(report.number)}`} trail={trail(t, report, member.name)} />
      <Section title={t.documents} id="documents">
        {own.length === 0 ? (
          <EmptyState title={t.noDocuments} />
        ) : (
          <Files
            files={own.map((a) => ({
              href: `${here}/members/${member.organisationId}/${a.kind}`,
              name: a.fileName,
              note: `${t[labels[a.kind]]}, ${showInstant(a.givenAt, locale)}`,
            }))}
          />
        )}
        {write.ok &&
          asked.map((kind) => (
            <Form key={kind} action={`${here}/attachments`} id={`u-${kind}`} multipart form={again?.part === kind ? again.form : fresh}>
              <input type="hidden" name="organisation" value={member.organisationId} />
              <input type="hidden" name="kind" value={kind} />
              <div id={`f-${kind}`}>
                <FileField name="file" label={t[labels[kind]]} required accept={attachmentEndings} maxBytes={10_000_000} />
              </div>
              <SubmitRow label={t.upload} tone="secondary" />
            </Form>
          ))}
      </Section>
      {mayAttest(member) && (
        <Section title={t.attestation} id="attestation" lead={t.attestationLead}>
          <p>
            <SourceNote source={attestationSource} />
          </p>
          {attested ? (
            <Callout tone="good" title={t.attestedBy(attested.by)}>
              {showInstant(attested.at, locale)}
            </Callout>
          ) : (
            attest.ok && (
              <Form action={`${here}/attestations`} id="a" form={again?.part === 'attestation' ? again.form : fresh}>
                <input type="hidden" name="organisation" value={member.organisationId} />
                <CheckboxField name="attested" required label={t.attestText} />
                <SubmitRow label={t.attest} />
              </Form>
            )
          )}
        </Section>
      )}
    </>
  );
}
