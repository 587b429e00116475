import type { Decision } from '#src/core/decision.ts';
import { number as showNumber } from '#src/core/money.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { FrozenProposal } from '#src/funding/screening/parts.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { FieldSet, NumberField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, FigureRow, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { panelWords } from '../copy/panel.ts';
import { blindWords } from '#src/funding/reviews/copy/blind.ts';
import { reviewWords } from '#src/funding/reviews/copy/reviews.ts';
import type { EvaluationProgress } from '../queries.ts';
import { panelSpec, totalsSaid, type PanelRow, type PanelShown } from '../queries/panel.ts';
import { MIN_REPORT } from '../rules/consensus.ts';
import { spreadOf } from '#src/core/points.ts';
import { totalOf, premiumItem, type Given } from '#src/funding/reviews/rules/points.ts';
import { itemsOf, MAX_TEXT, type Entry, type Grid, type Item } from '#src/funding/reviews/rules/review.ts';
import type { DiscussionDecisions } from '../desk.ts';
import type { Discussion } from '../queries/discussion.ts';
import type { PanelState } from '../states.ts';
import { DiscussionSection, Rapporteur } from './discussion.tsx';

const tones: Record<PanelState, Tone> = { incomplete: 'info', diverging: 'warn', complete: 'good', consensus: 'good' };

export type PanelPageProps = { version: CallVersion; listed: Listed<PanelRow>; progress: EvaluationProgress };

