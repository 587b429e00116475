import { euros, sum } from '#src/core/money.ts';
import { addDays } from '#src/core/time.ts';
import { regions } from '#src/core/regions.ts';
import type { Locale } from '#src/core/words.ts';
import { costCategoryWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { CostCategory, ResearchType } from '#src/funding/calls/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FieldSet, MoneyField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { ProjectFile } from '../queries.ts';
import { giveField, goesField, keepField, leadsField, takerField, type Chosen, type HandedRow, type PartnerChange } from '../rules/partners.ts';
import { endOf } from '../rules/variation.ts';
import { everOf, type BudgetCell, type Plan, type PlanMember } from '../rules/plan.ts';
import { partnerChanges } from '../states.ts';

export const categoryName = (category: string, locale: Locale): string =>
  upperFirst((costCategoryWords[category as CostCategory] ?? { it: category, en: category })[locale]);

export const typeName = (type: string, locale: Locale): string => upperFirst((researchTypeWords[type as ResearchType] ?? { it: type, en: type })[locale]);

/** `Materiali, ricerca industriale`. */
export const lineName = (c: Pick<BudgetCell, 'category' | 'researchType'>, locale: Locale): string =>
  `${categoryName(c.category, locale)}, ${(researchTypeWords[c.researchType as ResearchType] ?? { it: c.researchType, en: c.researchType })[locale]}`;

export type PartnerFormProps = {
  project: ProjectFile;
  plan: Plan;
  chosen: Chosen;
  /** Organisations that could join. */
  others: readonly { id: string; name: string }[];
  /** Null as long as the first step is not made, or does not hold. */
  table: { rows: readonly HandedRow[]; joining: PlanMember | null; team: readonly { id: string; name: string; organisation: string }[] } | null;
  /** The first step with what is wrong in it; the second as it was typed. */
  first: Again;
  form?: Again | undefined;
};

/** A change of partners in two steps: who and from when; then the table of all that passes from one to another. Each works without script. */
export function PartnerForm({ project, plan, chosen, others, table, first, form }: PartnerFormProps) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const here = `/projects/${project.id}/variations`;
  return (
    <>
      <Form action={`${here}/new`} method="get" form={first} id="c">
        <input type="hidden" name="kind" value="partner" />
        <RadioGroup name="change" label={t.change} required options={partnerChanges.map((value) => ({ value, label: t[`change.${value}`] }))} />
        <SelectField name="leaving" label={t.leaving} hint={t.leavingHint} options={plan.members.map((m) => ({ value: m.id, label: m.name }))} />
        <SelectField
          name="joining"
          label={t.joining}
          hint={t.joiningHint}
          options={others.filter((o) => !everOf(plan).some((m) => m.id === o.id)).map((o) => ({ value: o.id, label: o.name }))}
        />
        <SelectField
          name="newLead"
          label={t.newLead}
          hint={t.newLeadHint}
          options={[...plan.members.filter((m) => m.role !== 'lead').map((m) => ({ value: m.id, label: m.name })), { value: 'joining', label: t.whoJoins }]}
        />
        <SelectField name="region" label={t.regionOfWork} hint={t.regionHint} options={regions.map((r) => ({ value: r.id, label: r.name[locale] }))} />
        <DateField name="from" label={t.from_day} hint={t.fromHint} required min={addDays(plan.startsOn, 1)} max={endOf(plan)} />
        <SubmitRow label={table ? t.changeChosen : t.toTable} tone={table ? 'secondary' : 'primary'} />
      </Form>
      {table && (
        <Section title={t.handedTable} id="table" lead={chosen.change === 'joins' ? t.givenLead : t.handedLead}>
          <Form action={here} form={form ?? filled(valuesOf(table, plan, chosen))} id="v" guardUnsaved>
            <input type="hidden" name="kind" value="partner" />
            {(['change', 'leaving', 'joining', 'newLead', 'region', 'from'] as const).map((name) => (
              <input key={name} type="hidden" name={name} value={chosen[name]} />
            ))}
            <Rows table={table} plan={plan} chosen={chosen} />
            <TextArea name="reason" label={t.reason} hint={t.reasonHint} required rows={5} limit={4000} />
            <SubmitRow label={t.send} />
          </Form>
        </Section>
      )}
    </>
  );
}

type Table = NonNullable<PartnerFormProps['table']>;

/** What the fields of the second step say before anybody writes in them: cents are shown as the reader writes them. */
function valuesOf({ rows, joining, team }: Table, plan: Plan, chosen: Chosen): Record<string, string | number> {
  if (chosen.change === 'joins')
    return Object.fromEntries([
      ...rows.map((r) => [giveField(r), '']),
      ...plan.workPackages.flatMap((w) => (w.leader === null ? [] : [[leadsField(w.id), w.leader]])),
    ]) as Record<string, string | number>;
  const taker = joining?.id ?? '';
  return Object.fromEntries([
    ...rows.flatMap((r) => [
      [keepField(r), r.keptCents],
      [takerField(r), taker],
    ]),
    ...plan.workPackages.filter((w) => w.leader === chosen.leaving).map((w) => [leadsField(w.id), taker]),
    ...team.filter((p) => p.organisation === chosen.leaving).map((p) => [goesField(p.id), '']),
  ]) as Record<string, string | number>;
}

