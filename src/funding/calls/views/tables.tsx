import { percent } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { callPages } from '../copy/pages.ts';
import { aidClassWords, researchTypeWords } from '../copy/vocabulary.ts';
import type { Call } from '../schema.ts';
import { researchTypes } from '../vocabulary.ts';

export function AidTable({ call }: { call: Call }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const table = call.aid.tables.at(-1)!;
  const types = researchTypes.filter((r) => table.percent[r]);
  const classes = ['micro', 'small', 'medium', 'large', 'researchBody'] as const;
  const cell = (type: (typeof types)[number], cls: (typeof classes)[number]) => {
    const base = table.percent[type]![cls];
    const bonus = call.aid.bonus?.appliesTo.includes(type) ? Math.max(base, Math.min(base + call.aid.bonus.percent[cls], call.aid.bonus.cap)) : base;
    return (
      <>
        {percent(base, locale)}
        {bonus > base && (
          <small>
            {' '}
            · {percent(bonus, locale)} {t.withBonus}
          </small>
        )}
      </>
    );
  };
  return (
    <Section title={t.aidTable} lead={t.aidHelp}>
      <PlainTable
        caption={t.aidTable}
        captionHidden
        columns={[{ label: t.aidClasses }, ...types.map((r) => ({ label: researchTypeWords[r][locale], numeric: true }))]}
        rows={classes.map((c) => [aidClassWords[c][locale], ...types.map((r) => cell(r, c))])}
      />
      <p>
        <SourceNote source={table.source} />
      </p>
    </Section>
  );
}

export function Criteria({ call }: { call: Call }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const { criteria, totalThreshold } = call.evaluation;
  const total = criteria.reduce((sum, c) => sum + c.max * c.weight, 0);
  return (
    <Section title={t.criteria}>
      <PlainTable
        caption={t.criteria}
        captionHidden
        columns={[{ label: t.criterion }, { label: t.maximum, numeric: true }, { label: t.threshold, numeric: true }]}
        rows={criteria.map((c) => [
          <>
            {c.title[locale]}
            <br />
            <small>{c.help[locale]}</small>
          </>,
          c.max * c.weight,
          c.threshold * c.weight,
        ])}
        total={[t.total, total, totalThreshold]}
      />
      <p>
        <SourceNote source={call.evaluation.source} />
      </p>
    </Section>
  );
}