/** The panel's matrix: how far the evaluation is, and where the experts stand too far apart. */
export function PanelPage({ version, listed, progress }: PanelPageProps) {
  const t = useCopy(panelWords);
  const { locale } = usePage();
  const { call, callId } = version;
  const base = `/calls/${callId}/panel`;
  const byExpert = call.evaluation.onDivergence === 'expert';
  const points = (value: number | null) => (value === null ? '–' : showNumber(value, locale));
  return (
    <>
      <PageHead
        title={t.panel}
        kicker={call.officialCode}
        lead={byExpert ? t.leadExpert : t.lead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.panel }]}
        actions={
          <LinkButton href={`/calls/${callId}/meetings`} tone="secondary">
            {t.meetings}
          </LinkButton>
        }
        example={call.example}
      />
      <FigureRow
        label={t.panel}
        figures={[
          { value: progress.admitted, label: t.admitted(progress.admitted), href: base },
          {
            value: progress.submitted,
            label: t.done(progress.submitted),
            note: t.ofWanted(progress.assignments, progress.wanted),
            href: `${base}?state=incomplete`,
          },
          {
            value: progress.pendingDivergences,
            label: (byExpert ? t.pendingExpert : t.pending)(progress.pendingDivergences),
            note: call.evaluation.divergence === null ? t.noLimit : t.limit(call.evaluation.divergence),
            href: `${base}?state=diverging`,
          },
        ]}
      />
      <Section id="matrix">
        <DataTable
          listed={listed}
          spec={panelSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/${row.applicationId}`}
          cells={{
            state: (row) => <StatusChip tone={tones[row.state]}>{t[row.state]}</StatusChip>,
            submitted: (row) => `${row.submitted}/${row.assigned}`,
            // A pseudonym and its points stay on one line.
            reviews: (row) => totalsSaid(row.reviews.replaceAll(/(?<!;) /g, '\u00a0'), locale),
            lowest: (row) => points(row.lowest),
            highest: (row) => points(row.highest),
            spread: (row) => points(row.spread),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type PanelCasePageProps = {
  found: PanelShown;
  /** What the experts call the proposal, where they may not know who proposes. */
  code: string | null;
  decision: Decision;
  mayAgree: boolean;
  discussion: Discussion;
  decisions: DiscussionDecisions;
  form?: Again | undefined;
  forms?: { rapporteur?: Again; message?: Again };
};

/** One proposal before the panel: the reviews side by side, what was agreed, and the proposal itself. */
export function PanelCasePage({ found, code, decision, mayAgree, discussion, decisions, form, forms = {} }: PanelCasePageProps) {
  const t = useCopy(panelWords);
  const b = useCopy(blindWords);
  const { version } = found.stage;
  const { call, callId } = version;
  const { snapshot, protocol, applicationId } = found.submission;
  const state: PanelState = found.consensus
    ? 'consensus'
    : found.assigned === 0 || found.submitted < found.assigned
      ? 'incomplete'
      : found.diverging
        ? 'diverging'
        : 'complete';
  const base = `/calls/${callId}/panel`;
  return (
    <>
      <PageHead
        title={snapshot.acronym}
        kicker={`${t.panel} · ${call.officialCode}`}
        lead={snapshot.title}
        status={<StatusChip tone={tones[state]}>{t[state]}</StatusChip>}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: `/calls/${callId}` },
          { label: t.panel, href: base },
          { label: protocol },
        ]}
        example={call.example}
      />
      {code && <Callout tone="info">{b.chairNote(code)}</Callout>}
      <Comparison found={found} />
      {found.consensus && (
        <Section title={t.consensusTitle} id="agreed" lead={t.consensusBy(found.consensus.by, found.consensus.decidedAt)}>
          <Prose>
            {found.consensus.report.split(/\n\s*\n/).map((p, i) => (
              <p key={i}>{p}</p>
            ))}
          </Prose>
        </Section>
      )}
      <Rapporteur discussion={discussion} decision={decisions.name} action={`${base}/${applicationId}/rapporteur`} form={forms.rapporteur} />
      <DiscussionSection discussion={discussion} decision={decisions.discuss} action={`${base}/${applicationId}/messages`} form={forms.message} />
      {mayAgree && <ConsensusForm found={found} draft={discussion.draft?.entry ?? null} decision={decision} form={form} action={`${base}/${applicationId}`} />}
      <FrozenProposal
        call={call}
        snapshot={snapshot}
        sha256={found.submission.sha256}
        repaired={found.repaired}
        documentHref={(sha) => `${base}/${applicationId}/documents/${sha}`}
      />
    </>
  );
}

const pointsOf = (item: Item, given: Given): number | undefined => (item.kind === 'criterion' ? given.points[item.id] : given.premiums[item.id]);

export type Compared = Pick<PanelShown, 'reviews' | 'consensus' | 'diverging' | 'stage'>;

export function Comparison({ found }: { found: Compared }) {
  const t = useCopy(panelWords);
  const { locale } = usePage();
  const grid = found.stage.version.call.evaluation;
  const items = itemsOf(grid);
  const { reviews, consensus } = found;
  if (reviews.length === 0)
    return (
      <Section title={t.comparison} id="reviews">
        <EmptyState title={t.noReviews}>{t.noReviewsMore}</EmptyState>
      </Section>
    );
  const given: Given[] = [...reviews, ...(consensus ? [consensus] : [])];
  const shown = (value: number | undefined) => (value === undefined ? '–' : showNumber(value, locale));
  const spread = spreadOf(reviews.map((r) => totalOf(grid, r.points)));
  return (
    <Section title={t.comparison} id="reviews">
      {spread !== null && grid.divergence !== null && found.diverging && <Callout tone="warn">{t.spreadSaid(spread, grid.divergence)}</Callout>}
      <PlainTable
        scroll
        caption={t.pointsByExpert}
        captionHidden
        columns={[
          { label: t.criterion },
          { label: t.max, numeric: true },
          ...reviews.map((r) => ({ label: r.expert, numeric: true })),
          ...(consensus ? [{ label: t.agreed, numeric: true }] : []),
        ]}
        rows={items.map((item) => [item.title[locale], shown(item.max), ...given.map((g) => shown(pointsOf(item, g)))])}
        total={[t.total, '', ...given.map((g) => shown(totalOf(grid, g.points)))]}
      />
      <h3>{t.motivations}</h3>
      {items.map((item) => (
        <div key={item.item}>
          <h4>{item.title[locale]}</h4>
          <FactList facts={reviews.map((r) => ({ label: `${r.expert}: ${shown(pointsOf(item, r))}`, value: r.motivations[item.item] ?? '' }))} />
        </div>
      ))}
      {reviews.some((r) => r.summary !== '') && (
        <div>
          <h4>{t.summary}</h4>
          <FactList facts={reviews.map((r) => ({ label: r.expert, value: r.summary }))} />
        </div>
      )}
    </Section>
  );
}

type ConsensusFormProps = { found: PanelShown; draft: Entry | null; decision: Decision; form: Again | undefined; action: string };

/** What was recorded, or else what the rapporteur has drafted. */
function ConsensusForm({ found, draft, decision, form, action }: ConsensusFormProps) {
  const t = useCopy(panelWords);
  const { consensus } = found;
  const stored = consensus && {
    ...Object.fromEntries(Object.entries(consensus.points).map(([id, value]) => [`points.${id}`, String(value)])),
    ...Object.fromEntries(Object.entries(consensus.premiums).map(([id, value]) => [`points.${premiumItem(id)}`, String(value)])),
    report: consensus.report,
  };
  return (
    <Section title={t.consensusForm} id="consensus" lead={t.consensusHint}>
      <Form action={action} form={form ?? filled(stored ?? (draft ? draftFields(draft) : {}))} guardUnsaved>
        {(decision.ok || form) && (
          <>
            <input type="hidden" name="seen" value={consensus?.decidedAt ?? ''} />
            <ConsensusFields grid={found.stage.version.call.evaluation} required />
          </>
        )}
        <SubmitRow label={t.submit} decision={decision} />
      </Form>
    </Section>
  );
}

/** A draft as the form's fields: its report is the entry's summary. */
export const draftFields = (draft: Entry): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(draft.items).map(([item, { typed }]) => [`points.${item}`, typed])),
  report: draft.summary,
});

/** Points for every item, and the report. */
export function ConsensusFields({ grid, required }: { grid: Grid; required: boolean }) {
  const t = useCopy(panelWords);
  const r = useCopy(reviewWords);
  const { locale } = usePage();
  return (
    <>
      {itemsOf(grid).map((item) => (
        <FieldSet key={item.item} legend={item.title[locale]} hint={<SourceNote source={item.source} />}>
          <NumberField name={`points.${item.item}`} label={r.points} hint={r.scale(item.max, item.step)} required={required} />
        </FieldSet>
      ))}
      <TextArea name="report" label={t.report} hint={t.reportHint(MIN_REPORT)} required={required} rows={8} limit={MAX_TEXT} />
    </>
  );
}
