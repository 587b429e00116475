import type { Decision, Reason } from '#src/core/decision.ts';
import { euros, number } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { DateField, TextArea, TextField } from '#src/ui/fields.tsx';
import { ErrorSummary, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, FigureRow, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { placeStateWords, rankingCopy } from '../copy.ts';
import { outcomeWords } from '../queries/requests.ts';
import type { Place } from '../rules/rank.ts';
import type { PlaceState, RequestOutcome } from '../states.ts';
import { trailOf } from './words.ts';

const tones: Record<PlaceState, Tone> = { funded: 'good', eligibleNotFunded: 'info', belowThreshold: 'warn', excluded: 'bad', renounced: 'neutral' };

export function PlaceChip({ state }: { state: PlaceState }) {
  const { locale } = usePage();
  return <StatusChip tone={tones[state]}>{placeStateWords[state][locale]}</StatusChip>;
}

export type Shows = (what: Call['ranking']['publishes'][number]) => boolean;

/** What a place is called by whom may not read all of it. */
export function nameOf(place: Pick<Place, 'title' | 'protocol' | 'position'>, shows: Shows, locale: Locale): string {
  if (shows('title')) return place.title;
  return shows('protocol') || place.position === null ? place.protocol : rankingCopy.place[locale](place.position);
}

export type PlacePageProps = {
  call: Call;
  place: Place;
  lead: string;
  /** Reads all; others what the call publishes. */
  full: boolean;
  /** Who reviewed it, under open review; null where that is not theirs to know. */
  experts: readonly string[] | null;
  /** What would change it, found by playing the ranking again. */
  changes: readonly Reason[];
  /** May a renunciation or revocation be recorded? Null where it is nobody's question. */
  endGrant: Decision | null;
  ended: { kind: 'renunciation' | 'revocation'; on: string; ref: string } | null;
  /** The request for review: may it be asked, what was asked. Null for who does not act for the lead. */
  review: {
    decision: Decision;
    until: string;
    asked: { reasons: string; outcome: RequestOutcome | null; answer: string | null; actRef: string | null } | null;
  } | null;
  form?: Again;
  endForm?: Again;
};

/** One proposal's place: why, what would change it, and what can be asked about it. */
export function PlacePage({ call, place, lead, full, experts, changes, endGrant, ended, review, form, endForm }: PlacePageProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const shows: Shows = (what) => full || call.ranking.publishes.includes(what);
  const name = nameOf(place, shows, locale);
  const explained = shows('points') && shows('grant');
  const why = full ? place.why : place.why.filter((r) => r.code.startsWith('rank.') && r.code !== 'rank.corrected.excluded');
  return (
    <>
      <PageHead
        title={name}
        kicker={`${call.officialCode}${shows('protocol') ? ` · ${place.protocol}` : ''}`}
        lead={shows('lead') ? lead : undefined}
        status={shows('state') && <PlaceChip state={place.state} />}
        trail={trailOf(call, t, [{ label: name }])}
      />
      {ended && (
        <Callout tone="warn">
          {t.endedSince}: {t[ended.kind]}, {showDate(ended.on, locale)} ({ended.ref})
        </Callout>
      )}
      {explained ? (
        <>
          <Section>
            <FigureRow
              figures={[
                ...(place.position !== null
                  ? [
                      { value: number(place.position, locale), label: t.position, href: `/calls/${call.id}/ranking` },
                      { value: number(place.total, locale), label: t.points },
                    ]
                  : []),
                { value: euros(place.requestedCents, locale), label: t.requested },
                { value: euros(place.grantCents, locale), label: t.grant, ...(place.partial && { note: t.partial }) },
              ]}
            />
          </Section>
          <Section title={t.whyHere}>
            <Reasons reasons={why} />
          </Section>
          {changes.length > 0 && (
            <Section title={t.wouldChange}>
              <Reasons reasons={changes} />
            </Section>
          )}
        </>
      ) : (
        <p>{t.hidden}</p>
      )}
      {full && place.position !== null && (
        <Section title={t.points}>
          <PlainTable
            caption={t.points}
            captionHidden
            compact
            columns={[{ label: t.points }, { label: t.total, numeric: true }]}
            rows={[
              ...call.evaluation.criteria.map((c) => [c.title[locale], number(place.criteria[c.id] ?? 0, locale)]),
              ...call.evaluation.premiums.map((p) => [`${t.premiums}: ${p.title[locale]}`, number(place.premiums[p.id] ?? 0, locale)]),
            ]}
            total={[t.total, number(place.total, locale)]}
          />
        </Section>
      )}
      {experts && (
        <Section title={t.reviewedBy}>
          {experts.length > 0 ? (
            <>
              <ul>
                {experts.map((name) => (
                  <li>{name}</li>
                ))}
              </ul>
              <p>{t.reviewedByNote}</p>
            </>
          ) : (
            <p>{t.reviewedByNobody}</p>
          )}
        </Section>
      )}
      {review && <Review call={call} place={place} review={review} {...(form && { form })} />}
      {(endGrant?.ok || endForm) && (
        <ConfirmDetails summary={t.endGrant} consequences={[t.endConsequences, t.publishConsequences]} open={endForm !== undefined}>
          <Form action={`/calls/${call.id}/renunciations`} form={endForm ?? fresh} id="end">
            <input type="hidden" name="application" value={place.application} />
            <SelectField
              name="kind"
              label={t.endKind}
              required
              empty={null}
              options={[
                { value: 'renunciation', label: t.renunciation },
                { value: 'revocation', label: t.revocation },
              ]}
            />
            <TextField name="ref" label={t.actRef} required />
            <DateField name="on" label={t.endedOn} required />
            <SubmitRow label={t.endGrant} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
      <Actions>
        <LinkButton href={`/calls/${call.id}/ranking`} tone="secondary">
          {t.otherPlaces}
        </LinkButton>
      </Actions>
    </>
  );
}

function Review({ call, place, review, form }: { call: Call; place: Place; review: NonNullable<PlacePageProps['review']>; form?: Again }) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const { asked, decision, until } = review;
  if (asked)
    return (
      <Section title={t.requests}>
        {form && <ErrorSummary form={form} />}
        <Paragraphs text={asked.reasons} />
        <p>
          <strong>{asked.outcome ? outcomeWords[asked.outcome][locale] : t.waiting}</strong>
        </p>
        {asked.answer && (
          <p>
            {asked.answer} ({asked.actRef})
          </p>
        )}
      </Section>
    );
  // Too late is said; what was never theirs to ask is not.
  if (!decision.ok && !form)
    return decision.reasons.every((r) => r.code === 'ranking.request.late') ? (
      <Section title={t.askReview}>
        <Reasons reasons={decision.reasons} />
      </Section>
    ) : null;
  return (
    <ConfirmDetails summary={t.askReview} consequences={[t.askReviewUntil(showDate(until, locale))]} open={form !== undefined}>
      <Form action={`/calls/${call.id}/ranking/${place.application}/review`} form={form ?? fresh} id="review">
        <TextArea name="reasons" label={t.reviewReasons} required limit={4000} />
        <SubmitRow label={t.askReview} decision={decision} />
      </Form>
    </ConfirmDetails>
  );
}
