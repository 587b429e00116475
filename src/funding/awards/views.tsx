import type { Decision } from '#src/core/decision.ts';
import type { FloorAfter } from '#src/core/floors.ts';
import { euros, millions, number, percent, shareOf } from '#src/core/money.ts';
import { isRegion, region, regions, type RegionId } from '#src/core/regions.ts';
import { showDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SouthAfter, WomenAfter, type WomenAfterProps } from '#src/ui/floors.tsx';
import { ActionButton, ConfirmDetails } from '#src/ui/buttons.tsx';
import { RegionMap } from '#src/ui/map.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, FigureRow, Files } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { awardCopy } from './copy.ts';
import type { AwardTotals, BeneficiaryRow, DecreeRow, EndedGrant } from './queries.ts';

const kinds = ['enterprise', 'university', 'researchBody', 'publicBody', 'association'] as const;
const kindWords = (kind: string) => awardCopy[kind as (typeof kinds)[number]] ?? { it: kind, en: kind };
const regionName = (id: string) => (isRegion(id) ? region(id).name : { it: id, en: id });

export const beneficiarySpec: ListSpec<BeneficiaryRow> = {
  columns: [
    { key: 'protocol', label: awardCopy.protocol, searched: true },
    { key: 'acronym', label: awardCopy.project, searched: true },
    { key: 'beneficiary', label: awardCopy.beneficiary, searched: true },
    {
      key: 'role',
      label: awardCopy.role,
      filter: {
        kind: 'choice',
        options: [
          { value: 'lead', label: awardCopy.lead },
          { value: 'partner', label: awardCopy.partner },
        ],
      },
      csv: (r, l) => (r.role === 'lead' ? awardCopy.lead[l] : awardCopy.partner[l]),
    },
    {
      key: 'kind',
      label: awardCopy.kind,
      filter: { kind: 'choice', options: kinds.map((value) => ({ value, label: awardCopy[value] })) },
      csv: (r, l) => kindWords(r.kind)[l],
    },
    {
      key: 'region',
      label: awardCopy.region,
      filter: { kind: 'choice', options: regions.map((r) => ({ value: r.id, label: r.name })) },
      csv: (r, l) => regionName(r.region)[l],
    },
    { key: 'eligibleCents', label: awardCopy.eligible, numeric: true, csv: (r) => r.eligibleCents / 100 },
    { key: 'aidCents', label: awardCopy.grant, numeric: true, csv: (r) => r.aidCents / 100 },
  ],
  order: 'protocol',
  key: 'id',
  pageSize: 50,
};

export type AwardsPageProps = {
  call: Call;
  totals: AwardTotals;
  byRegion: readonly { region: string; cents: number }[];
  listed: Listed<BeneficiaryRow>;
  decrees: readonly DecreeRow[];
  ended: readonly EndedGrant[];
  adopt: Decision | null;
  /** What the decree would make of the share of the South in the whole programme; only for who may adopt it. */
  share: FloorAfter | null;
  /** And of the share of women in its teams, where the programme has a floor for it. */
  women: WomenAfterProps | null;
  example: boolean;
};

/** Who was funded, with how much, where: the publication of grants (D.Lgs. 33/2013, artt. 26–27). */
export function AwardsPage({ call, totals, byRegion, listed, decrees, ended, adopt, share, women, example }: AwardsPageProps) {
  const t = useCopy(awardCopy);
  const { locale } = usePage();
  const path = useHref();
  const south = byRegion.filter((r) => isRegion(r.region) && region(r.region).south).reduce((n, r) => n + r.cents, 0);
  const here = `/calls/${call.id}/awards`;
  return (
    <>
      <PageHead
        title={t.awards}
        kicker={`${call.officialCode} · ${call.title[locale]}`}
        lead={t.awardsLead(call.officialCode)}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${call.id}` }, { label: t.awards }]}
      />
      {example && <Callout tone="warn">{t.exampleNote}</Callout>}
      {adopt && (
        <ConfirmDetails summary={t.adopt} consequences={[t.adoptConsequences]} decision={adopt} open={adopt.ok}>
          {share && <SouthAfter {...share} />}
          {women && <WomenAfter {...women} />}
          <ActionButton action={`/calls/${call.id}/decrees`}>{t.adopt}</ActionButton>
        </ConfirmDetails>
      )}
      {ended.length > 0 && (
        <Section title={t.endedGrants}>
          <PlainTable
            caption={t.endedGrants}
            captionHidden
            columns={[
              { label: t.project },
              { label: t.protocol },
              { label: t.endedBy },
              { label: t.endedOn },
              { label: t.act },
              { label: t.grant, numeric: true },
            ]}
            rows={ended.map((e) => [e.acronym, e.protocol, t[e.kind], showDate(e.on, locale), e.ref, euros(e.grantCents, locale)])}
          />
        </Section>
      )}
      {totals.projects === 0 ? (
        <EmptyState title={t.none}>{t.noneMore}</EmptyState>
      ) : (
        <>
          <Section>
            <FigureRow
              figures={[
                { value: number(totals.projects, locale), label: t.projectsCount(totals.projects), href: `/calls/${call.id}/ranking?state=funded` },
                { value: millions(totals.grantCents, locale), note: euros(totals.grantCents, locale), label: t.granted, href: `${here}?sort=-aidCents` },
                { value: number(totals.enterprises, locale), label: t.enterprisesCount(totals.enterprises), href: `${here}?kind=enterprise` },
                { value: number(totals.researchBodies, locale), label: t.researchBodiesCount(totals.researchBodies), href: `${here}?kind=researchBody` },
                { value: percent(shareOf(south, totals.grantCents), locale), label: t.southShare, note: euros(south, locale) },
              ]}
            />
          </Section>
          <DataTable
            listed={listed}
            spec={beneficiarySpec}
            caption={t.awards}
            cells={{
              protocol: (r) => <span class="m-nowrap">{r.protocol}</span>,
              acronym: (r) => r.acronym,
              beneficiary: (r) => <a href={path(`/partners/${r.organisationId}`)}>{r.beneficiary}</a>,
              role: (r) => (r.role === 'lead' ? t.lead : t.partner),
              kind: (r) => kindWords(r.kind)[locale],
              region: (r) => regionName(r.region)[locale],
              eligibleCents: (r) => euros(r.eligibleCents, locale),
              aidCents: (r) => euros(r.aidCents, locale),
            }}
          />
          <RegionMap
            title={t.chart}
            description={t.chartDescription(byRegion[0] ? regionName(byRegion[0].region)[locale] : '')}
            heading={t.grant}
            values={Object.fromEntries(byRegion.map((r) => [r.region, r.cents])) as Partial<Record<RegionId, number>>}
            show={(v) => euros(v, locale)}
            mark={(v) => millions(v, locale)}
            regionHref={(id) => `${here}?region=${id}`}
          />
          <Section title={t.decrees}>
            <Files
              files={decrees.map((d) => ({
                href: `/decrees/${d.id}`,
                name: t.decree(d.number, d.year),
                note: `PDF · ${t.adoptedOn} ${showDate(d.adoptedAt, locale)}`,
              }))}
            />
          </Section>
        </>
      )}
    </>
  );
}
