import { percent } from '#src/core/money.ts';
import { showBriefDate } from '#src/core/time.ts';
import type { Decision } from '#src/core/decision.ts';
import { upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FieldSet, NumberField, TextField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { auditCopy as w } from '../copy.ts';
import type { SampleRow } from '../queries/samples.ts';
import { confidences, samplingSource } from '../rules/confidence.ts';
import { methods, populations, sampleStates, strata } from '../states.ts';
import { AuditTabs, SampleChip } from './frame.tsx';

export const sampleSpec: ListSpec<SampleRow> = {
  columns: [
    { key: 'code', label: w.code, searched: true },
    { key: 'title', label: w.purpose, searched: true },
    {
      key: 'population',
      label: w.population,
      filter: { kind: 'choice', options: populations.map((value) => ({ value, label: w[`of.${value}`] })) },
      csv: (r, locale) => w[`of.${r.population}`][locale],
    },
    {
      key: 'method',
      label: w.method,
      filter: { kind: 'choice', options: methods.map((value) => ({ value, label: w[`by.${value}`] })) },
      csv: (r, locale) => w[`by.${r.method}`][locale],
    },
    { key: 'items', label: w.items, numeric: true },
    { key: 'open', label: w.open, numeric: true },
    { key: 'irregular', label: w.irregularCount, numeric: true },
    {
      key: 'state',
      label: w.state,
      filter: { kind: 'choice', options: sampleStates.map((value) => ({ value, label: w[`state.${value}`] })) },
      csv: (r, locale) => w[`state.${r.state}`][locale],
    },
    { key: 'drawnAt', label: w.drawnOn },
    { key: 'drawnByName', label: w.drawnBy, searched: true },
  ],
  order: '-drawnAt',
  key: 'id',
};

export function SamplesPage({ listed, draw }: { listed: Listed<SampleRow>; draw: Decision }) {
  const t = useCopy(w);
  const { locale } = usePage();
  const button = draw.ok && <LinkButton href="/audit/samples/new">{t.newSample}</LinkButton>;
  return (
    <>
      <PageHead title={t.title} lead={t.lead} actions={button || undefined} />
      <AuditTabs current="samples" />
      <Section>
        <DataTable
          listed={listed}
          spec={sampleSpec}
          caption={t.samples}
          captionHidden
          rowHref={(r) => `/audit/samples/${r.id}`}
          cells={{
            code: (r) => <span class="m-nowrap">{r.code}</span>,
            population: (r) => t[`of.${r.population}`],
            method: (r) => t[`by.${r.method}`],
            state: (r) => <SampleChip state={r.state} />,
            drawnAt: (r) => showBriefDate(r.drawnAt, locale),
          }}
          empty={<EmptyState title={t.noSamples}>{t.noSamplesMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type NewSampleProps = { calls: readonly { id: string; code: string }[]; spokes: readonly number[]; form?: Again };

const start = filled({ population: 'payments', method: 'monetary', confidence: '95', materiality: '2', expected: '0' });

/** The form of a sample: from what, by which method, how many. */
export function NewSamplePage({ calls, spokes, form = start }: NewSampleProps) {
  const t = useCopy(w);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: t.title, href: '/audit' }, { label: t.newSample }]} title={t.newSample} lead={t.newLead} />
      <Section>
        <Form action="/audit/samples" form={form} guardUnsaved>
          <TextField name="title" label={t.purpose} hint={t.purposeHint} required maxLength={200} />
          <FieldSet legend={t.population} columns>
            <SelectField
              name="population"
              label={t.population}
              required
              empty={null}
              options={populations.map((value) => ({ value, label: upperFirst(t[`of.${value}`]) }))}
            />
            <SelectField name="call" label={t.call} empty={t.all} options={calls.map((c) => ({ value: c.id, label: c.code }))} />
            <SelectField name="spoke" label={t.spoke} empty={t.all} options={spokes.map((n) => ({ value: String(n), label: `Spoke ${n}` }))} />
          </FieldSet>
          <FieldSet legend={t.period} hint={t.periodHint} columns>
            <DateField name="from" label={t.from} />
            <DateField name="until" label={t.until} />
          </FieldSet>
          <RadioGroup
            name="method"
            label={t.method}
            required
            options={methods.map((value) => ({ value, label: upperFirst(t[`by.${value}`]), hint: t[`how.${value}`] }))}
          />
          <FieldSet legend={t.sizeOf} columns>
            <NumberField name="size" label={t.size} hint={t.sizeHint} whole />
            <SelectField
              name="by"
              label={t.strataBy}
              hint={t.strataHint}
              options={strata.map((value) => ({ value, label: upperFirst(t[`stratum.${value}`]) }))}
            />
            <SelectField
              name="confidence"
              label={t.confidence}
              required
              empty={null}
              options={confidences.map((n) => ({ value: String(n), label: percent(n, locale) }))}
            />
            <NumberField name="materiality" label={t.materiality} unit="%" required />
            <NumberField name="expected" label={t.expected} unit="%" required />
          </FieldSet>
          <p>
            <SourceNote source={samplingSource} />
          </p>
          <TextField name="seed" label={t.seed} hint={t.seedHint} maxLength={200} />
          <SubmitRow label={t.draw} />
        </Form>
      </Section>
    </>
  );
}
