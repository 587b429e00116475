import { number as showNumber } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { LinkButton } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { reviewWords } from '../copy/reviews.ts';
import type { ReviewSeen } from '../queries/reviews.ts';
import { totalOf } from '../rules/points.ts';
import { givenBy, itemsOf, type Item } from '../rules/review.ts';

/** One review on paper: what it is about, points and motivations. */
export function PrintPage({ review }: { review: ReviewSeen }) {
  const t = useCopy(reviewWords);
  const { call } = review.version;
  const { name, title, number } = review.proposal;
  return (
    <>
      <PageHead
        title={name}
        kicker={`${t.review} · ${call.officialCode} · ${number}`}
        lead={title ?? undefined}
        trail={[{ label: t.reviews, href: '/reviews' }, { label: name, href: `/reviews/${review.id}` }, { label: t.print }]}
        actions={
          <LinkButton href={`/reviews/${review.id}`} tone="secondary">
            {t.back}
          </LinkButton>
        }
        example={call.example}
      />
      <p>
        {review.pseudonym}. {review.submittedAt ? t.submittedOn(review.submittedAt) : t.draft}
      </p>
      <p class="m-hint">{t.printHint}</p>
      <Given review={review} />
    </>
  );
}

/** A submitted review, as its expert reads it again. */
export function Given({ review }: { review: ReviewSeen }) {
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
        rows={items.map((item) => {
          const given = pointsOf(item);
          return [item.title[locale], given === undefined ? '–' : showNumber(given, locale), showNumber(item.max, locale)];
        })}
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
