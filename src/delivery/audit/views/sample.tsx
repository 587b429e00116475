import type { Decision } from '#src/core/decision.ts';
import { euros, number, percent } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { MoneyField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { auditCopy as w } from '../copy.ts';
import { evidenceOf, type ItemRow, type Sample } from '../queries/samples.ts';
import { samplingSource } from '../rules/confidence.ts';
import type { Estimate } from '../rules/estimate.ts';
import { drawnAs, outcomes } from '../states.ts';
import { inCsv, OutcomeChip, SampleChip, sayStratum } from './frame.tsx';

const found = ['open', ...outcomes] as const;
const sayOutcome = (outcome: ItemRow['outcome']) => (outcome === 'open' ? w['outcome.open'] : w[outcome]);

export const itemSpec: ListSpec<ItemRow> = {
  columns: [
    { key: 'number', label: w.number, numeric: true },
    { key: 'label', label: w.item, searched: true },
    { key: 'acronym', label: w.project, searched: true },
    { key: 'beneficiary', label: w.beneficiary, searched: true },
    { key: 'on', label: w.day },
    { key: 'stratum', label: w.stratum },
    { key: 'cents', label: w.value, numeric: true, csv: (r) => inCsv(r.cents) },
    {
      key: 'drawnAs',
      label: w.drawnAs,
      filter: { kind: 'choice', options: drawnAs.map((value) => ({ value, label: w[value] })) },
      csv: (r, locale) => w[r.drawnAs][locale],
    },
    {
      key: 'outcome',
      label: w.outcome,
      filter: { kind: 'choice', options: found.map((value) => ({ value, label: sayOutcome(value) })) },
      csv: (r, locale) => sayOutcome(r.outcome)[locale],
    },
    { key: 'errorCents', label: w.error, numeric: true, csv: (r) => inCsv(r.errorCents) },
    { key: 'finding', label: w.finding, searched: true },
  ],
  order: 'number',
  key: 'number',
  pageSize: 50,
};

const verdictTones = { acceptable: 'good', inconclusive: 'warn', material: 'bad' } as const;

/** What was found and what it says of the whole. */
function EstimateFacts({ estimate: e, locale }: { estimate: Estimate; locale: Locale }) {
  const t = useCopy(w);
  const money = (cents: number) => euros(cents, locale);
  return (
    <>
      <Callout tone={verdictTones[e.verdict]} title={t[`verdict.${e.verdict}`]}>
        <SourceNote source={samplingSource} />
      </Callout>
      <FactList
        columns
        facts={[
          { label: t.found, value: money(e.foundCents) },
          { label: t.likely, value: money(e.likelyCents), note: t.rate(percent(e.rate, locale)) },
          { label: t.precision, value: money(e.precisionCents) },
          { label: t.upper, value: money(e.upperCents) },
          { label: t.tolerable, value: money(e.tolerableCents) },
        ]}
      />
    </>
  );
}

export type SampleProps = {
  sample: Sample;
  listed: Listed<ItemRow>;
  estimate: Estimate | null;
  /** Drawn again from what is recorded: are they the same? */
  same: boolean;
  close: Decision;
  call: string | null;
  form?: Again;
};

export function SamplePage({ sample: s, listed, estimate, same, close, call, form = fresh }: SampleProps) {
  const t = useCopy(w);
  const { locale } = usePage();
  const here = `/audit/samples/${s.id}`;
  const m = s.method;
  const filters = [
    call,
    s.spoke !== null && `Spoke ${s.spoke}`,
    s.fromOn && `${t.from.toLowerCase()} ${showDate(s.fromOn, locale)}`,
    s.untilOn && `${t.until.toLowerCase()} ${showDate(s.untilOn, locale)}`,
  ].filter(Boolean);
  return (
    <>
      <PageHead
        title={t.sample(s.code)}
        lead={s.title}
        status={<SampleChip state={s.state} />}
        trail={[{ label: t.title, href: '/audit' }, { label: s.code }]}
        actions={
          <LinkButton href={`${here}/file.xlsx`} tone="secondary" download icon="download">
            {t.excel}
          </LinkButton>
        }
      />
      <Section title={t.items} id="items">
        <DataTable
          listed={listed}
          spec={itemSpec}
          caption={t.items}
          captionHidden
          rowHref={(r) => `${here}/items/${r.number}`}
          hidden={m.kind === 'stratified' ? ['finding', 'drawnAs'] : ['finding', 'stratum']}
          cells={{
            on: (r) => (r.on ? showDate(r.on, locale) : '–'),
            stratum: (r) => sayStratum(m.by, r.stratum, t),
            cents: (r) => euros(r.cents, locale),
            drawnAs: (r) => t[r.drawnAs],
            outcome: (r) => <OutcomeChip outcome={r.outcome} />,
            errorCents: (r) => (r.outcome === 'irregular' ? euros(r.errorCents, locale) : '–'),
          }}
        />
      </Section>
      <Section title={t.estimate} id="estimate">
        {estimate ? <EstimateFacts estimate={estimate} locale={locale} /> : <p>{t.estimateOpen(number(s.open, locale))}</p>}
        {s.conclusion && (
          <FactList
            facts={[
              { label: t.conclusion, value: s.conclusion },
              { label: t.closedBy, value: s.closedByName, note: s.closedAt ? showInstant(s.closedAt, locale) : undefined },
            ]}
          />
        )}
        {s.state === 'drawn' && estimate && close.ok && (
          <Form action={`${here}/closing`} form={form}>
            <p>{t.closeLead}</p>
            <TextArea name="conclusion" label={t.conclusion} required rows={4} limit={4000} />
            <SubmitRow label={t.close} />
          </Form>
        )}
      </Section>
      <Section title={t.inputs} id="inputs">
        <Callout tone={same ? 'good' : 'bad'}>
          <p>{same ? t.redrawn : t.redrawnOther}</p>
        </Callout>
        <FactList
          facts={[
            { label: t.population, value: t[`of.${s.population}`], note: t.populationIs(number(s.populationItems, locale), euros(s.populationCents, locale)) },
            { label: t.narrowed, value: filters.length > 0 ? filters.join(', ') : t.all },
            {
              label: t.method,
              value: m.by === null ? t[`by.${m.kind}`] : `${t[`by.${m.kind}`]}: ${t[`stratum.${m.by}`]}`,
              note: t.sizing(percent(m.confidence, locale), percent(m.materiality, locale), percent(m.expected, locale)),
            },
            { label: t.seed, value: <code class="m-hash">{s.seed}</code>, note: s.seedFrom === 'given' ? t.seedGiven : t.seedLog },
            { label: t.populationHash, value: <code class="m-hash">{s.populationSha256}</code> },
            { label: t.contentHash, value: <code class="m-hash">{s.sha256}</code> },
            { label: t.drawnBy, value: s.drawnByName, note: showInstant(s.drawnAt, locale) },
          ]}
        />
        <Actions>
          <LinkButton href={`${here}/content`} tone="secondary" download>
            {t.content}
          </LinkButton>
          {s.outcome && (
            <LinkButton href={`${here}/outcome`} tone="secondary" download>
              {t.outcomeFile}
            </LinkButton>
          )}
        </Actions>
      </Section>
    </>
  );
}

/** One item: what it is, where its evidence is, what was found. */
export function ItemPage({ sample: s, item, note, form }: { sample: Sample; item: ItemRow; note: Decision; form?: Again }) {
  const t = useCopy(w);
  const { locale } = usePage();
  const here = `/audit/samples/${s.id}`;
  const kept = item.outcome === 'open' ? fresh : filled({ outcome: item.outcome, cents: item.errorCents || '', finding: item.finding });
  return (
    <>
      <PageHead
        title={t.itemOf(String(item.number), s.code)}
        lead={item.label}
        kicker={item.acronym}
        status={<OutcomeChip outcome={item.outcome} />}
        trail={[{ label: t.title, href: '/audit' }, { label: s.code, href: here }, { label: String(item.number) }]}
        actions={<LinkButton href={evidenceOf(s.population, item)}>{t.evidence}</LinkButton>}
      />
      <Section>
        <FactList
          facts={[
            { label: t.value, value: euros(item.cents, locale) },
            { label: t.beneficiary, value: item.beneficiary },
            { label: t.day, value: item.on && showDate(item.on, locale) },
            { label: t.drawnAs, value: t[item.drawnAs], note: item.stratum === '' ? undefined : sayStratum(s.method.by, item.stratum, t) },
            ...(item.outcome === 'irregular' ? [{ label: t.error, value: euros(item.errorCents, locale) }] : []),
            ...(item.finding ? [{ label: t.finding, value: item.finding }] : []),
            ...(item.notedAt ? [{ label: t.notedBy, value: item.notedByName, note: showInstant(item.notedAt, locale) }] : []),
          ]}
        />
      </Section>
      <Section title={t.outcome} id="outcome">
        {note.ok ? (
          <Form action={`${here}/items/${item.number}`} form={form ?? kept}>
            <RadioGroup name="outcome" label={t.outcome} required inline options={outcomes.map((value) => ({ value, label: t[value] }))} />
            <MoneyField name="cents" label={t.error} hint={t.errorHint} />
            <TextArea name="finding" label={t.finding} hint={t.findingHint} rows={4} limit={4000} />
            <SubmitRow label={t.note} />
          </Form>
        ) : (
          <Reasons reasons={note.reasons} />
        )}
      </Section>
    </>
  );
}
