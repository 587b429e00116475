import { yes } from '#src/core/decision.ts';
import { euros, parseEuros, percent, sum, type Cents } from '#src/core/money.ts';
import type { Locale } from '#src/core/words.ts';
import { costCategoryWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes, type CostCategory, type ResearchType } from '#src/funding/calls/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { fieldId, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Findings } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { Fragment } from 'preact';
import { applicationsCopy } from '../copy/words.ts';
import { costStamp } from '../rules/consortium.ts';
import { aboutBudget, type Examination } from '../rules/examine.ts';
import { AidTable, Bonus } from './aid.tsx';
import { mayWrite, SaveRow } from './section.tsx';
import { StaleForm } from './together/differences.tsx';
import { addressOf, ApplicationHead, isStale, ReadOnly, revisionOf, SavedNote, stampOf, Steps, type StepProps } from './parts.tsx';

/** The rows and columns of a call's budget: what can be typed, and what the call computes. */
export function gridOf(call: Call) {
  const flat = rulesNamed(call, 'flatRate');
  const admitted = (category: CostCategory) => rulesNamed(call, 'categories').every((r) => r.among.includes(category));
  const categories = costCategories.filter((c) => admitted(c) && !flat.some((r) => r.category === c));
  const types = researchTypes.filter((type) => rulesNamed(call, 'researchTypes').every((r) => r.among.includes(type)));
  return { categories, types, flat };
}

/** Costs of every participant in one form, with the rules that they touch right there. */
export function BudgetPage({ mayWriteOf, ...props }: StepProps & { /** The columns that the person may write. */ mayWriteOf: (memberId: string) => boolean }) {
  const { application, examination, form, saved } = props;
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const { members } = application.proposal.facts;
  const own = members.filter((m) => mayWriteOf(m.id));
  const editable = own.length > 0 ? yes : props.editable;
  const excludes = rulesNamed(call, 'categories').flatMap((r) => r.excludes);
  return (
    <>
      <ApplicationHead application={application} step="budget" lead={t.budgetLead} />
      <Steps application={application} examination={examination} current="budget" />
      <SavedNote application={application} examination={examination} saved={saved} />
      {!form && <ReadOnly editable={editable} />}
      {excludes.length > 0 && (
        <p class="m-hint">
          {t.excluded} {excludes.map((e) => e[locale].toLowerCase()).join('; ')}.
        </p>
      )}
      {isStale(form) && (
        <StaleForm
          fields={staleCells(
            call,
            own.length > 0 ? own : members,
            form!,
            (m, c, r) => t.cell(m, costCategoryWords[c][locale], researchTypeWords[r][locale]),
            locale,
          )}
        />
      )}
      {mayWrite(editable, form) ? (
        <Form action={addressOf(application.id, 'budget')} {...(form && { form })} guardUnsaved>
          <input type="hidden" name="revision" value={revisionOf(application, form)} />
          {members.map((m) => {
            const writes = own.length === 0 || own.includes(m);
            return (
              <Fragment key={m.id}>
                {writes && <input type="hidden" name={`seen.${m.id}`} value={stampOf(form, `seen.${m.id}`, costStamp(m))} />}
                <MemberBudget call={call} member={m} examination={examination} form={writes ? (form ?? { values: {}, reasons: [] }) : null} />
              </Fragment>
            );
          })}
          <SaveRow cancel={addressOf(application.id)} stay={t.saveAndCompute} decision={editable} />
        </Form>
      ) : (
        members.map((m) => <MemberBudget key={m.id} call={call} member={m} examination={examination} form={null} />)
      )}
      <Section title={t.aidTitle} id="aid" lead={t.aidLead}>
        <AidTable call={call} members={members} examination={examination} />
        <Bonus aid={examination.aid} />
      </Section>
      <Section title={t.budgetRules} id="rules">
        <Findings findings={examination.findings.filter(aboutBudget)} />
      </Section>
    </>
  );
}

/** Each amount as it is stored and as it was typed, to be compared. */
function staleCells(
  call: Call,
  members: readonly MemberFacts[],
  form: Again,
  label: (member: string, category: CostCategory, type: ResearchType) => string,
  locale: Locale,
) {
  const { categories, types } = gridOf(call);
  const shown = (cents: Cents) => (cents === 0 ? '' : euros(cents, locale));
  return members.flatMap((m) =>
    categories.flatMap((category) =>
      types.map((type) => {
        const typed = form.values[`cost.${m.id}.${category}.${type}`];
        const cents = typeof typed === 'string' ? (typed.trim() === '' ? 0 : parseEuros(typed)) : 0;
        const stored = sum(m.costs.filter((c) => c.category === category && c.researchType === type).map((c) => c.cents));
        return { label: label(m.name, category, type), stored: shown(stored), typed: cents === undefined ? String(typed) : shown(cents) };
      }),
    ),
  );
}

