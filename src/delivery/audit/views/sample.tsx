import type { Decision } from '#src/core/decision.ts';
import { euros, number, percent, inCsv } from '#src/core/money.ts';
import { showBriefDate, showDate, showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { MoneyField, NumberField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { auditCopy as w } from '../copy.ts';
import type { ItemRow, Round, Sample } from '../queries/samples.ts';
import { samplingSource } from '../rules/confidence.ts';
import type { Estimate } from '../rules/estimate.ts';
import { drawnAs, natures, outcomes } from '../states.ts';
import { OutcomeChip, SampleChip, sayStratum } from './frame.tsx';

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
    {
      key: 'nature',
      label: w.nature,
      filter: { kind: 'choice', options: natures.map((value) => ({ value, label: w[`nature.${value}`] })) },
      csv: (r, locale) => (r.nature ? w[`nature.${r.nature}`][locale] : ''),
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
          ...(e.systemicCents > 0 ? [{ label: t.systemic, value: money(e.systemicCents), note: t.systemicKnown }] : []),
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
  delimit: Decision;
  topUp: Decision;
  /** How many more would decide it, if they are like those that were seen. */
  suggested: number;
  rounds: readonly Round[];
  call: string | null;
  again?: { part: 'closing' | 'topUp' | 'systemic'; form: Again };
};

export function SamplePage({ sample: s, listed, estimate, same, close, delimit, topUp, suggested, rounds, call, again }: SampleProps) {
  const t = useCopy(w);
  const { locale } = usePage();
  const here = `/audit/samples/${s.id}`;
  const m = s.method;
  const form = (part: 'closing' | 'topUp' | 'systemic', otherwise = fresh) => (again?.part === part ? again.form : otherwise);
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
          hidden={m.kind === 'stratified' ? ['finding', 'nature', 'drawnAs'] : ['finding', 'nature', 'stratum']}
          cells={{
            label: (r) => (/^\S+$/.test(r.label) ? <span class="m-nowrap">{r.label}</span> : r.label),
            on: (r) => (r.on ? showBriefDate(r.on, locale) : '–'),
            stratum: (r) => sayStratum(m.by, r.stratum, t),
            cents: (r) => euros(r.cents, locale),
            drawnAs: (r) => t[r.drawnAs],
            nature: (r) => (r.nature ? t[`nature.${r.nature}`] : '–'),
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
        {delimit.ok && (
          <Form action={`${here}/systemic`} id="s" form={form('systemic', filled({ cents: s.systemicCents ?? '', how: s.systemicHow ?? '' }))}>
            <h3>{t.systemic}</h3>
            <p>{t.systemicLead(euros(s.systemicFoundCents, locale))}</p>
            <MoneyField name="cents" label={t.systemicCents} required />
            <TextArea name="how" label={t.systemicHow} hint={t.systemicHowHint} required rows={3} limit={4000} />
            <SubmitRow label={t.delimit} tone="secondary" />
          </Form>
        )}
        {topUp.ok && estimate && (
          <Form action={`${here}/rounds`} id="t" form={form('topUp', filled({ more: suggested }))}>
            <h3>{t.topUp}</h3>
            <p>{t.topUpLead}</p>
            <input type="hidden" name="round" value={String(rounds.length + 1)} />
            <NumberField
              name="more"
              label={t.more}
              hint={t.moreHint(number(suggested, locale), number(s.populationItems - s.items, locale))}
              required
              width="s"
            />
            <SubmitRow label={t.topUp} />
          </Form>
        )}
        {s.state === 'drawn' && estimate && close.ok && (
          <Form action={`${here}/closing`} id="c" form={form('closing')}>
            <h3>{t.close}</h3>
            <p>{t.closeLead}</p>
            <TextArea name="conclusion" label={t.conclusion} required rows={4} limit={4000} />
            <SubmitRow label={t.close} tone={topUp.ok ? 'secondary' : 'primary'} />
          </Form>
        )}
        {s.state === 'drawn' && estimate && !close.ok && delimit.ok && <Reasons reasons={close.reasons} />}
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
            ...rounds.map((r) => ({
              label: t.roundOf(String(r.round)),
              value: <code class="m-hash">{r.sha256}</code>,
              note: `${t.roundMore(number(r.more, locale))} · ${r.drawnByName}, ${showInstant(r.drawnAt, locale)}`,
            })),
            ...(s.systemicHow ? [{ label: t.systemicHow, value: s.systemicHow }] : []),
          ]}
        />
        <Actions>
          <LinkButton href={`${here}/content`} tone="secondary" download>
            {t.content}
          </LinkButton>
          {rounds.map((r) => (
            <LinkButton key={r.round} href={`${here}/rounds/${r.round}`} tone="secondary" download>
              {t.roundFile(String(r.round))}
            </LinkButton>
          ))}
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
