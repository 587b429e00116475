import type { Decision } from '#src/core/decision.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, RadioGroup } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { ErrorSummary, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Alert, EmptyState, FigureRow, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { blindWords } from '../copy/blind.ts';
import { watchWords } from '../copy/watch.ts';
import { watchSpec, type LateCounts, type WatchRow, type Watched } from '../queries/watch.ts';
import { takingBackKinds, type ReviewState, type Term } from '../states.ts';
import { useTrail } from './run.tsx';

export type WatchPageProps = {
  version: CallVersion;
  listed: Listed<WatchRow>;
  counts: LateCounts;
  mayAct: boolean;
  /** Of a double-blind call: since when the experts know who proposed, and whether they can be told. */
  blind: { since: string | null; reveal: Decision } | null;
  chosen: readonly string[];
  done: 'reminded' | 'takenBack' | null;
  form?: Again | undefined;
};

const termTones: Record<Term, Tone> = { late: 'bad', soon: 'warn', running: 'info', none: 'neutral' };
const stateTones: Record<ReviewState, Tone> = { assigned: 'info', submitted: 'good', declined: 'neutral' };

/** Who has which review, until when, and who is late. */
export function WatchPage({ version, listed, counts, mayAct, blind, chosen, done, form }: WatchPageProps) {
  const t = useCopy(watchWords);
  const { locale } = usePage();
  const { call, callId } = version;
  const base = `/calls/${callId}/reviews`;
  return (
    <>
      <PageHead
        title={t.watch}
        kicker={call.officialCode}
        lead={t.lead}
        trail={useTrail(version, { label: t.watch })}
        actions={
          <LinkButton href={`/calls/${callId}/assignment`} tone="secondary">
            {t.toAssignment}
          </LinkButton>
        }
        example={call.example}
      />
      {done && <Alert tone="good">{t[done]}</Alert>}
      {form && <ErrorSummary form={form} />}
      <FigureRow
        label={t.watch}
        figures={[
          { value: counts.open, label: t.open(counts.open), href: `${base}?state=assigned` },
          { value: counts.late, label: t.late, href: `${base}?term=late` },
          { value: counts.soon, label: t.soon(counts.soon), href: `${base}?term=soon` },
        ]}
      />
      <Section id="reviews">
        <DataTable
          listed={listed}
          spec={watchSpec}
          caption={t.watch}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/${row.id}`}
          cells={{
            name: (row) => (
              <span>
                {mayAct && row.state === 'assigned' && (
                  <input
                    type="checkbox"
                    name="reviews"
                    value={row.id}
                    form="with-chosen"
                    checked={chosen.includes(row.id)}
                    aria-label={t.choose(`${row.expert}, ${row.acronym}`)}
                  />
                )}{' '}
                {row.name}
              </span>
            ),
            state: (row) => <StatusChip tone={stateTones[row.state]}>{t[row.state]}</StatusChip>,
            term: (row) => (row.term === 'none' ? '–' : <StatusChip tone={termTones[row.term]}>{t[`term_${row.term}`]}</StatusChip>),
            dueAt: (row) => (row.dueAt ? showDate(row.dueAt, locale) : '–'),
            daysLate: (row) => row.daysLate ?? '–',
            assignedAt: (row) => showDate(row.assignedAt, locale),
            remindedAt: (row) => (row.remindedAt ? showDate(row.remindedAt, locale) : '–'),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      {mayAct && counts.open > 0 && <Remind base={base} />}
      {blind && <Reveal base={base} {...blind} />}
    </>
  );
}

function Reveal({ base, since, reveal }: { base: string; since: string | null; reveal: Decision }) {
  const b = useCopy(blindWords);
  return (
    <Section title={b.title} id="reveal" lead={since ? b.revealed(since) : b.revealLead}>
      {!since && (
        <ConfirmDetails summary={b.reveal} consequences={[b.revealAll, b.revealForGood]} decision={reveal}>
          <Form action={`${base}/reveal`} form={fresh} id="reveal" label={b.reveal}>
            <SubmitRow label={b.reveal} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
    </Section>
  );
}

function Remind({ base }: { base: string }) {
  const t = useCopy(watchWords);
  const path = useHref();
  return (
    <Section title={t.remindTitle} id="remind">
      <form id="with-chosen" class="m-form" method="post" action={path(`${base}/reminders`)} data-once="" aria-label={t.remindTitle}>
        <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
        <p class="m-hint">{t.remindHint}</p>
        <SubmitRow label={t.remind}>
          <LinkButton href={`${base}?term=late`} tone="plain">
            {t.toLate}
          </LinkButton>
        </SubmitRow>
      </form>
    </Section>
  );
}

export type WatchedPageProps = { version: CallVersion; review: Watched; takeBack: Decision; mayAct: boolean; form?: Again | undefined };

/** One review as those see it who run the evaluation: how far it is, never what it says. */
export function WatchedPage({ version, review, takeBack, mayAct, form }: WatchedPageProps) {
  const t = useCopy(watchWords);
  const { locale } = usePage();
  const { call, callId } = version;
  const base = `/calls/${callId}/reviews`;
  const at = (instant: string | null, none: string) => (instant ? showInstant(instant, locale) : none);
  const { refusal } = review;
  return (
    <>
      <PageHead
        title={`${review.acronym} · ${review.expert}`}
        kicker={`${call.officialCode} · ${review.protocol}`}
        lead={review.name}
        status={<StatusChip tone={stateTones[review.state]}>{t[review.state]}</StatusChip>}
        trail={useTrail(version, { label: t.watch, href: base }, { label: `${review.acronym} · ${review.expert}` })}
      />
      {form && review.state !== 'assigned' && <ErrorSummary form={form} />}
      <Section id="review">
        <FactList
          facts={[
            { label: t.assignedOn, value: at(review.assignedAt, '–') },
            { label: t.due, value: at(review.dueAt, t.noTerm) },
            { label: t.lastSaved, value: review.updatedAt === review.assignedAt ? t.never : at(review.updatedAt, t.never) },
            { label: t.remindedAt, value: at(review.remindedAt, t.never) },
            ...(review.submittedAt ? [{ label: t.submittedOn, value: at(review.submittedAt, '–') }] : []),
            ...(refusal
              ? [
                  { label: t.state, value: refusal.by ? t.byPerson(refusal.by) : t.byExpert },
                  { label: t.why, value: `${t[`kind_${refusal.kind}` as 'kind_late']}${refusal.text ? `. ${refusal.text}` : ''}` },
                ]
              : []),
          ]}
        />
      </Section>
      {mayAct && review.state === 'assigned' && (
        <Section id="taking-back">
          <ConfirmDetails summary={t.takeBack} consequences={[t.takeBackFrees, t.takeBackKept]} decision={takeBack} open={form !== undefined}>
            <Form action={`${base}/${review.id}/taking-back`} form={form ?? { ...fresh, values: { substitute: 'on' } }} id="taking-back">
              <RadioGroup name="kind" label={t.why} required options={takingBackKinds.map((kind) => ({ value: kind, label: t[`kind_${kind}`] }))} />
              <TextArea name="text" label={t.takeBackText} hint={t.takeBackTextHint} required rows={3} limit={1000} />
              <CheckboxField name="substitute" label={t.substitute} />
              <SubmitRow label={t.takeBackSubmit} tone="danger" />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
    </>
  );
}
