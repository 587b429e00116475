import type { Decision } from '#src/core/decision.ts';
import { euros, millions, number, percent, shareOf } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { ColumnChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, Form, fresh, SubmitRow, TextField, DateField } from '#src/ui/form.tsx';
import { Actions, Callout, EmptyState, FigureRow, LinkButton, PageHead, Progress, Section, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { DataTable, FactList, PlainTable } from '#src/ui/table.tsx';
import { placeStateWords, rankingCopy } from './copy.ts';
import type { Place, Ranking } from './rules/rank.ts';
import type { PlaceState, RankingKind } from './states.ts';
import { placeSpec, type PlaceRow, type RankingRow } from './queries.ts';

const tones: Record<PlaceState, Tone> = { funded: 'good', eligibleNotFunded: 'info', belowThreshold: 'warn', excluded: 'bad', renounced: 'neutral' };

export function PlaceChip({ state }: { state: PlaceState }) {
  const { locale } = usePage();
  return <StatusChip tone={tones[state]}>{placeStateWords[state][locale]}</StatusChip>;
}

const useKind = () => {
  const t = useCopy(rankingCopy);
  return (kind: RankingKind) => t[kind];
};

const trailOf = (call: Call, t: { calls: string; ranking: string }, more: { label: string; href?: string }[] = []) => [
  { label: t.calls, href: '/calls' },
  { label: call.officialCode, href: `/calls/${call.id}` },
  ...(more.length > 0 ? [{ label: t.ranking, href: `/calls/${call.id}/ranking` }, ...more] : [{ label: t.ranking }]),
];

export function NoRankingPage({ call, mayPrepare }: { call: Call; mayPrepare: boolean }) {
  const t = useCopy(rankingCopy);
  return (
    <>
      <PageHead title={t.ranking} kicker={call.officialCode} trail={trailOf(call, t)} />
      <EmptyState title={t.none} action={mayPrepare && <LinkButton href={`/calls/${call.id}/ranking/preview`}>{t.prepare}</LinkButton>}>
        {t.noneMore}
      </EmptyState>
    </>
  );
}

export type RankingPageProps = {
  call: Call;
  row: Omit<RankingRow, 'bundle'>;
  ranking: Ranking;
  listed: Listed<PlaceRow>;
  versions: readonly Omit<RankingRow, 'bundle'>[];
  mayPrepare: boolean;
  mayProve: boolean;
  example: boolean;
};

/** The published ranking: figures, how the money went, every place, the proof. */
export function RankingPage({ call, row, ranking, listed, versions, mayPrepare, mayProve, example }: RankingPageProps) {
  const t = useCopy(rankingCopy);
  const kindOf = useKind();
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead
        title={kindOf(row.kind)}
        kicker={`${call.officialCode} · ${call.title[locale]}`}
        lead={t.lead}
        status={
          <StatusChip tone={row.kind === 'provisional' ? 'warn' : 'good'}>
            {t.publishedOn} {showDate(row.publishedAt, locale)}
          </StatusChip>
        }
        trail={trailOf(call, t)}
        actions={
          mayPrepare && (
            <LinkButton href={`/calls/${call.id}/ranking/preview`} tone="secondary">
              {t.prepare}
            </LinkButton>
          )
        }
      />
      {example && <Callout tone="warn">{t.exampleNote}</Callout>}
      <Summary call={call} ranking={ranking} listHref={`/calls/${call.id}/ranking`} />
      <DataTable
        listed={listed}
        spec={placeSpec}
        caption={t.ranking}
        cells={{
          protocol: (r) => <span class="m-nowrap">{r.protocol}</span>,
          acronym: (r) => <a href={path(`/calls/${call.id}/ranking/${r.applicationId}`)}>{r.acronym}</a>,
          position: (r) => r.position ?? '–',
          points: (r) => (r.points === null ? '–' : number(r.points, locale)),
          state: (r) => <PlaceChip state={r.state} />,
          grantCents: (r) => (r.grantCents === 0 ? '–' : euros(r.grantCents, locale)),
        }}
      />
      <Rounds call={call} ranking={ranking} />
      <Section title={t.proof}>
        <p>{t.proofText}</p>
        <FactList
          stacked
          facts={[
            { label: t.hash, value: <code class="m-hash">{row.hash}</code> },
            ...(ranking.drawn ? [{ label: t.seed, value: <code class="m-hash">{ranking.seed}</code>, note: t.seedText }] : []),
            { label: t.act, value: row.actRef },
          ]}
        />
        {mayProve && (
          <Actions>
            <LinkButton href={`/calls/${call.id}/rankings/${row.number}/bundle`} tone="secondary" icon="download" download>
              {t.bundle}
            </LinkButton>
          </Actions>
        )}
      </Section>
      {versions.length > 1 && (
        <Section title={t.versions}>
          <PlainTable
            caption={t.versions}
            captionHidden
            columns={[{ label: t.ranking }, { label: t.publishedOn }, { label: t.act }]}
            rows={versions.toReversed().map((v) => [
              <a href={path(`/calls/${call.id}/ranking?version=${v.number}`)}>
                {v.number}. {kindOf(v.kind)}
              </a>,
              showInstant(v.publishedAt, locale),
              v.actRef,
            ])}
          />
        </Section>
      )}
    </>
  );
}

