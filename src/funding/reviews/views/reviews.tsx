import type { Decision } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { FrozenProposal } from '#src/funding/screening/parts.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Button, ConfirmDetails, FieldSet, filled, Form, fresh, NumberField, RadioGroup, SubmitRow, TextArea } from '#src/ui/form.tsx';
import { Callout, EmptyState, LinkButton, PageHead, Progress, Section, StatusChip, WithAside } from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { DataTable, FactList, PlainTable } from '#src/ui/table.tsx';
import { reviewWords } from '../copy/reviews.ts';
import type { ExpertCall } from '../queries/experts.ts';
import { myReviewsSpec, type MyReviewRow, type ReviewShown } from '../queries/reviews.ts';
import { fieldsOf } from '../rules/entries.ts';
import { totalOf } from '../rules/points.ts';
import { filledItems, givenBy, itemsOf, MAX_TEXT, type Item } from '../rules/review.ts';
import { refusalKinds } from '../states.ts';

export type ReviewsPageProps = { listed: Listed<MyReviewRow>; done: { submitted: number; of: number }; calls: readonly ExpertCall[]; now: string };

/** An expert's own work: what to declare, what to review, what is done. */
export function ReviewsPage({ listed, done, calls, now }: ReviewsPageProps) {
  const t = useCopy(reviewWords);
  const path = useHref();
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.reviews}
        lead={t.reviewsLead}
        trail={[{ label: t.reviews }]}
        actions={
          <LinkButton href="/reviews/profile" tone="secondary" icon="user">
            {t.profile}
          </LinkButton>
        }
      />
      {calls.length > 0 && (
        <Section title={t.declarations} id="declarations">
          <ul>
            {calls.map((c) => (
              <li key={c.callId}>
                {c.closesAt < now ? (
                  <a href={path(`/calls/${c.callId}/conflicts`)}>{c.declaredAt ? t.declaredFor(c.code, c.declaredAt) : t.declareNow(c.code)}</a>
                ) : (
                  t.toDeclare(c.code)
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="reviews">
        {done.of > 0 && (
          <Progress
            label={t.progress}
            value={done.submitted}
            max={done.of}
            said={t.done(done.submitted, done.of)}
            tone={done.submitted === done.of ? 'good' : 'accent'}
          />
        )}
        <DataTable
          listed={listed}
          spec={myReviewsSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `/reviews/${row.id}`}
          cells={{
            state: (row) => <StatusChip tone={row.state === 'submitted' ? 'good' : 'info'}>{t[row.state]}</StatusChip>,
            assignedAt: (row) => showDate(row.assignedAt, locale),
            submittedAt: (row) => (row.submittedAt ? showInstant(row.submittedAt, locale) : '–'),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type ReviewPageProps = {
  review: ReviewShown;
  decisions: { write: Decision; submit: Decision; refuse: Decision };
  form?: Again | undefined;
  refusal?: Again | undefined;
};

/** One review: the frozen proposal, and beside it the form. */
export function ReviewPage({ review, decisions, form, refusal }: ReviewPageProps) {
  const t = useCopy(reviewWords);
  const { call } = review.version;
  const { snapshot, protocol } = review.submission;
  const open = review.state === 'assigned';
  return (
    <>
      <PageHead
        title={snapshot.acronym}
        kicker={`${t.review} · ${call.officialCode}`}
        lead={snapshot.title}
        status={<StatusChip tone={open ? 'info' : 'good'}>{open ? t.assigned : t.submitted}</StatusChip>}
        trail={[{ label: t.reviews, href: '/reviews' }, { label: protocol }]}
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      <Callout tone="info">{call.evaluation.blind === 'single' ? t.as(review.pseudonym) : t.asOpen}</Callout>
      {review.submittedAt && <Callout tone="good">{t.submittedOn(review.submittedAt)}</Callout>}
      <WithAside aside={open || form ? <ReviewForm review={review} decisions={decisions} form={form} /> : <Given review={review} />}>
        <FrozenProposal call={call} snapshot={snapshot} sha256={review.submission.sha256} documentHref={(sha) => `/reviews/${review.id}/documents/${sha}`} />
      </WithAside>
      {open && <RefusalForm id={review.id} decision={decisions.refuse} form={refusal} />}
    </>
  );
}

function ReviewForm({ review, decisions, form }: { review: ReviewShown; decisions: ReviewPageProps['decisions']; form: Again | undefined }) {
  const t = useCopy(reviewWords);
  const { call } = review.version;
  const shown = form ?? filled(fieldsOf(review.entry));
  return (
    <Section title={t.form} id="form">
      <Form action={`/reviews/${review.id}`} form={shown} guardUnsaved>
        <input type="hidden" name="revision" value={review.revision} />
        <TotalSoFar review={review} />
        {itemsOf(call.evaluation).map((item) => (
          <ItemFields key={item.item} item={item} criterion={call.evaluation.criteria.find((c) => item.kind === 'criterion' && c.id === item.id)} />
        ))}
        <TextArea name="summary" label={t.summary} hint={t.summaryHint} rows={4} limit={MAX_TEXT} />
        {decisions.submit.ok && <p class="m-hint">{t.submitHint}</p>}
        <SubmitRow label={t.saved} tone="secondary" decision={decisions.write}>
          {decisions.submit.ok && <Button formAction={`/reviews/${review.id}/submission`}>{t.submit}</Button>}
        </SubmitRow>
      </Form>
    </Section>
  );
}

/** What the valid points add up to. The script may keep it up to date while typing; without it, each save does. */
function TotalSoFar({ review }: { review: ReviewShown }) {
  const t = useCopy(reviewWords);
  const { locale } = usePage();
  const grid = review.version.call.evaluation;
  const most = grid.criteria.reduce((sum, c) => sum + c.max * c.weight, 0);
  const total = totalOf(grid, givenBy(grid, review.entry).points);
  const { filled: done, of } = filledItems(grid, review.entry);
  return (
    <Progress
      label={t.totalNow}
      value={total}
      max={most}
      said={t.totalSaid(showNumber(total, locale), showNumber(most, locale))}
      note={t.totalNote(done, of)}
    />
  );
}

function ItemFields({ item, criterion }: { item: Item; criterion: { weight: number; threshold: number } | undefined }) {
  const t = useCopy(reviewWords);
  const { locale } = usePage();
  const legend = item.kind === 'premium' ? `${t.premium}: ${item.title[locale]}` : item.title[locale];
  const scale = [
    t.scale(item.max, item.step),
    criterion && criterion.weight !== 1 && t.weight(criterion.weight),
    criterion && criterion.threshold > 0 && t.thresholdOf(criterion.threshold),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <FieldSet
      legend={legend}
      hint={
        <>
          {item.help[locale]} <SourceNote source={item.source} />
        </>
      }
    >
      <NumberField name={`points.${item.item}`} label={t.points} hint={scale} required />
      <TextArea
        name={`motivation.${item.item}`}
        label={t.motivation}
        required={item.motivation.required}
        rows={6}
        limit={MAX_TEXT}
        hint={item.motivation.required ? t.atLeast(item.motivation.minChars) : undefined}
      />
    </FieldSet>
  );
}

/** A submitted review, as its expert reads it again. */
function Given({ review }: { review: ReviewShown }) {
  const t = useCopy(reviewWords);
  const { locale } = usePage();
  const grid = review.version.call.evaluation;
  const items = itemsOf(grid);
  const { points, premiums } = givenBy(grid, review.entry);
  const pointsOf = (item: Item) => (item.kind === 'criterion' ? points[item.id] : premiums[item.id]);
  return (
    <Section title={t.given} id="given">
      <PlainTable
        caption={t.given}
        captionHidden
        columns={[{ label: t.criterion }, { label: t.points, numeric: true }, { label: t.max, numeric: true }]}
        rows={items.map((item) => [item.title[locale], showNumber(pointsOf(item) ?? 0, locale), showNumber(item.max, locale)])}
        total={[t.total, showNumber(totalOf(grid, points), locale), '']}
      />
      <FactList
        stacked
        facts={[
          ...items.map((item) => ({ label: item.title[locale], value: review.entry.items[item.item]?.motivation ?? '' })),
          { label: t.summary, value: review.entry.summary },
        ]}
      />
    </Section>
  );
}

function RefusalForm({ id, decision, form }: { id: string; decision: Decision; form: Again | undefined }) {
  const t = useCopy(reviewWords);
  return (
    <Section id="refusal">
      <ConfirmDetails summary={t.refuse} consequences={[t.refuseFrees, t.refuseConflict]} decision={decision} open={form !== undefined}>
        <Form action={`/reviews/${id}/refusal`} form={form ?? fresh} id="refusal">
          <RadioGroup name="kind" label={t.refuseKind} required options={refusalKinds.map((kind) => ({ value: kind, label: t[`kind_${kind}`] }))} />
          <TextArea name="text" label={t.refuseText} hint={t.refuseTextHint} required rows={3} limit={1000} />
          <SubmitRow label={t.refuseSubmit} tone="danger" />
        </Form>
      </ConfirmDetails>
    </Section>
  );
}