/** One participant's costs. `form` null: to be read only. */
export function MemberBudget({
  call,
  member,
  examination,
  form,
}: {
  call: Call;
  member: MemberFacts;
  examination: Pick<Examination, 'costs'>;
  form: Again | null;
}) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { categories, types, flat } = gridOf(call);
  const declared = (category: CostCategory, type: ResearchType): Cents =>
    sum(member.costs.filter((c) => c.category === category && c.researchType === type).map((c) => c.cents));
  const eligible = examination.costs.lines.filter((l) => l.memberId === member.id);
  const counted = (category: CostCategory | null, type: ResearchType | null): Cents =>
    sum(eligible.filter((l) => (category === null || l.category === category) && (type === null || l.researchType === type)).map((l) => l.eligibleCents));
  const label = (category: CostCategory) => upperFirst(costCategoryWords[category][locale]);
  // Costs from another time or program that the call does not admit still have to be seen, to be taken out.
  const odd = member.costs.filter((c) => !categories.includes(c.category) || !types.includes(c.researchType));
  return (
    <div id={`member-${member.id}`}>
      <PlainTable
        caption={`${member.name} (${member.role === 'lead' ? t.roleLead : t.rolePartner})`}
        columns={[
          { label: t.category },
          ...types.map((type) => ({ label: upperFirst(researchTypeWords[type][locale]), numeric: true })),
          { label: t.total, numeric: true },
        ]}
        rows={[
          ...categories.map((category) => [
            label(category),
            ...types.map((type) =>
              form ? (
                <MoneyCell
                  key={type}
                  form={form}
                  name={`cost.${member.id}.${category}.${type}`}
                  label={t.cell(member.name, costCategoryWords[category][locale], researchTypeWords[type][locale])}
                  cents={declared(category, type)}
                />
              ) : (
                euros(declared(category, type), locale)
              ),
            ),
            euros(sum(types.map((type) => declared(category, type))), locale),
          ]),
          ...flat.map((rule) => [
            <>
              {label(rule.category)}
              <br />
              <small class="m-hint">
                {rule.of === 'personnel'
                  ? t.computed(percent(rule.percent, locale))
                  : t.computedOf(percent(rule.percent, locale), costCategoryWords[rule.of][locale])}
              </small>
            </>,
            ...types.map((type) => euros(counted(rule.category, type), locale)),
            euros(counted(rule.category, null), locale),
          ]),
        ]}
        total={[t.eligible, ...types.map((type) => euros(counted(null, type), locale)), euros(counted(null, null), locale)]}
      />
      {odd.length > 0 && form && (
        <PlainTable
          caption={t.noLongerAsked}
          columns={[{ label: t.category }, { label: t.declared, numeric: true }]}
          rows={odd.map((c) => [
            `${label(c.category)}, ${researchTypeWords[c.researchType][locale]}`,
            <MoneyCell
              key="cell"
              form={form}
              name={`cost.${member.id}.${c.category}.${c.researchType}`}
              label={t.cell(member.name, costCategoryWords[c.category][locale], researchTypeWords[c.researchType][locale])}
              cents={c.cents}
            />,
          ])}
        />
      )}
    </div>
  );
}

/** An amount in a cell: its label is its row and column, said to those who hear the page. */
function MoneyCell({ form, name, label, cents }: { form: Again; name: string; label: string; cents: Cents }) {
  const t = useCopy(applicationsCopy);
  const { explain, locale } = usePage();
  const id = fieldId(name);
  const reasons = form.reasons.filter((r) => r.at === name);
  const typed = form.values[name];
  const stored = cents === 0 ? '' : euros(cents, locale).replace(/[^\d.,-]/g, '');
  const differs = isStale(form) && typeof typed === 'string' && typed.trim() !== stored;
  const described = reasons.length > 0 || differs;
  return (
    <>
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        class="m-input m-figures"
        type="text"
        inputMode="decimal"
        size={11}
        value={typeof typed === 'string' ? typed : stored}
        aria-invalid={reasons.length > 0 || undefined}
        aria-describedby={described ? `${id}-error` : undefined}
      />
      {described && (
        <div class="m-field-error" id={`${id}-error`}>
          {reasons.map((r, i) => (
            <p key={i}>{explain(r)}</p>
          ))}
          {differs && <p>{stored === '' ? t.storedEmpty : t.storedNow(stored)}</p>}
        </div>
      )}
    </>
  );
}
