import type { Decision } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import { togetherCopy } from '#src/funding/applications/copy/together.ts';
import { FrozenProposal } from '#src/funding/screening/parts.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, Button, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { FieldSet, NumberField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section, WithAside } from '#src/ui/head.tsx';
import { Callout, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import type { ComponentChildren } from 'preact';
import { reviewWords } from '../copy/reviews.ts';
import type { ReviewSeen } from '../queries/reviews.ts';
import { fieldsOf } from '../rules/entries.ts';
import { SUMMARY, textOf, versionOf } from '../rules/fields.ts';
import { totalOf } from '../rules/points.ts';
import { filledItems, givenBy, itemsOf, MAX_TEXT, type Item } from '../rules/review.ts';
import { termOf } from '../rules/term.ts';
import { refusalKinds } from '../states.ts';
import { BlindProposalShown } from './blind.tsx';
import { Given } from './given.tsx';

export type ReviewPageProps = {
  review: ReviewSeen;
  decisions: { write: Decision; submit: Decision; refuse: Decision };
  form?: Again | undefined;
  refusal?: Again | undefined;
};

/** One review: the frozen proposal, and beside it the form. */
export function ReviewPage({ review, decisions, form, refusal }: ReviewPageProps) {
  const t = useCopy(reviewWords);
  const { now, asset } = usePage();
  const { call } = review.version;
  const { proposal } = review;
  const documentHref = (key: string) => `/reviews/${review.id}/documents/${key}`;
  const reader = <Reader review={review} />;
  const open = review.state === 'assigned';
  const term = termOf(review.dueAt, now);
  return (
    <>
      <PageHead
        title={proposal.name}
        kicker={`${t.review} · ${call.officialCode}`}
        lead={proposal.title ?? undefined}
        status={<StatusChip tone={open ? 'info' : 'good'}>{open ? t.assigned : t.submitted}</StatusChip>}
        trail={[{ label: t.reviews, href: '/reviews' }, { label: proposal.number }]}
        actions={
          <>
            {open && <LinkButton href={`/reviews/${review.id}#form`}>{t.toForm}</LinkButton>}
            <LinkButton href={`/reviews/${review.id}/print`} tone="secondary">
              {t.print}
            </LinkButton>
          </>
        }
        example={call.example}
      />
      <script type="module" src={asset('judging.js')} />
      {open && review.dueAt && (
        <Callout tone={term === 'late' ? 'bad' : term === 'soon' ? 'warn' : 'info'}>
          {term === 'late' ? t.dueOver(review.dueAt) : t.dueBy(review.dueAt)}
        </Callout>
      )}
      <Callout tone="info">{call.evaluation.blind !== 'open' ? t.as(review.pseudonym) : t.asOpen}</Callout>
      {review.submittedAt && (
        <Callout
          tone="good"
          actions={
            <LinkButton href={`/reviews/${review.id}/discussion`} tone="secondary" small>
              {t.discussion}
            </LinkButton>
          }
        >
          {t.submittedOn(review.submittedAt)}
        </Callout>
      )}
      <WithAside
        stays={open || form !== undefined}
        aside={open || form ? <ReviewForm review={review} decisions={decisions} form={form} /> : <Handed review={review} />}
      >
        {proposal.blind ? (
          <BlindProposalShown call={call} proposal={proposal} documentHref={documentHref} reader={reader} />
        ) : (
          <FrozenProposal
            call={call}
            snapshot={proposal.snapshot}
            sha256={proposal.sha256}
            repaired={proposal.repaired}
            documentHref={documentHref}
            reader={reader}
          />
        )}
      </WithAside>
      {open && <RefusalForm id={review.id} decision={decisions.refuse} form={refusal} />}
    </>
  );
}

/** What was handed in. What the browser still kept of it is forgotten. */
function Handed({ review }: { review: ReviewSeen }) {
  const { actor, asset } = usePage();
  return (
    <>
      <div data-forget={`${actor?.id}/${review.id}/`} />
      <script type="module" src={asset('autosave.js')} />
      <Given review={review} />
    </>
  );
}

/** The documents, to be read in the page; which of them have been is marked. */
function Reader({ review }: { review: ReviewSeen }) {
  const t = useCopy(reviewWords);
  const path = useHref();
  const documents = [...new Map(review.proposal.documents.map((d) => [d.key, d])).values()];
  if (documents.length === 0) return null;
  return (
    <>
      <p data-read={t.seenCount('{read}', '{of}')}>
        {t.seenCount(String(documents.filter((d) => review.seen.includes(d.sha256)).length), String(documents.length))}
      </p>
      {documents.map(({ key, sha256, fileName }) => {
        const address = `/reviews/${review.id}/documents/${key}`;
        const seen = review.seen.includes(sha256);
        return (
          <details key={key} class="m-behind m-reader" data-seen={seen ? '' : path(`${address}/reading`)}>
            <summary>
              {t.readHere}: {fileName}{' '}
              <span class="m-hint" data-mark={t.seen}>
                {seen ? t.seen : t.unseen}
              </span>
            </summary>
            <iframe src={path(`${address}?read=1`)} title={fileName} loading="lazy" />
            <p>
              <a href={path(`${address}?read=1`)} target="_blank" rel="noreferrer">
                {t.readApart}
                <span class="visually-hidden">: {fileName}</span>
              </a>
            </p>
            {!seen && (
              <ActionButton action={`${address}/reading`} tone="secondary" small>
                {t.markSeen}
                <span class="visually-hidden">: {fileName}</span>
              </ActionButton>
            )}
          </details>
        );
      })}
    </>
  );
}

/** What the script says while it saves. */
const spoken = [
  'unsaved',
  'saving',
  'savedAt',
  'mergedAt',
  'offline',
  'signedOut',
  'signIn',
  'refused',
  'recovered',
  'inserted',
  'end',
  'emptyText',
  'current',
  'typedHere',
  'keepTheirs',
  'keepWritten',
] as const;

function useScript(review: ReviewSeen, write: Decision): Record<string, string> {
  const t = useCopy(togetherCopy);
  const own = useCopy(reviewWords);
  const { actor, locale } = usePage();
  const path = useHref();
  if (!write.ok || !actor) return {};
  return {
    'data-judging': '',
    'data-autosave': review.id,
    'data-section': 'review',
    'data-person': actor.id,
    'data-sign-in': path('/sign-in'),
    'data-words': JSON.stringify({
      ...Object.fromEntries(spoken.map((w) => [w, t[w]])),
      nobody: own.elsewhere,
      conflict: own.clash,
      conflictLead: own.clashLead,
      locale,
    }),
  };
}

function ReviewForm({ review, decisions, form }: { review: ReviewSeen; decisions: ReviewPageProps['decisions']; form: Again | undefined }) {
  const t = useCopy(reviewWords);
  const { asset } = usePage();
  const { call } = review.version;
  const shown = form ?? filled(fieldsOf(review.entry));
  const stale = form?.reasons.some((r) => r.code === 'form.stale') ?? false;
  const data = useScript(review, decisions.write);
  return (
    <Section title={t.form} id="form">
      <Form action={`/reviews/${review.id}`} form={shown} data={data}>
        <p class="m-autosave" role="status" />
        {decisions.write.ok && <script type="module" src={asset('autosave.js')} />}
        <TotalSoFar review={review} />
        {itemsOf(call.evaluation).map((item) => (
          <ItemFields
            key={item.item}
            item={item}
            criterion={call.evaluation.criteria.find((c) => item.kind === 'criterion' && c.id === item.id)}
            review={review}
            stale={stale}
            typed={shown}
          />
        ))}
        <Writable review={review} field={SUMMARY} stale={stale} typed={String(shown.values['summary'] ?? '')}>
          <TextArea name="summary" label={t.summary} hint={t.summaryHint} rows={4} limit={MAX_TEXT} />
        </Writable>
        {decisions.submit.ok && <p class="m-hint">{t.submitHint}</p>}
        <SubmitRow label={t.saved} tone="secondary" decision={decisions.write}>
          {decisions.submit.ok && <Button formAction={`/reviews/${review.id}/submission`}>{t.submit}</Button>}
        </SubmitRow>
        <p class="m-hint">{t.autosave}</p>
        <details class="m-behind">
          <summary>{t.keyboard}</summary>
          <ul>
            <li>{t.keyboardOrder}</li>
            <li>{t.keyboardNext}</li>
            <li>{t.keyboardSave}</li>
          </ul>
        </details>
      </Form>
    </Section>
  );
}

type WritableProps = { review: ReviewSeen; field: string; stale: boolean; typed: string; scale?: Record<string, string>; children: ComponentChildren };

/** A field with the version that it shows, so that it is saved against that one; and, after a save that came too late, with what is saved now. */
function Writable({ review, field, stale, typed, scale = {}, children }: WritableProps) {
  const t = useCopy(reviewWords);
  const stored = textOf(review, field);
  const said = field === SUMMARY ? stored.motivation : `${t.pointsAre(stored.typed)}\n${stored.motivation}`;
  return (
    <div class="m-writable" data-answer={field} {...scale}>
      <input type="hidden" name={`_base.${field}`} value={versionOf(review, field)} />
      {stale && said !== typed && (
        <Callout tone="warn" title={t.storedNow}>
          <p class="m-as-typed">{said}</p>
          <p>{t.storedHint}</p>
        </Callout>
      )}
      {children}
    </div>
  );
}

/** What the valid points add up to. The script keeps it up to date while typing; without it, each save does. */
function TotalSoFar({ review }: { review: ReviewSeen }) {
  const t = useCopy(reviewWords);
  const { locale } = usePage();
  const grid = review.version.call.evaluation;
  const most = grid.criteria.reduce((sum, c) => sum + c.max * c.weight, 0);
  const total = totalOf(grid, givenBy(grid, review.entry).points);
  const { filled: done, of } = filledItems(grid, review.entry);
  return (
    <div data-total={t.totalSaid('{points}', showNumber(most, locale))} data-note={t.totalNote('{filled}', '{of}')} data-most={most}>
      <Progress
        label={t.totalNow}
        value={total}
        max={most}
        said={t.totalSaid(showNumber(total, locale), showNumber(most, locale))}
        {...(grid.totalThreshold > 0 && { threshold: { value: grid.totalThreshold, said: t.thresholdTotal(showNumber(grid.totalThreshold, locale)) } })}
        note={<span data-filled="">{t.totalNote(done, of)}</span>}
      />
    </div>
  );
}

type ItemFieldsProps = { item: Item; criterion: { weight: number; threshold: number } | undefined; review: ReviewSeen; stale: boolean; typed: Again };

function ItemFields({ item, criterion, review, stale, typed }: ItemFieldsProps) {
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
  const value = (name: string) => String(typed.values[`${name}.${item.item}`] ?? '');
  return (
    <Writable
      review={review}
      field={item.item}
      stale={stale}
      typed={`${t.pointsAre(value('points'))}\n${value('motivation')}`}
      scale={{
        'data-max': String(item.max),
        'data-step': String(item.step),
        // Premiums are counted as filled in, not added to the total of the criteria.
        'data-weight': String(criterion?.weight ?? 0),
        'data-least': String(item.motivation.required ? Math.max(1, item.motivation.minChars) : 0),
      }}
    >
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
    </Writable>
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
