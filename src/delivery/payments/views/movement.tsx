import type { Decision } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { StatusChip } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { paymentsCopy } from '../copy.ts';
import { bookingCopy } from '../copy/bookings.ts';
import type { BookingRow, Candidate, MovementFile } from '../queries/bookings.ts';
import { outcomeTones } from './bank.tsx';
import { DecisionForm } from './decide.tsx';
import { sentHref } from './frame.tsx';

export type MovementProps = {
  movement: MovementFile;
  candidates: readonly Candidate[];
  book: Decision;
  /** Of the booking that waits for a second person. */
  decide: { booking: BookingRow; decision: Decision } | null;
  form?: Again;
};

/** One movement of a statement: what the bank says, what it was booked as, and who said so and why. */
export function MovementPage({ movement: m, candidates, book, decide, form = fresh }: MovementProps) {
  const t = useCopy(paymentsCopy);
  const b = useCopy(bookingCopy);
  const { locale } = usePage();
  const path = useHref();
  const base = `/payments/statements/${m.statementId}`;
  const sent = sentHref(m);
  return (
    <>
      <PageHead
        title={b.movement(m.line)}
        kicker={t.statement(m.statement)}
        status={<StatusChip tone={outcomeTones[m.outcome]}>{t[`outcome_${m.outcome}`]}</StatusChip>}
        lead={`${t[m.direction]}, ${euros(m.cents, locale)}`}
        trail={[{ label: t.statements, href: '/payments/statements' }, { label: m.statement, href: base }, { label: String(m.line) }]}
      />
      <Section>
        <FactList
          facts={[
            { label: t.bookedOn, value: showDate(m.bookedOn, locale) },
            { label: t.endToEnd, value: m.endToEndId },
            { label: t.party, value: m.party },
            { label: t.remittance, value: m.remittance },
            ...(sent ? [{ label: b.order, value: <a href={path(sent)}>{m.orderCode}</a> }] : []),
            ...(m.recoveryId ? [{ label: b.recovery, value: <a href={path(`/payments/recoveries/${m.recoveryId}`)}>{m.reference}</a> }] : []),
          ]}
        />
      </Section>
      {decide && <Confirm {...decide} form={form} />}
      {book.ok && (
        <Section title={b.title} id="book" lead={b.lead}>
          <Form action={`${base}/movements/${m.line}/bookings`} form={form}>
            <SelectField
              name="about"
              label={b.about}
              hint={candidates.length === 0 ? b.noCandidates : b.aboutHint}
              options={[
                ...candidates.map((c) => ({ value: c.value, label: `${c.named} · ${c.acronym} · ${c.beneficiary} · ${euros(c.cents, locale)}` })),
                { value: 'foreign', label: b.purpose_foreign },
              ]}
              required
            />
            <TextArea name="reason" label={b.why} hint={b.whyHint} rows={3} required />
            <SubmitRow label={b.submit} />
          </Form>
        </Section>
      )}
      {m.bookings.length > 0 && (
        <Section title={b.history}>
          <PlainTable
            caption={b.history}
            captionHidden
            columns={[{ label: b.about }, { label: b.why }, { label: t.state }, { label: t.proposedBy }, { label: t.decidedBy }]}
            rows={m.bookings.map((x) => [
              x.named ?? b.purpose_foreign,
              <>
                {x.reason}
                {x.refusal && <span class="m-fact-note">{x.refusal}</span>}
              </>,
              b[x.state],
              `${x.proposedByName}, ${showInstant(x.proposedAt, locale)}`,
              x.decidedAt ? `${x.decidedByName}, ${showInstant(x.decidedAt, locale)}` : '–',
            ])}
          />
        </Section>
      )}
    </>
  );
}

function Confirm({ booking: x, decision, form }: { booking: BookingRow; decision: Decision; form: Again }) {
  const t = useCopy(paymentsCopy);
  const b = useCopy(bookingCopy);
  const { locale } = usePage();
  const path = useHref();
  const target = sentHref(x) ?? (x.recoveryId ? `/payments/recoveries/${x.recoveryId}` : null);
  return (
    <Section title={t.decision} id="decision" lead={b.confirmLead}>
      <FactList
        facts={[
          { label: b.about, value: target ? <a href={path(target)}>{x.named}</a> : b.purpose_foreign, note: x.acronym ?? undefined },
          { label: t.beneficiary, value: x.beneficiary },
          { label: t.amount, value: x.cents === null ? null : euros(x.cents, locale) },
          { label: b.why, value: x.reason },
          { label: t.proposedBy, value: x.proposedByName, note: showInstant(x.proposedAt, locale) },
        ]}
      />
      <DecisionForm decide={decision} action={`/payments/bookings/${x.id}/decision`} form={form} yes={{ value: 'booked', label: t.confirm }} />
    </Section>
  );
}
