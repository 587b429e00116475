import { euros, number, percent } from '#src/core/money.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, SelectField } from '#src/ui/choices.tsx';
import { FieldSet, MoneyField, NumberField, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { organisationCopy, sizeWords } from '../copy.ts';
import { profileCopy, relationWords } from '../copy/profile.ts';
import { can } from '../policy.ts';
import type { StoredYear } from '../queries/profile.ts';
import { ceilings, sizeDifference, sizesOf, sizeSources, type YearSize } from '../rules/size.ts';
import { relations } from '../states.ts';
import { addressOf, PartHead, type PartProps } from './parts.tsx';

export type SizeProps = PartProps & {
  years: readonly StoredYear[];
  /** The year whose figures are being corrected; null for a new one. */
  editing: number | null;
  yearForm: Again;
  /** The enterprise being added to a year, where its form came back. */
  relatedForm: { year: number; form: Again } | null;
};

export function SizePage({ years, editing, yearForm, relatedForm, ...at }: SizeProps) {
  const t = useCopy(profileCopy);
  const o = useCopy(organisationCopy);
  const { actor, locale } = usePage();
  const { organisation } = at;
  const may = can.manage(actor, at.acting);
  const sizes = sizesOf(years);
  const last = sizes.at(-1);
  const difference = sizeDifference(organisation.sizeClass, sizes);
  if (organisation.kind !== 'enterprise')
    return (
      <>
        <PartHead {...at} />
        <EmptyState title={t.notEnterprise} />
      </>
    );
  return (
    <>
      <PartHead {...at} lead={t.sizeLead} />
      <FactList
        facts={[
          { label: t.declared, value: organisation.sizeClass && sizeWords[organisation.sizeClass][locale] },
          { label: t.computed, value: last && `${sizeWords[last.inForce][locale]} (${last.year})` },
        ]}
      />
      {last &&
        (difference ? (
          <Callout tone="warn">
            <Reasons reasons={[difference]} />
          </Callout>
        ) : (
          <Callout tone="good" title={t.agrees} />
        ))}
      {sizes.length === 0 && <EmptyState title={t.noFigures}>{t.noFiguresMore}</EmptyState>}
      {[...sizes].reverse().map((size) => (
        <Year
          key={size.year}
          at={at}
          size={size}
          stored={years.find((y) => y.year === size.year)!}
          form={relatedForm?.year === size.year ? relatedForm.form : null}
        />
      ))}
      {may.ok ? (
        <Section title={editing === null ? t.addYear : t.editYear(editing)} id="year">
          <Form action={addressOf(organisation, 'size')} form={yearForm} id="y">
            <input type="hidden" name="revision" value={years.find((y) => y.year === editing)?.revision ?? 0} />
            <NumberField name="year" label={t.year} required whole readOnly={editing !== null} />
            <FieldSet legend={t.itself} columns>
              <Figures />
            </FieldSet>
            <CheckboxField name="publiclyControlled" label={t.publiclyControlled} hint={t.publicNote} />
            <SubmitRow label={t.save}>
              {editing !== null && (
                <LinkButton href={addressOf(organisation, 'size')} tone="plain">
                  {t.cancel}
                </LinkButton>
              )}
            </SubmitRow>
          </Form>
        </Section>
      ) : (
        <Callout tone="neutral">
          <Reasons reasons={may.reasons} />
        </Callout>
      )}
      <Section title={t.ceilings} lead={t.ceilingsLead} id="ceilings">
        <PlainTable
          caption={t.ceilings}
          captionHidden
          columns={[{ label: o.sizeClass }, { label: t.staffUnits, numeric: true }, { label: t.turnover, numeric: true }, { label: t.balance, numeric: true }]}
          rows={ceilings.map((c) => [
            sizeWords[c.size][locale],
            t.fewerThan(number(c.staffBelow, locale)),
            t.upTo(euros(c.turnoverCents, locale)),
            t.upTo(euros(c.balanceCents, locale)),
          ])}
        />
        <p class="m-hint">
          <SourceNote source={sizeSources.ceilings} />
        </p>
      </Section>
    </>
  );
}

const Figures = () => {
  const t = useCopy(profileCopy);
  return (
    <>
      <NumberField name="staffUnits" label={t.staffUnits} hint={t.staffUnitsHint} required />
      <MoneyField name="turnoverCents" label={t.turnover} required />
      <MoneyField name="balanceCents" label={t.balance} required />
    </>
  );
};

function Year({ at, size, stored, form }: { at: PartProps; size: YearSize; stored: StoredYear; form: Again | null }) {
  const t = useCopy(profileCopy);
  const { actor, locale } = usePage();
  const may = can.manage(actor, at.acting).ok;
  const base = addressOf(at.organisation, 'size');
  const idOf = (name: string | null) => stored.related.find((r) => r.name === name)?.id;
  return (
    <Section
      title={t.periodOf(size.year)}
      id={`year-${size.year}`}
      {...(may && {
        actions: (
          <>
            <LinkButton href={`${base}?year=${size.year}#year`} tone="secondary" small>
              {t.editYear(size.year)}
            </LinkButton>
            <ActionButton action={`${base}/${size.year}/removal`} tone="secondary" small>
              {t.removeYear(size.year)}
            </ActionButton>
          </>
        ),
      })}
    >
      <PlainTable
        caption={t.periodOf(size.year)}
        captionHidden
        columns={[
          { label: t.enterprise },
          { label: t.relation },
          { label: t.counted, numeric: true },
          { label: t.staffUnits, numeric: true },
          { label: t.turnover, numeric: true },
          { label: t.balance, numeric: true },
          ...(may && stored.related.length > 0 ? [{ label: <span class="visually-hidden">{t.actions}</span> }] : []),
        ]}
        rows={size.lines.map((line) => [
          line.name ?? t.itself,
          line.relation && relationWords[line.relation][locale],
          percent(line.countedPercent, locale),
          number(line.staffUnits, locale),
          euros(line.turnoverCents, locale),
          euros(line.balanceCents, locale),
          ...(may && stored.related.length > 0
            ? [
                line.name === null ? (
                  ''
                ) : (
                  <ActionButton action={`${base}/related/${idOf(line.name)}/removal`} tone="secondary" small>
                    {t.removeRelated(line.name)}
                  </ActionButton>
                ),
              ]
            : []),
        ])}
        total={[
          t.total,
          '',
          '',
          number(size.total.staffUnits, locale),
          euros(size.total.turnoverCents, locale),
          euros(size.total.balanceCents, locale),
          ...(may && stored.related.length > 0 ? [''] : []),
        ]}
      />
      <FactList
        facts={[
          { label: t.alone, value: sizeWords[size.alone][locale] },
          { label: t.inForce, value: <strong>{sizeWords[size.inForce][locale]}</strong> },
        ]}
      />
      {size.publiclyControlled && <p class="m-hint">{t.publicNote}</p>}
      {size.alone !== size.inForce && (
        <p class="m-hint">
          <SourceNote source={sizeSources.period} />
        </p>
      )}
      {may && (
        <details open={form !== null}>
          <summary>{t.addRelated}</summary>
          <Form action={`${base}/${size.year}/related`} id={`r${size.year}`} form={form ?? { values: {}, reasons: [] }} label={t.addRelated}>
            <TextField name="name" label={t.relatedName} required width="l" />
            <SelectField
              name="relation"
              label={t.relation}
              required
              width="l"
              options={relations.map((value) => ({ value, label: relationWords[value][locale] }))}
            />
            <NumberField name="percent" label={t.relatedPercent} hint={t.relatedPercentHint} unit="%" required />
            <FieldSet legend={t.relatedName} columns>
              <Figures />
            </FieldSet>
            <SubmitRow label={t.addRelated} tone="secondary" />
          </Form>
        </details>
      )}
    </Section>
  );
}
