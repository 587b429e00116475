import type { Again } from '#src/plumbing/http/door.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { FileField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { reportCopy } from '../copy.ts';
import { proofCopy } from '../copy/proofs.ts';
import type { Report } from '../queries/report.ts';
import type { Proofless } from '../rules/proofs.ts';

export type ProofsProps = { report: Report; waiting: readonly { id: string; lines: readonly Proofless[] }[]; again?: Again };

/** Many proofs at once, and the lines that still wait for theirs. */
export function ProofsPage({ report, waiting, again }: ProofsProps) {
  const t = useCopy(proofCopy);
  const r = useCopy(reportCopy);
  const here = `/reports/${report.id}`;
  const nameOf = (id: string) => report.project.members.find((m) => m.organisationId === id)?.name ?? '';
  const open = waiting.filter((w) => w.lines.length > 0);
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        kicker={`${report.project.acronym}, ${r.report(report.number)}`}
        trail={[
          { label: r.reports, href: '/reports' },
          { label: `${report.project.acronym}, ${report.number}`, href: here },
          { label: r.lines, href: `${here}/lines` },
          { label: t.title },
        ]}
      />
      {open.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <Section id="proofs">
          <Form action={`${here}/proofs`} multipart form={again ?? filled({ organisation: open[0]!.id })} id="p">
            <SelectField name="organisation" label={r.member} required options={open.map((w) => ({ value: w.id, label: nameOf(w.id) }))} />
            <FileField
              name="files"
              label={t.files}
              hint={t.filesHint}
              required
              multiple
              accept={endingsOf(['pdf', 'p7m', 'jpeg', 'png'])}
              maxBytes={10_000_000}
            />
            <SubmitRow label={t.send} />
          </Form>
        </Section>
      )}
      {open.map((w) => (
        <Section key={w.id} title={t.waiting(nameOf(w.id), w.lines.length)}>
          <PlainTable
            caption={t.waiting(nameOf(w.id), w.lines.length)}
            captionHidden
            columns={[{ label: r.row, numeric: true }, { label: r.invoiceNumber }, { label: r.supplier }]}
            rows={w.lines.map((l) => [String(l.position), l.invoiceNumber, l.supplier])}
          />
        </Section>
      ))}
    </>
  );
}
