import { euros, millions, number, percent, shareOf } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { ColumnChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, FigureRow, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { rankingCopy } from './copy.ts';
import { paperCopy } from './copy/paper.ts';
import { priceOf, type ListPrice, type Price } from './rules/explain.ts';
import { listTitleOf } from './rules/lists.ts';
import type { Place, Ranking } from './rules/rank.ts';
import type { MovedList } from './queries/moved.ts';
import type { EndKind, RankingKind } from './states.ts';
import { regionName, type PlaceRow, type RankingRow } from './queries.ts';
import type { Pot } from './queries/pot.ts';
import { PotSection } from './views/pot.tsx';
import { Moved } from './views/moved.tsx';
import { nameOf, PlaceChip } from './views/place.tsx';
import { trailOf } from './views/words.ts';

export const useKind = () => {
  const t = useCopy(rankingCopy);
  return (kind: RankingKind) => t[kind];
};

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
  spec: ListSpec<PlaceRow>;
  /** What lists with money of their own change. */
  prices: readonly ListPrice[];
  /** What happened after this ranking that a new one would give effect to. */
  pending: number;
  /** No later ranking has been published. */
  newest: boolean;
  /** Grants of this ranking that have ended since. */
  ended: readonly { place: Place; kind: EndKind; on: string; ref: string }[];
  /** The ranking before, and who stands differently in this one. */
  since: { number: number; kind: RankingKind; count: number; moved: MovedList } | null;
  mayReadRequests: boolean;
  mayTry: boolean;
  /** Money that came back to the pot, for who prepares rankings; null for anybody else. */
  pot: Pot | null;
};

