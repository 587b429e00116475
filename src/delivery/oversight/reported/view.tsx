import { euros, percent, sum } from '#src/core/money.ts';
import type { Words } from '#src/core/words.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { oversightCopy } from '../copy.ts';
import { reportedCopy as w } from './copy.ts';
import type { Claim } from './queries.ts';

type Option = { value: string; label: Words };
/** What the list can be narrowed to: the values that the overview breaks money down by. */
export type ClaimChoices = Record<'call' | 'spoke' | 'sector' | 'region', readonly Option[]>;

export const claimSpec = (choices: ClaimChoices): ListSpec<Claim> => {
  const narrowed = (key: keyof ClaimChoices) => {
    const options = [...choices[key], { value: '-', label: oversightCopy.notSaid }];
    const said = (value: string) => options.find((o) => o.value === value)?.label;
    return {
      key,
      label: oversightCopy[key],
      filter: { kind: 'choice' as const, options },
      csv: (row: Claim, locale: 'it' | 'en') => said(row[key])?.[locale] ?? row[key],
    };
  };
  const inEuros = (key: 'costCents' | 'aidCents') => (row: Claim) => (row[key] / 100).toFixed(2);
  return {
    columns: [
      { key: 'project', label: w.project, searched: true },
      { key: 'code', label: w.code, searched: true },
      { key: 'number', label: w.report, numeric: true },
      { key: 'beneficiary', label: oversightCopy.organisation, searched: true },
      { key: 'costCents', label: w.cost, numeric: true, csv: inEuros('costCents') },
      { key: 'aidShare', label: w.share, numeric: true },
      { key: 'aidCents', label: w.aid, numeric: true, csv: inEuros('aidCents') },
      narrowed('call'),
      narrowed('spoke'),
      narrowed('sector'),
      narrowed('region'),
      {
        key: 'south',
        label: w.inSouth,
        filter: {
          kind: 'choice',
          options: [
            { value: 'yes', label: w.yes },
            { value: 'no', label: w.no },
          ],
        },
        csv: (row, locale) => w[row.south][locale],
      },
      { key: 'organisation', label: oversightCopy.organisation, filter: { kind: 'text' } },
    ],
    order: '-aidCents',
    key: 'id',
    pageSize: 100,
  };
};

/** The reports behind *reported, not examined yet*: what each claims for each member. `all`: the rows of every page, for the sum. */
export function ClaimsPage({ listed, all, choices, opens }: { listed: Listed<Claim>; all: readonly Claim[]; choices: ClaimChoices; opens: boolean }) {
  const t = useCopy(w);
  const o = useCopy(oversightCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: o.title, href: '/oversight' }, { label: o.reported }]} title={o.reported} lead={t.lead} />
      <Section id="claims">
        <DataTable
          listed={listed}
          spec={claimSpec(choices)}
          caption={o.reported}
          captionHidden
          hidden={['code', 'call', 'spoke', 'sector', 'region', 'south', 'organisation']}
          {...(opens && { rowHref: (r: Claim) => `/reports/${r.reportId}/lines?q=${encodeURIComponent(r.beneficiary)}` })}
          cells={{
            costCents: (r) => euros(r.costCents, locale),
            aidShare: (r) => percent(r.aidShare, locale),
            aidCents: (r) => euros(r.aidCents, locale),
          }}
          totals={{ costCents: euros(sum(all.map((r) => r.costCents)), locale), aidCents: euros(sum(all.map((r) => r.aidCents)), locale) }}
          empty={<EmptyState title={t.none} />}
        />
      </Section>
    </>
  );
}
