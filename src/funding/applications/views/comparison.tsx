import { showInstant } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Callout, EmptyState } from '#src/ui/parts.tsx';
import { diffWords } from 'diff';
import { dossierCopy } from '../copy/dossier.ts';
import type { Application } from '../queries/application.ts';
import type { Receipt } from '../queries/lists.ts';
import type { Difference } from '../rules/comparison.ts';
import { addressOf, ApplicationHead } from './parts.tsx';

export type ComparisonProps = {
  application: Application;
  own: boolean;
  receipts: readonly Receipt[];
  /** Protocol numbers, or `draft` for the application as it is now. */
  from: string;
  to: string;
  differences: readonly Difference[];
};

/** What changed between two submissions, or since the last one. */
export function ComparisonPage({ application, own, receipts, from, to, differences }: ComparisonProps) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  const versions = [
    ...(own ? [{ value: 'draft', label: d.now }] : []),
    ...receipts.map((r) => ({ value: r.protocol, label: `${r.protocol}, ${showInstant(r.submittedAt, locale)}` })),
  ];
  const parts = [...Map.groupBy(differences, (x) => x.where)];
  return (
    <>
      <ApplicationHead application={application} step={d.comparison} own={own} lead={d.comparisonLead} />
      {receipts.length === 0 ? (
        <EmptyState title={d.neverSubmitted}>{d.neverSubmittedMore}</EmptyState>
      ) : (
        <>
          <Form action={addressOf(application.id, 'comparison')} method="get" form={{ values: { from, to }, reasons: [] }} label={d.comparison}>
            <SelectField name="from" label={d.earlier} required width="l" empty={null} options={versions} />
            <SelectField name="to" label={d.later} required width="l" empty={null} options={versions} />
            <SubmitRow label={d.show} tone="secondary" />
          </Form>
          {differences.length === 0 ? (
            <EmptyState title={d.noDifference}>{d.noDifferenceMore}</EmptyState>
          ) : (
            <>
              <Callout tone="info" title={d.differences(differences.length)} />
              {parts.map(([where, changed]) => (
                <Section key={where} title={where}>
                  {changed.map((x, i) => (
                    <article key={i} class="m-change">
                      <h3>{x.label}</h3>
                      <Change {...x} />
                    </article>
                  ))}
                </Section>
              ))}
            </>
          )}
        </>
      )}
    </>
  );
}

/** Too long to be compared word by word while somebody waits. */
const mostCompared = 40_000;

/** Removed words struck out, added ones underlined, each said to those who hear the page. */
function Change({ before, after }: Pick<Difference, 'before' | 'after'>) {
  const d = useCopy(dossierCopy);
  const parts =
    before.length + after.length > mostCompared
      ? [
          { value: before, removed: true, added: false },
          { value: after, removed: false, added: true },
        ]
      : diffWords(before, after);
  return (
    <p class="m-diff">
      {parts
        .filter((p) => p.value !== '')
        .map((p, i) =>
          p.removed ? (
            <del key={i}>
              <span class="visually-hidden">[{d.removedText}: </span>
              {p.value}
              <span class="visually-hidden">] </span>
            </del>
          ) : p.added ? (
            <ins key={i}>
              <span class="visually-hidden">[{d.addedText}: </span>
              {p.value}
              <span class="visually-hidden">] </span>
            </ins>
          ) : (
            <span key={i}>{p.value}</span>
          ),
        )}
    </p>
  );
}
