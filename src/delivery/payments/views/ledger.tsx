import { euros, sum } from '#src/core/money.ts';
import { isRegion, region } from '#src/core/regions.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { accountKinds, kindNames, type AccountKind } from '#src/plumbing/ledger/accounts.ts';
import type { Figures } from '#src/plumbing/ledger/read.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { DateField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { LinkButton } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { accountNames, entryNames, ledgerCopy } from '../copy/ledger.ts';
import type { EntryFile } from '../queries/ledger.ts';
import { NOT_STATED, type PostingRow } from '../queries/postings.ts';
import { inCsv, PaymentTabs } from './frame.tsx';

export type ChartRow = { kind: AccountKind; cents: number };
export type ChartProps = { rows: readonly ChartRow[]; figures: Figures; call: string; at: string; calls: readonly string[] };

/** The chart of accounts with its balances, on a day and for a call; each opens into its postings. */
export function ChartPage({ rows, figures, call, at, calls }: ChartProps) {
  const t = useCopy(ledgerCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  const query = `${call ? `&call=${encodeURIComponent(call)}` : ''}${at ? `&at=${at}` : ''}`;
  const named = kindNames.filter((kind) => rows.some((r) => r.kind === kind));
  const of = (kind: AccountKind) => rows.find((r) => r.kind === kind)?.cents ?? 0;
  const bars = [
    { label: t.planned, value: figures.planned },
    { label: accountNames.committed[locale], value: figures.committed },
    { label: accountNames.accepted[locale], value: figures.accepted },
    { label: accountNames.paid[locale], value: figures.paid },
    { label: accountNames.recovered[locale], value: figures.recovered },
  ];
  return (
    <>
      <PageHead
        title={t.ledger}
        lead={t.lead}
        actions={
          <LinkButton href="/ledger/entries" tone="secondary">
            {t.entries}
          </LinkButton>
        }
      />
      <PaymentTabs current="ledger" />
      <Section title={t.narrow}>
        <Form action="/ledger" method="get" form={filled({ call, at })} label={t.narrow}>
          <SelectField name="call" label={t.call} options={[{ value: '', label: t.allCalls }, ...calls.map((value) => ({ value, label: value }))]} />
          <DateField name="at" label={t.at} />
          <SubmitRow label={t.show} tone="secondary" />
        </Form>
      </Section>
      <Section title={t.picture}>
        <BarChart
          title={t.picture}
          description={t.pictureSays(money(figures.planned), money(figures.committed), money(figures.paid))}
          bars={bars}
          show={money}
          headings={[t.account, t.balance]}
        />
      </Section>
      <Section title={t.chart}>
        <PlainTable
          caption={t.chart}
          captionHidden
          columns={[{ label: t.account }, { label: t.nature }, { label: t.balance, numeric: true }]}
          rows={named.map((kind) => [
            <a href={path(`/ledger/entries?account=${kind}${query}`)}>{accountNames[kind][locale]}</a>,
            t[accountKinds[kind].nature],
            money(of(kind)),
          ])}
          total={[t.sum, '', money(sum(named.map((kind) => (accountKinds[kind].nature === 'debit' ? of(kind) : -of(kind)))))]}
        />
      </Section>
    </>
  );
}

const choice = (value: 'yes' | 'no') => ({ value, label: ledgerCopy[value] });

export const postingSpec: ListSpec<PostingRow> = {
  columns: [
    { key: 'on', label: ledgerCopy.on },
    {
      key: 'account',
      sort: false,
      label: ledgerCopy.account,
      filter: { kind: 'choice', options: kindNames.map((value) => ({ value, label: accountNames[value] })) },
      csv: (r, locale) => accountNames[r.account][locale],
    },
    {
      key: 'event',
      sort: false,
      label: ledgerCopy.event,
      filter: { kind: 'choice', options: Object.entries(entryNames).map(([value, label]) => ({ value, label })) },
      csv: (r, locale) => entryNames[r.event]?.[locale] ?? r.event,
    },
    { key: 'project', sort: false, label: ledgerCopy.project, searched: true },
    { key: 'beneficiary', sort: false, label: ledgerCopy.beneficiary, searched: true },
    { key: 'debitCents', sort: false, label: ledgerCopy.debit, numeric: true, csv: (r) => inCsv(r.debitCents) },
    { key: 'creditCents', sort: false, label: ledgerCopy.credit, numeric: true, csv: (r) => inCsv(r.creditCents) },
    { key: 'call', sort: false, label: ledgerCopy.call, filter: { kind: 'text' } },
    {
      key: 'spoke',
      sort: false,
      label: ledgerCopy.spoke,
      filter: {
        kind: 'choice',
        options: [
          ...Array.from({ length: 20 }, (_, i) => ({ value: String(i + 1), label: { it: String(i + 1), en: String(i + 1) } })),
          { value: NOT_STATED, label: ledgerCopy.notStated },
        ],
      },
    },
    { key: 'sector', sort: false, label: ledgerCopy.sector, filter: { kind: 'text' } },
    {
      key: 'region',
      sort: false,
      label: ledgerCopy.region,
      filter: { kind: 'text' },
      csv: (r, locale) => (r.region && isRegion(r.region) ? region(r.region).name[locale] : (r.region ?? '')),
    },
    {
      key: 'south',
      sort: false,
      label: ledgerCopy.south,
      filter: { kind: 'choice', options: [choice('yes'), choice('no')] },
      csv: (r, locale) => (r.south ? ledgerCopy[r.south][locale] : ''),
    },
    { key: 'application', sort: false, label: ledgerCopy.project, filter: { kind: 'text' } },
    { key: 'organisation', sort: false, label: ledgerCopy.beneficiary, filter: { kind: 'text' } },
  ],
  order: '-on',
  key: 'id',
  pageSize: 50,
};

const side = (cents: number | null, locale: 'it' | 'en') => (cents === null ? '' : euros(cents, locale));

/** `whole`: for who reads all of the ledger; who leads a Spoke sees its lines, not the entries that they belong to. */
export function PostingsPage({ listed, at, whole }: { listed: Listed<PostingRow>; at: string; whole: boolean }) {
  const t = useCopy(ledgerCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.entries}
        lead={at ? `${t.at} ${showDate(at, locale)}` : t.entriesLead}
        trail={[whole ? { label: t.ledger, href: '/ledger' } : { label: t.overview, href: '/oversight' }, { label: t.entries }]}
      />
      <Section>
        <DataTable
          listed={listed}
          spec={postingSpec}
          caption={t.entries}
          captionHidden
          hidden={['application', 'organisation', 'call', 'spoke', 'sector', 'region', 'south']}
          {...(whole && { rowHref: (r: PostingRow) => `/ledger/entries/${r.entryId}` })}
          cells={{
            on: (r) => <span class="m-nowrap">{showDate(r.on, locale)}</span>,
            account: (r) => accountNames[r.account][locale],
            event: (r) => entryNames[r.event]?.[locale] ?? r.event,
            project: (r) => r.project ?? '–',
            beneficiary: (r) => r.beneficiary ?? '–',
            debitCents: (r) => side(r.debitCents, locale),
            creditCents: (r) => side(r.creditCents, locale),
          }}
        />
      </Section>
    </>
  );
}

