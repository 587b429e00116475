import { showDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { DateField, FieldSet, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { organisationCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { Organisation } from '../queries.ts';
import type { Tie, tiesOf } from '../queries/names.ts';
import { tieKinds } from '../states.ts';

/** What the organisation is part of, and what is part of it. */
export function Ties({ organisation: o, ties, form }: { organisation: Organisation; ties: Awaited<ReturnType<typeof tiesOf>>; form: Again | undefined }) {
  const t = useCopy(organisationCopy);
  const { locale, actor } = usePage();
  const mayTie = can.tie(actor).ok;
  const mayList = can.list(actor).ok;
  const row = (tie: Tie, words: string, childId: string, parentId: string) => [
    words,
    mayList ? <a href={`/organisations/${tie.id}`}>{tie.name}</a> : tie.name,
    t.tieOn(tie.fromOn ? showDate(tie.fromOn, locale) : '', tie.untilOn ? showDate(tie.untilOn, locale) : ''),
    ...(mayTie
      ? [
          childId === o.id ? (
            <ActionButton action={`/organisations/${childId}/ties/${parentId}/removal`} tone="secondary" small>
              {t.removeTie(tie.name)}
            </ActionButton>
          ) : (
            ''
          ),
        ]
      : []),
  ];
  return (
    <Section title={t.ties} lead={t.tiesLead} id="ties">
      <PlainTable
        caption={t.ties}
        captionHidden
        columns={[
          { label: t.tie },
          { label: t.tiedTo },
          { label: t.tieDates },
          ...(mayTie ? [{ label: <span class="visually-hidden">{t.actions}</span> }] : []),
        ]}
        rows={[
          ...ties.parents.map((tie) => row(tie, t[`tie_${tie.kind}`], o.id, tie.id)),
          ...ties.parts.map((tie) => row(tie, t[`has_${tie.kind}`], tie.id, o.id)),
        ]}
        empty={<p>{t.noTies}</p>}
      />
      {mayTie && (
        <Form action={`/organisations/${o.id}/ties`} id="tie" form={form ?? { values: { kind: 'part' }, reasons: [] }} label={t.addTie}>
          <FieldSet legend={t.addTie}>
            <TextField name="parent" label={t.parent} hint={t.parentHint} required width="l" />
            <RadioGroup name="kind" label={t.tieKind} required inline options={tieKinds.map((value) => ({ value, label: t[`tie_${value}`] }))} />
            <DateField name="fromOn" label={t.tieFrom} />
            <DateField name="untilOn" label={t.tieUntil} />
          </FieldSet>
          <SubmitRow label={t.addTie} tone="secondary" />
        </Form>
      )}
    </Section>
  );
}