function Rows({ table, plan, chosen }: { table: Table; plan: Plan; chosen: Chosen }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const { rows, joining, team } = table;
  const joins = chosen.change === 'joins';
  const nameOf = (id: string) => everOf(plan).find((m) => m.id === id)?.name ?? '';
  const takers = [...plan.members.filter((m) => m.id !== chosen.leaving), ...(joining ? [joining] : [])].map((m) => ({ value: m.id, label: m.name }));
  const led = plan.workPackages.filter((w) => (joins ? w.leader !== null : w.leader === chosen.leaving));
  const people = joins ? [] : team.filter((p) => p.organisation === chosen.leaving);
  return (
    <>
      {[...Map.groupBy(rows, (r) => r.organisation)].map(([organisation, own]) => (
        <FieldSet key={organisation} legend={nameOf(organisation)}>
          <Figures rows={own} caption={nameOf(organisation)} />
          <div class="m-fieldset">
            <div class="m-columns">
              {own.flatMap((r) => [
                <MoneyField
                  key={keepField(r)}
                  name={joins ? giveField(r) : keepField(r)}
                  label={`${lineName(r, locale)}: ${(joins ? t.gives : t.keeps).toLowerCase()}`}
                />,
                !joins && (
                  <SelectField key={takerField(r)} name={takerField(r)} label={`${lineName(r, locale)}: ${t.takenBy.toLowerCase()}`} options={takers} />
                ),
              ])}
            </div>
          </div>
        </FieldSet>
      ))}
      {led.length > 0 && (
        <FieldSet legend={t.workPackage}>
          {led.map((w) => (
            <SelectField key={w.id} name={leadsField(w.id)} label={t.leadsNow(w.title)} required options={takers} />
          ))}
        </FieldSet>
      )}
      {people.length > 0 && (
        <FieldSet legend={t.teamOf} columns>
          {people.map((p) => (
            <SelectField key={p.id} name={goesField(p.id)} label={t.team_goes(p.name)} empty={t.endsWith} options={takers} />
          ))}
        </FieldSet>
      )}
    </>
  );
}

/** What each line came to: awarded, accepted, reported; and, where it is decided, what stays, what passes on, and to whom. */
function Figures({ rows, caption, nameOf }: { rows: readonly HandedRow[]; caption: string; nameOf?: (id: string) => string }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const show = (cents: number) => euros(cents, locale);
  const total = (of: (r: HandedRow) => number) => show(sum(rows.map(of)));
  return (
    <PlainTable
      caption={caption}
      captionHidden
      columns={[
        { label: t.line },
        { label: t.awarded, numeric: true },
        { label: t.acceptedCost, numeric: true },
        { label: t.pendingCost, numeric: true },
        ...(nameOf ? [{ label: t.keeps, numeric: true }, { label: t.remains, numeric: true }, { label: t.takenBy }] : []),
      ]}
      rows={rows.map((r) => [
        lineName(r, locale),
        show(r.cents),
        show(r.acceptedCents),
        show(r.pendingCents),
        ...(nameOf ? [show(r.keptCents), show(r.cents - r.keptCents), r.takenBy ? nameOf(r.takenBy) : t.none_taken] : []),
      ])}
      total={[
        t.total,
        total((r) => r.cents),
        total((r) => r.acceptedCents),
        total((r) => r.pendingCents),
        ...(nameOf ? [total((r) => r.keptCents), total((r) => r.cents - r.keptCents), ''] : []),
      ]}
    />
  );
}

/** Everything that a change of partners hands over, as it was proposed. */
export function Handed({ change, plan }: { change: PartnerChange; plan: Plan }) {
  const t = useCopy(projectCopy);
  const nameOf = (id: string) => everOf(plan).find((m) => m.id === id)?.name ?? '';
  return (
    <Section title={t.handedTable} id="handed">
      {change.newLead !== undefined && (
        <FactList facts={[{ label: t.newLead, value: nameOf(change.newLead), note: t.before_was(nameOf(change.leaving ?? '')) }]} />
      )}
      {[...Map.groupBy(change.rows, (r) => r.organisation)]
        .filter(([, own]) => change.change !== 'joins' || own.some((r) => r.keptCents < r.cents))
        .map(([organisation, own]) => (
          <div key={organisation}>
            <h3>{nameOf(organisation)}</h3>
            <Figures rows={change.change === 'joins' ? own.filter((r) => r.keptCents < r.cents) : own} caption={nameOf(organisation)} nameOf={nameOf} />
          </div>
        ))}
      {change.workPackages.length > 0 && (
        <PlainTable
          caption={t.workPackage}
          columns={[{ label: t.workPackage }, { label: t.before }, { label: t.takenBy }]}
          rows={change.workPackages.map((w) => [w.title, w.before ? nameOf(w.before) : '–', nameOf(w.takenBy)])}
          compact
        />
      )}
      {change.team.length > 0 && (
        <PlainTable
          caption={t.handedTeam}
          columns={[{ label: t.person }, { label: t.takenBy }]}
          rows={change.team.map((p) => [p.name, p.takenBy ? nameOf(p.takenBy) : t.endsWith])}
          compact
        />
      )}
    </Section>
  );
}