/** Where the thing that made an entry is shown. */
function addressOf(subject: string): string | null {
  const [kind, id] = subject.split('/');
  const pages: Record<string, string> = {
    decree: `/decrees/${id}`,
    call: `/calls/${id}`,
    applications: `/applications/${id}`,
    project: `/projects/${id}/money`,
    report: `/reports/${id}`,
    order: `/payments/orders/${id}`,
    recovery: `/payments/recoveries/${id}`,
    programmes: '/about',
  };
  return pages[kind!] ?? null;
}

export function EntryPage({ entry: e }: { entry: EntryFile }) {
  const t = useCopy(ledgerCopy);
  const { locale } = usePage();
  const path = useHref();
  const address = addressOf(e.subject);
  const total = (of: 'debitCents' | 'creditCents') => euros(sum(e.lines.map((l) => l[of] ?? 0)), locale);
  return (
    <>
      <PageHead
        title={t.entry(e.id)}
        lead={entryNames[e.kind]?.[locale] ?? e.kind}
        trail={[{ label: t.ledger, href: '/ledger' }, { label: t.entries, href: '/ledger/entries' }, { label: String(e.id) }]}
      />
      <Section title={t.postings}>
        <PlainTable
          caption={t.postings}
          captionHidden
          columns={[
            { label: t.account },
            { label: t.project },
            { label: t.beneficiary },
            { label: t.region },
            { label: t.debit, numeric: true },
            { label: t.credit, numeric: true },
          ]}
          rows={e.lines.map((l) => [
            <a href={path(`/ledger/entries?account=${l.account}${l.application ? `&application=${l.application}&organisation=${l.organisation}` : ''}`)}>
              {accountNames[l.account][locale]}
            </a>,
            l.project ?? '–',
            l.beneficiary ?? '–',
            l.region && isRegion(l.region) ? region(l.region).name[locale] : '–',
            side(l.debitCents, locale),
            side(l.creditCents, locale),
          ])}
          total={[t.total, '', '', '', total('debitCents'), total('creditCents')]}
        />
      </Section>
      <Section>
        <FactList
          facts={[
            { label: t.on, value: showDate(e.on, locale) },
            { label: t.recorded, value: showInstant(e.recordedAt, locale) },
            { label: t.about, value: address ? <a href={path(address)}>{e.subject}</a> : e.subject },
            { label: t.deeds, value: e.events.map((v) => `${v.kind} (${v.who ?? t.system})`).join(', ') },
            ...(e.reverses ? [{ label: t.reverses, value: <a href={path(`/ledger/entries/${e.reverses}`)}>{t.entry(e.reverses)}</a> }] : []),
            ...(e.reversedBy ? [{ label: t.reversedBy, value: <a href={path(`/ledger/entries/${e.reversedBy}`)}>{t.entry(e.reversedBy)}</a> }] : []),
            { label: t.key, value: <code class="m-break">{e.key}</code> },
          ]}
        />
      </Section>
    </>
  );
}
