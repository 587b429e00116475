import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, FileField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { StatusChip, type Tone } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { SignatureResult } from '#src/ui/signature.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { contractCopy } from '../copy.ts';
import type { ContractFile, StoredDocument } from '../queries.ts';
import type { Line } from '../rules/checklist.ts';
import type { DocumentState } from '../states.ts';

const tones: Record<DocumentState, Tone> = { missing: 'warn', in: 'good', refused: 'bad', expired: 'bad', badSignature: 'bad' };
export const slotOf = (l: Line): string => `${l.document.id}.${l.member?.id ?? ''}`;

export type DocumentsProps = {
  contract: ContractFile;
  lines: readonly Line<StoredDocument>[];
  mayPut: (organisation: string | null) => boolean;
  mayRead: (organisation: string | null) => boolean;
  judge: Decision | null;
  maxBytes: number;
  /** A form to show again: the slot that it is of, or the id of the row. */
  again?: { slot: string; form: Again } | undefined;
};

/** The checklist: what is asked, of whom, before what, what is there; and the forms that each may use. */
export function Documents({ contract, lines, mayPut, mayRead, judge, maxBytes, again }: DocumentsProps) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  const here = `/contracts/${contract.id}`;
  const form = (slot: string): Again => (again?.slot === slot ? again.form : fresh);
  const opened = (slot: string): boolean => again?.slot === slot;
  if (lines.length === 0) return null;
  return (
    <Section title={t.documents} id="documents" lead={t.documentsLead}>
      <PlainTable
        caption={t.documents}
        captionHidden
        columns={[{ label: t.document }, { label: t.of }, { label: t.before }, { label: t.state }, { label: t.there }]}
        rows={lines.map((l) => [
          <>
            {l.document.title[locale]}
            <br />
            <SourceNote source={l.document.source} />
          </>,
          l.member?.name ?? t.ofProject,
          t[`before.${l.document.before}`],
          <StatusChip tone={tones[l.state]}>{t[l.state]}</StatusChip>,
          <There contract={contract} line={l} mayRead={mayRead(l.member?.id ?? null)} />,
        ])}
      />
      {lines.map((l) => {
        const organisation = l.member?.id ?? null;
        const slot = slotOf(l);
        const title = l.document.title[locale];
        const who = l.member?.name ?? '';
        const hidden = (
          <>
            <input type="hidden" name="document" value={l.document.id} />
            <input type="hidden" name="organisation" value={organisation ?? ''} />
          </>
        );
        const validUntil = l.document.validity === 'stated' && <DateField name="validUntil" label={t.validUntil} required />;
        return (
          <div key={slot}>
            {l.document.by === 'beneficiary' && mayPut(organisation) && (
              <details open={opened(slot)}>
                <summary>{t.handIn(title, who)}</summary>
                <Form action={`${here}/documents`} multipart form={form(slot)} id={`d-${slot}`}>
                  {hidden}
                  <FileField
                    name="file"
                    label={l.document.signature === 'digital' ? t.signedFile : t.file}
                    required
                    accept={endingsOf(l.document.signature === 'digital' ? ['pdf', 'p7m'] : ['pdf'])}
                    maxBytes={maxBytes}
                    hint={l.document.help?.[locale]}
                  />
                  {validUntil}
                  <SubmitRow label={t.upload} />
                </Form>
              </details>
            )}
            {l.document.by === 'office' && judge?.ok && (
              <details open={opened(slot)}>
                <summary>{t.note(title, who)}</summary>
                <Form action={`${here}/registers`} form={form(slot)} id={`d-${slot}`}>
                  {hidden}
                  <TextField name="reference" label={t.reference} hint={t.referenceHint} required width="l" />
                  {validUntil}
                  <SubmitRow label={t.record} />
                </Form>
              </details>
            )}
            {judge?.ok && l.row && l.row.refusedAt === null && (
              <ConfirmDetails summary={t.refuse(`${title}${who && `, ${who}`}`)} consequences={[t.refuseConsequence]} open={opened(l.row.id)}>
                <Form action={`${here}/refusals`} form={form(l.row.id)} id={`r-${l.row.id}`}>
                  <input type="hidden" name="document" value={l.row.id} />
                  <TextArea name="reason" label={t.reason} required rows={3} limit={2000} />
                  <SubmitRow label={t.doRefuse} tone="danger" />
                </Form>
              </ConfirmDetails>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function There({ contract, line: { row }, mayRead }: { contract: ContractFile; line: Line<StoredDocument>; mayRead: boolean }) {
  const t = useCopy(contractCopy);
  const path = useHref();
  if (!row) return <>–</>;
  return (
    <>
      {row.sha256 && mayRead ? <a href={path(`/contracts/${contract.id}/documents/${row.id}`)}>{row.fileName}</a> : (row.reference ?? row.fileName)}
      <br />
      {row.validUntil && (
        <>
          {t.until(row.validUntil)}
          <br />
        </>
      )}
      {t.by(row.handedInBy, row.handedInAt)}
      {row.refusedReason && <p>{t.refusedBecause(row.refusedReason)}</p>}
      {row.signature && mayRead && <SignatureResult signature={row.signature} />}
    </>
  );
}