function Summary({ call, ranking, listHref }: { call: Call; ranking: Ranking; listHref: string }) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const funded = ranking.places.filter((p) => p.state === 'funded').length;
  const quota = ranking.quotas[0];
  return (
    <Section>
      <FigureRow
        figures={[
          { value: number(funded, locale), label: t.funded, href: `${listHref}?state=funded` },
          { value: millions(ranking.grantedCents, locale), note: euros(ranking.grantedCents, locale), label: t.granted, href: `/calls/${call.id}/awards` },
          { value: millions(ranking.budgetCents, locale), note: euros(ranking.budgetCents, locale), label: t.budget, href: `/calls/${call.id}/versions` },
          { value: millions(ranking.leftCents, locale), note: euros(ranking.leftCents, locale), label: t.left },
        ]}
      />
      {quota && (
        <Progress
          label={t.south}
          value={ranking.southGrantedCents}
          max={Math.max(1, ranking.budgetCents)}
          said={`${euros(ranking.southGrantedCents, locale)} · ${percent(shareOf(ranking.southGrantedCents, ranking.budgetCents), locale)}`}
          threshold={{ value: quota.requiredCents, said: t.southFloor(percent(quota.percent, locale)) }}
          tone={quota.met ? 'good' : 'warn'}
        />
      )}
    </Section>
  );
}

function Rounds({ call, ranking }: { call: Call; ranking: Ranking }) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const path = useHref();
  const quota = ranking.quotas[0];
  const named = (ids: readonly string[]) => ids.map((id) => ranking.places.find((p) => p.application === id)!);
  const links = (ids: readonly string[]) => (
    <ul>
      {named(ids).map((p) => (
        <li key={p.application}>
          <a href={path(`/calls/${call.id}/ranking/${p.application}`)}>{p.title}</a> ({p.protocol})
        </li>
      ))}
    </ul>
  );
  const shown = ranking.places.filter((p) => p.position !== null).slice(0, 120);
  return (
    <>
      <Section title={t.rounds}>
        <PlainTable
          caption={t.rounds}
          captionHidden
          columns={[
            { label: t.round },
            { label: t.act },
            { label: t.budget, numeric: true },
            { label: t.granted, numeric: true },
            { label: t.funded, numeric: true },
          ]}
          rows={ranking.rounds.map((r) => [t[r.kind], r.ref, euros(r.budgetCents, locale), euros(r.grantedCents, locale), number(r.funded, locale)])}
        />
      </Section>
      {quota && (
        <Section title={t.quotaPrice}>
          <Reasons reasons={quota.why} />
          {quota.broughtIn.length === 0 && quota.leftOut.length === 0 ? (
            <p>{t.quotaNone}</p>
          ) : (
            <>
              {quota.broughtIn.length > 0 && (
                <>
                  <h3>{t.broughtIn}</h3>
                  {links(quota.broughtIn)}
                </>
              )}
              {quota.leftOut.length > 0 && (
                <>
                  <h3>{t.leftOut}</h3>
                  {links(quota.leftOut)}
                </>
              )}
            </>
          )}
        </Section>
      )}
      {shown.length > 0 && (
        <Section>
          <ColumnChart
            title={t.chart}
            description={t.chartDescription}
            headings={[t.acronym, t.points]}
            columns={shown.map((p) => ({
              label: `${p.position}. ${p.title}`,
              value: p.total,
              href: `/calls/${call.id}/ranking/${p.application}`,
              quiet: p.state !== 'funded',
            }))}
            {...(ranking.linePoints !== null && { threshold: { value: ranking.linePoints, label: t.line } })}
          />
        </Section>
      )}
    </>
  );
}

