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

const mayBring = ({ mayPut, judge }: DocumentsProps, { document, member }: Line<StoredDocument>): boolean =>
  document.by === 'beneficiary' ? mayPut(member?.id ?? null) : judge?.ok === true;
const mayRefuse = ({ judge }: DocumentsProps, { row }: Line<StoredDocument>): boolean => judge?.ok === true && row?.refusedAt === null;

/** The checklist: what is asked, of whom, before what, what is there; and the forms that each may use. */
export function Documents(props: DocumentsProps) {
  const { contract, lines, mayRead, judge, again } = props;
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  if (lines.length === 0) return null;
  // What is asked stands open to whom it is asked of; what is there already is replaced or refused one click further.
  const asked = lines.filter((l) => l.state !== 'in' && mayBring(props, l));
  const there = lines.filter((l) => (l.state === 'in' && mayBring(props, l)) || mayRefuse(props, l));
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
      {asked.length > 0 && <h3>{t.toHandIn}</h3>}
      {asked.map((l) => (
        <Bring key={slotOf(l)} {...props} line={l} />
      ))}
      {there.length > 0 && (
        <details open={there.some((l) => [slotOf(l), l.row?.id].includes(again?.slot))}>
          <summary>{judge?.ok ? t.replaceOrRefuse : t.replaceThere}</summary>
          {there.map((l) => (
            <div key={slotOf(l)}>
              {l.state === 'in' && mayBring(props, l) && <Bring {...props} line={l} />}
              <Refuse {...props} line={l} />
            </div>
          ))}
        </details>
      )}
    </Section>
  );
}

/** The form by which a document comes in, or what a register says of it. */
function Bring({ contract, maxBytes, again, line: l }: DocumentsProps & { line: Line<StoredDocument> }) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  const here = `/contracts/${contract.id}`;
  const slot = slotOf(l);
  const form = again?.slot === slot ? again.form : fresh;
  const title = l.document.title[locale];
  const who = l.member?.name ?? '';
  const hidden = (
    <>
      <input type="hidden" name="document" value={l.document.id} />
      <input type="hidden" name="organisation" value={l.member?.id ?? ''} />
    </>
  );
  const validUntil = l.document.validity === 'stated' && <DateField name="validUntil" label={t.validUntil} required />;
  return (
    <details open={again?.slot === slot}>
      {l.document.by === 'beneficiary' ? (
        <>
          <summary>{l.state === 'in' ? t.handInAgain(title, who) : t.handIn(title, who)}</summary>
          <Form action={`${here}/documents`} multipart form={form} id={`d-${slot}`}>
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
        </>
      ) : (
        <>
          <summary>{l.state === 'in' ? t.noteAgain(title, who) : t.note(title, who)}</summary>
          <Form action={`${here}/registers`} form={form} id={`d-${slot}`}>
            {hidden}
            <TextField name="reference" label={t.reference} hint={t.referenceHint} required width="l" />
            {validUntil}
            <SubmitRow label={t.record} />
          </Form>
        </>
      )}
    </details>
  );
}

function Refuse(props: DocumentsProps & { line: Line<StoredDocument> }) {
  const { contract, again, line: l } = props;
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  if (!l.row || !mayRefuse(props, l)) return null;
  const form = again?.slot === l.row.id ? again.form : fresh;
  return (
    <ConfirmDetails
      summary={t.refuse([l.document.title[locale], l.member?.name].filter(Boolean).join(', '))}
      consequences={[t.refuseConsequence]}
      open={form !== fresh}
    >
      <Form action={`/contracts/${contract.id}/refusals`} form={form} id={`r-${l.row.id}`}>
        <input type="hidden" name="document" value={l.row.id} />
        <TextArea name="reason" label={t.reason} required rows={3} limit={2000} />
        <SubmitRow label={t.doRefuse} tone="danger" />
      </Form>
    </ConfirmDetails>
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
