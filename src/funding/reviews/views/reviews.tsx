import { percent } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { ExpertCall } from '#src/funding/experts/queries/experts.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { blindWords } from '../copy/blind.ts';
import { releaseWords } from '../copy/release.ts';
import { reviewWords } from '../copy/reviews.ts';
import { myReviewsSpec, type MyReviewRow } from '../queries/reviews.ts';

export type ReviewsPageProps = { me: string; listed: Listed<MyReviewRow>; done: { submitted: number; of: number }; calls: readonly ExpertCall[]; now: string };

/** An expert's own work: what to declare, what to review, what is done. */
export function ReviewsPage({ me, listed, done, calls, now }: ReviewsPageProps) {
  const t = useCopy(reviewWords);
  const b = useCopy(blindWords);
  const s = useCopy(releaseWords);
  const serving = calls.filter((c) => !c.ranked);
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
      <Declarations title={t.declarations} id="declarations" calls={calls.filter((c) => c.declaredAt === null)} now={now} />
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
            // A code stays on one line; an acronym may be long.
            acronym: (row) => (row.lead === null ? <span class="m-nowrap">{row.acronym}</span> : row.acronym),
            lead: (row) => row.lead ?? b.unnamed,
            state: (row) => <StatusChip tone={row.state === 'submitted' ? 'good' : 'info'}>{t[row.state]}</StatusChip>,
            assignedAt: (row) => showDate(row.assignedAt, locale),
            filled: (row) => percent(row.filled, locale),
            dueAt: (row) =>
              row.dueAt === null ? (
                '–'
              ) : (
                <>
                  {showDate(row.dueAt, locale)}
                  {row.state === 'assigned' && row.dueAt < now && (
                    <>
                      {' '}
                      <StatusChip tone="bad">{t.late}</StatusChip>
                    </>
                  )}
                </>
              ),
            submittedAt: (row) =>
              row.submittedAt ? (
                <>
                  {showInstant(row.submittedAt, locale)}{' '}
                  <a href={path(`/reviews/${row.id}/discussion`)}>
                    {t.discussion}
                    <span class="visually-hidden">: {row.acronym}</span>
                  </a>
                </>
              ) : (
                '–'
              ),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      <Declarations title={t.declarationsMade} id="declared" calls={calls.filter((c) => c.declaredAt !== null)} now={now} />
      {serving.length > 0 && (
        <Section title={s.services} id="services" lead={s.lead}>
          <ul>
            {serving.map((c) => (
              <li key={c.callId}>
                <a href={path(`/calls/${c.callId}/experts/${me}/release`)}>{s.toOwn(c.code)}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Declarations({ title, id, calls, now }: { title: string; id: string; calls: readonly ExpertCall[]; now: string }) {
  const t = useCopy(reviewWords);
  const path = useHref();
  if (calls.length === 0) return null;
  return (
    <Section title={title} id={id}>
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
  );
}