export type PlacePageProps = { call: Call; place: Place; lead: string; full: boolean; mayRenounce: boolean; form?: Again };

/** One proposal's place: why, and what would change it. */
export function PlacePage({ call, place, lead, full, mayRenounce, form }: PlacePageProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const why = full ? place.why : place.why.filter((r) => r.code.startsWith('rank.'));
  return (
    <>
      <PageHead
        title={place.title}
        kicker={`${call.officialCode} · ${place.protocol}`}
        lead={lead}
        status={<PlaceChip state={place.state} />}
        trail={trailOf(call, t, [{ label: place.title }])}
      />
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
      {place.wouldChange.length > 0 && (
        <Section title={t.wouldChange}>
          <Reasons reasons={place.wouldChange} />
        </Section>
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
      {mayRenounce && place.state === 'funded' && (
        <ConfirmDetails summary={t.renounce} consequences={[t.publishConsequences]} open={form !== undefined}>
          <Form action={`/calls/${call.id}/renunciations`} form={form ?? fresh}>
            <input type="hidden" name="application" value={place.application} />
            <TextField name="ref" label={t.actRef} required />
            <DateField name="on" label={t.publishedOn} required />
            <SubmitRow label={t.renounce} tone="danger" />
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

export type PreviewPageProps = { call: Call; ranking: Ranking | null; kind: RankingKind; decision: Decision; names: ReadonlyMap<string, string>; form?: Again };

/** What the ranking would be now, what it still needs, and the button that publishes it. */
export function PreviewPage({ call, ranking, kind, decision, names, form }: PreviewPageProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const button = { provisional: t.publishProvisional, final: t.publishFinal, scrolled: t.publishScrolled }[kind];
  return (
    <>
      <PageHead title={t.preview} kicker={`${call.officialCode} · ${t[kind]}`} lead={t.previewLead} trail={trailOf(call, t, [{ label: t.preview }])} />
      {!decision.ok && (
        <Section title={t.notReady}>
          <Reasons reasons={decision.reasons} />
        </Section>
      )}
      {(decision.ok || form) && (
        <ConfirmDetails summary={button} consequences={[t.publishConsequences]} open>
          <Form action={`/calls/${call.id}/rankings`} form={form ?? fresh}>
            <input type="hidden" name="kind" value={kind} />
            <TextField name="ref" label={t.actRef} required />
            <SubmitRow label={button} decision={decision} />
          </Form>
        </ConfirmDetails>
      )}
      {ranking && (
        <>
          <Summary call={call} ranking={ranking} listHref={`/calls/${call.id}/ranking/preview`} />
          <PlainTable
            caption={t.preview}
            columns={[
              { label: t.acronym },
              { label: t.position, numeric: true },
              { label: t.leadName },
              { label: t.points, numeric: true },
              { label: t.state },
              { label: t.grant, numeric: true },
              { label: t.why },
            ]}
            rows={ranking.places.map((p) => [
              p.title,
              p.position ?? '–',
              names.get(p.application) ?? '',
              p.position === null ? '–' : number(p.total, locale),
              <PlaceChip state={p.state} />,
              p.grantCents ? euros(p.grantCents, locale) : '–',
              <Reasons reasons={p.why.slice(0, 2)} />,
            ])}
          />
          <Rounds call={call} ranking={ranking} />
        </>
      )}
    </>
  );
}
