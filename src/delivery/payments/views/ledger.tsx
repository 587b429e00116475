import { euros, sum, inCsv } from '#src/core/money.ts';
import { isRegion, region, regions } from '#src/core/regions.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { accountKinds, kindNames, type AccountKind } from '#src/plumbing/ledger/accounts.ts';
import type { Figures } from '#src/plumbing/ledger/read.ts';
import type { Column, Listed, ListSpec } from '#src/plumbing/listing.ts';
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
import type { EntryFile, LedgerNames } from '../queries/ledger.ts';
import { NOT_STATED, type PostingRow } from '../queries/postings.ts';
import { PaymentTabs } from './frame.tsx';

export type ChartRow = { kind: AccountKind; cents: number };
export type ChartProps = { rows: readonly ChartRow[]; figures: Figures; call: string; at: string; calls: LedgerNames['calls'] };

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
          <SelectField name="call" label={t.call} options={[{ value: '', label: t.allCalls }, ...calls.map((c) => ({ value: c.id, label: c.code }))]} />
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
          captionHidden
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

/**
 * The list as a page shows it: what an address narrows it to is called by its name, and chosen from those that there are. A project or a beneficiary
 * is not chosen here but searched, and is narrowed to from where it is shown.
 */
export const namedPostings = ({ calls, sectors, application, organisation }: LedgerNames): ListSpec<PostingRow> => {
  const same = (text: string): Words => ({ it: text, en: text });
  const one = (named: { id: string; name: string } | null) => (named === null ? [] : [{ value: named.id, label: same(named.name) }]);
  const among: Record<string, readonly { value: string; label: Words }[]> = {
    call: calls.map((c) => ({ value: c.id, label: same(c.code) })),
    sector: sectors.map((s) => ({ value: s.id, label: s.name })),
    region: regions.map((r) => ({ value: r.id, label: r.name })),
    application: one(application),
    organisation: one(organisation),
  };
  return {
    ...postingSpec,
    columns: postingSpec.columns.map((c): Column<PostingRow> => {
      const options = among[c.key];
      if (options === undefined) return c;
      const named: Column<PostingRow> = { ...c, filter: { kind: 'choice', options: [...options, { value: NOT_STATED, label: ledgerCopy.notStated }] } };
      return c.key === 'call' || c.key === 'sector'
        ? { ...named, csv: (r, locale) => options.find((o) => o.value === r[c.key])?.label[locale] ?? r[c.key] }
        : named;
    }),
  };
};

const side = (cents: number | null, locale: 'it' | 'en') => (cents === null ? '' : euros(cents, locale));

/** `whole`: for who reads all of the ledger; who leads a Spoke sees its lines, not the entries that they belong to. */
export function PostingsPage({ listed, spec, at, whole }: { listed: Listed<PostingRow>; spec: ListSpec<PostingRow>; at: string; whole: boolean }) {
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
          spec={spec}
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

/** What made an entry, and the page where it is shown. */
const origins = {
  decree: (id: string) => `/decrees/${id}`,
  call: (id: string) => `/calls/${id}`,
  applications: (id: string) => `/applications/${id}`,
  project: (id: string) => `/projects/${id}/money`,
  report: (id: string) => `/reports/${id}`,
  order: (id: string) => `/payments/orders/${id}`,
  recovery: (id: string) => `/payments/recoveries/${id}`,
  programmes: () => '/about',
};

function Origin({ subject }: { subject: string }) {
  const t = useCopy(ledgerCopy);
  const path = useHref();
  const [kind, id] = subject.split('/') as [keyof typeof origins, string];
  const address = origins[kind];
  return address ? <a href={path(address(id))}>{t[`about_${kind}`]}</a> : <>{subject}</>;
}

/** The deeds by the names that the log has for them. */
const Deeds = ({ events }: { events: EntryFile['events'] }) => {
  const t = useCopy(ledgerCopy);
  return (
    <>
      {events.map((v, i) => (
        <span key={i}>
          {i > 0 && ', '}
          <code>{v.kind}</code> ({v.who ?? t.system})
        </span>
      ))}
    </>
  );
};

export function EntryPage({ entry: e }: { entry: EntryFile }) {
  const t = useCopy(ledgerCopy);
  const { locale } = usePage();
  const path = useHref();
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
            { label: t.about, value: <Origin subject={e.subject} /> },
            { label: t.deeds, value: <Deeds events={e.events} /> },
            ...(e.reverses ? [{ label: t.reverses, value: <a href={path(`/ledger/entries/${e.reverses}`)}>{t.entry(e.reverses)}</a> }] : []),
            ...(e.reversedBy ? [{ label: t.reversedBy, value: <a href={path(`/ledger/entries/${e.reversedBy}`)}>{t.entry(e.reversedBy)}</a> }] : []),
            { label: t.key, value: <code class="m-break">{e.key}</code> },
          ]}
        />
      </Section>
    </>
  );
}
