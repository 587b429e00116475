import { number } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, EmptyState, LinkButton, Tabs } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { exportsCopy } from '../exports/copy.ts';
import { datasetIds } from '../exports/datasets.ts';
import { handoverCopy as w } from '../handovers/copy.ts';
import { columnLabel, type ChangeRow, type Handover } from '../handovers/queries.ts';

export const handoverSpec: ListSpec<Handover> = {
  columns: [
    { key: 'half', label: w.half, searched: true },
    { key: 'number', label: w.number, numeric: true },
    { key: 'madeAt', label: w.madeAt },
    { key: 'madeBy', label: w.madeBy, searched: true },
    { key: 'problems', label: w.problems, numeric: true },
    { key: 'note', label: w.note, searched: true },
    { key: 'sha256', label: w.sha256, sort: false },
  ],
  order: '-madeAt',
  key: 'id',
};

export function HandoversPage({ listed }: { listed: Listed<Handover> }) {
  const t = useCopy(w);
  const e = useCopy(exportsCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        trail={[{ label: e.parent, href: '/oversight' }, { label: e.title, href: '/oversight/exports' }, { label: t.title }]}
        title={t.title}
        lead={t.lead}
      />
      <Section>
        <DataTable
          listed={listed}
          spec={handoverSpec}
          caption={t.title}
          captionHidden
          hidden={['sha256']}
          rowHref={(r) => `/oversight/handovers/${r.id}`}
          cells={{ madeAt: (r) => showInstant(r.madeAt, locale) }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

/** Freezing the files of the half-year that is shown. */
export function HandOverSection({ half, problems }: { half: string; problems: number }) {
  const t = useCopy(w);
  const { locale } = usePage();
  return (
    <Section title={t.freezeTitle} id="handover">
      <Form action="/oversight/handovers">
        <p>{t.freezeLead(number(problems, locale))}</p>
        <input type="hidden" name="half" value={half} />
        <TextField name="note" label={t.note} hint={t.noteHint} maxLength={500} />
        <SubmitRow label={t.freeze} />
      </Form>
    </Section>
  );
}

const whats = ['added', 'removed', 'changed'] as const;

export const changeSpec: ListSpec<ChangeRow> = {
  columns: [
    {
      key: 'dataset',
      label: w.file,
      filter: { kind: 'choice', options: datasetIds.map((value) => ({ value, label: exportsCopy[value] })) },
      csv: (r, locale) => exportsCopy[r.dataset][locale],
    },
    { key: 'row', label: w.row, searched: true },
    {
      key: 'what',
      label: w.what,
      filter: { kind: 'choice', options: whats.map((value) => ({ value, label: w[value] })) },
      csv: (r, locale) => w[r.what][locale],
    },
    { key: 'column', label: w.column, csv: (r, locale) => columnLabel(r.column)[locale] },
    { key: 'before', label: w.before, sort: false },
    { key: 'after', label: w.after, sort: false },
  ],
  order: 'dataset',
  key: 'id',
  pageSize: 50,
};

export type ChangesProps = { handover: Handover; others: readonly Handover[]; other: Handover | null; listed: Listed<ChangeRow> };

/** One hand-over: what it held, and what has changed since, or by a later one. */
export function ChangesPage({ handover: h, others, other, listed }: ChangesProps) {
  const t = useCopy(w);
  const e = useCopy(exportsCopy);
  const { locale } = usePage();
  const here = `/oversight/handovers/${h.id}`;
  return (
    <>
      <PageHead
        trail={[{ label: e.title, href: '/oversight/exports' }, { label: t.title, href: '/oversight/handovers' }, { label: `${h.half}, ${h.number}` }]}
        title={t.one(h.half, h.number)}
        lead={h.note || undefined}
      />
      <Section title={t.files} id="files">
        <FactList
          facts={[
            { label: t.madeAt, value: showInstant(h.madeAt, locale), note: h.madeBy },
            { label: t.sha256, value: <code class="m-hash">{h.sha256}</code> },
          ]}
        />
        <PlainTable
          caption={t.files}
          captionHidden
          columns={[{ label: t.file }, { label: t.rows, numeric: true }, { label: t.problems, numeric: true }, { label: t.sha256 }]}
          rows={h.files.map((f) => [e[f.dataset], number(f.rows, locale), number(f.problems, locale), <code class="m-hash">{f.sha256}</code>])}
        />
        <Actions>
          <LinkButton href={`${here}/file.xlsx`} tone="secondary" download icon="download">
            {t.excel}
          </LinkButton>
          <LinkButton href={`${here}/content`} tone="secondary" download>
            {t.json}
          </LinkButton>
        </Actions>
      </Section>
      <Section title={other ? t.changesUntil(other.number) : t.changes} id="changes">
        {others.length > 0 && (
          <Tabs
            label={t.compare}
            tabs={[
              { label: t.present, href: `${here}#changes`, current: other === null },
              ...others.map((o) => ({ label: t.one(o.half, o.number), href: `${here}?with=${o.id}#changes`, current: o.id === other?.id })),
            ]}
          />
        )}
        <DataTable
          listed={listed}
          spec={changeSpec}
          caption={t.changes}
          captionHidden
          cells={{
            dataset: (r) => e[r.dataset],
            row: (r) => <code class="m-hash">{r.row}</code>,
            what: (r) => t[r.what],
            column: (r) => columnLabel(r.column)[locale] || '–',
            before: (r) => String(r.before ?? '–'),
            after: (r) => String(r.after ?? '–'),
          }}
          empty={<EmptyState title={t.nothingChanged} />}
        />
      </Section>
    </>
  );
}