/** The published ranking: figures, how the money went, every place, the proof. */
export function RankingPage(props: RankingPageProps) {
  const { call, row, ranking, prices, listed, versions, mayPrepare, mayProve, example, spec, pending, newest, ended, since, mayReadRequests, mayTry } = props;
  const shows = (what: Call['ranking']['publishes'][number]) => mayPrepare || call.ranking.publishes.includes(what);
  const t = useCopy(rankingCopy);
  const p = useCopy(paperCopy);
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
            <>
              <LinkButton href={`/calls/${call.id}/ranking/preview`} tone="secondary">
                {t.prepare}
              </LinkButton>
              <LinkButton href={`/calls/${call.id}/ranking/scores`} tone="secondary">
                {t.readScores}
              </LinkButton>
              {mayTry && (
                <LinkButton href={`/calls/${call.id}/ranking/what-if`} tone="secondary">
                  {t.whatIf}
                </LinkButton>
              )}
              {mayReadRequests && (
                <LinkButton href={`/calls/${call.id}/ranking-requests`} tone="secondary">
                  {t.requests}
                </LinkButton>
              )}
            </>
          )
        }
      />
      {mayPrepare && pending > 0 && row.kind !== 'provisional' && <Callout tone="info">{t.pending(pending)}</Callout>}
      {!newest && (
        <Callout tone="warn" actions={<LinkButton href={`/calls/${call.id}/ranking`}>{t.toNewest}</LinkButton>}>
          {t.superseded}
        </Callout>
      )}
      {props.pot && <PotSection pot={props.pot} callId={props.call.id} />}
      {ended.length > 0 && (
        <Callout tone="warn" title={t.endedSince}>
          <ul>
            {ended.map(({ place, kind, on, ref }) => (
              <li key={place.application}>
                <a href={path(`/calls/${call.id}/ranking/${place.application}`)}>{nameOf(place, shows, locale)}</a>: {t[kind].toLowerCase()},{' '}
                {showDate(on, locale)} ({ref})
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {example && <Callout tone="warn">{t.exampleNote}</Callout>}
      <Summary call={call} ranking={ranking} listHref={`/calls/${call.id}/ranking`} filtered={shows('state')} />
      <DataTable
        listed={listed}
        spec={spec}
        caption={t.ranking}
        cells={{
          protocol: (r) => <span class="m-nowrap">{r.protocol}</span>,
          acronym: (r) => <a href={path(`/calls/${call.id}/ranking/${r.applicationId}`)}>{r.acronym}</a>,
          position: (r) => r.position ?? '–',
          region: (r) => regionName(r.region)[locale],
          points: (r) => (r.points === null ? '–' : number(r.points, locale)),
          state: (r) => <PlaceChip state={r.state} />,
          grantCents: (r) => (r.grantCents === 0 ? '–' : euros(r.grantCents, locale)),
        }}
      />
      {shows('grant') && shows('title') ? <Rounds call={call} ranking={ranking} points={shows('points')} prices={prices} /> : <p>{t.hidden}</p>}
      {since && shows('state') && (
        <Section title={t.changedSince(since.number, kindOf(since.kind).toLowerCase())} id="moved">
          {since.count === 0 ? <p>{t.noMovers}</p> : <Moved call={call} moved={since.moved} linked />}
        </Section>
      )}
      <Section title={t.proof}>
        <p>{t.proofText}</p>
        <FactList
          stacked
          facts={[
            { label: t.hash, value: <code class="m-hash">{row.hash}</code> },
            ...(ranking.drawn
              ? [
                  {
                    label: t.seed,
                    value: <code class="m-hash">{ranking.seed}</code>,
                    note: call.ranking.draw?.seed === 'committed' ? t.seedCommitted : t.seedText,
                  },
                ]
              : []),
            { label: t.act, value: row.actRef },
          ]}
        />
        <Actions>
          <LinkButton href={`/calls/${call.id}/rankings/${row.number}/paper`} tone="secondary" icon="download">
            {p.pdf}
          </LinkButton>
          {mayProve && (
            <LinkButton href={`/calls/${call.id}/rankings/${row.number}/bundle`} tone="secondary" icon="download" download>
              {t.bundle}
            </LinkButton>
          )}
          <LinkButton href="/verify" tone="secondary">
            {p.verify}
          </LinkButton>
        </Actions>
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

export function Summary({
  call,
  ranking,
  listHref,
  filtered,
}: {
  call: Call;
  ranking: Ranking;
  listHref: string;
  /** The list there can be filtered by outcome. */ filtered: boolean;
}) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const funded = ranking.places.filter((p) => p.state === 'funded').length;
  const quota = ranking.quotas[0];
  return (
    <Section>
      <FigureRow
        figures={[
          { value: number(funded, locale), label: t.fundedCount(funded), ...(filtered && { href: `${listHref}?state=funded` }) },
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

/** Who is in because of a reserve, who is out, with their points and euros. */
function QuotaPrice({ call, price, points, list = false }: { call: Call; price: Price; points: boolean; list?: boolean }) {
  const words = useCopy(rankingCopy);
  const t = list ? { ...words, quotaNone: words.listPriceNone, price: words.listPriced, broughtIn: words.listBroughtIn, leftOut: words.listLeftOut } : words;
  const { locale } = usePage();
  const path = useHref();
  if (price.broughtIn.length + price.leftOut.length === 0) return <p>{t.quotaNone}</p>;
  const table = (title: string, places: readonly Place[], amount: string, cents: (p: Place) => number) =>
    places.length > 0 && (
      <PlainTable
        caption={title}
        columns={[{ label: t.acronym }, { label: t.protocol }, ...(points ? [{ label: t.points, numeric: true }] : []), { label: amount, numeric: true }]}
        rows={places.map((p) => [
          <a href={path(`/calls/${call.id}/ranking/${p.application}`)}>{p.title}</a>,
          <span class="m-nowrap">{p.protocol}</span>,
          ...(points ? [number(p.total, locale)] : []),
          euros(cents(p), locale),
        ])}
      />
    );
  return (
    <>
      <p>{t.price(euros(price.inCents, locale), euros(price.outCents, locale))}</p>
      {points && price.inPoints !== null && price.outPoints !== null && (
        <p>
          {t.pricePoints(
            number(price.inPoints, locale),
            number(price.outPoints, locale),
            number(Math.round((price.outPoints - price.inPoints) * 100) / 100, locale),
          )}
        </p>
      )}
      {table(t.broughtIn, price.broughtIn, t.grant, (p) => p.grantCents)}
      {table(t.leftOut, price.leftOut, t.requested, (p) => p.requestedCents)}
    </>
  );
}

export type RoundsProps = { call: Call; ranking: Ranking; points: boolean; /** What lists with money of their own change. */ prices: readonly ListPrice[] };

export function Rounds({ call, ranking, points, prices }: RoundsProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
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
      {ranking.lists && (
        <Section title={t.lists}>
          <PlainTable
            caption={t.lists}
            captionHidden
            columns={[
              { label: t.list },
              { label: t.budget, numeric: true },
              { label: t.granted, numeric: true },
              { label: t.left, numeric: true },
              { label: t.funded, numeric: true },
              ...(points ? [{ label: t.linePoints, numeric: true }] : []),
            ]}
            rows={ranking.lists.map((l) => [
              l.title?.[locale] ?? t.ranking,
              euros(l.budgetCents, locale),
              euros(l.grantedCents, locale),
              euros(l.leftCents, locale),
              number(l.funded, locale),
              ...(points ? [l.linePoints === null ? '–' : number(l.linePoints, locale)] : []),
            ])}
          />
        </Section>
      )}
      {ranking.quotas.map((quota) => (
        <Section title={[t.quotaPrice, listTitleOf(call, quota.list)?.[locale]].filter(Boolean).join(': ')} key={quota.id}>
          <Reasons reasons={quota.why} />
          <QuotaPrice call={call} price={priceOf(quota, ranking)} points={points} />
        </Section>
      ))}
      {prices.map(({ list, budgetCents, price }) => (
        <Section
          title={list ? t.listPrice(list.title?.[locale] ?? list.id) : t.listsPrice}
          lead={(list ? t.listPriceHow : t.listsPriceHow)(euros(budgetCents, locale))}
          key={list?.id ?? ''}
        >
          <QuotaPrice call={call} price={price} points={points} list />
        </Section>
      ))}
      {points && shown.length > 0 && (
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
