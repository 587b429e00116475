import type { Decision } from '#src/core/decision.ts';
import type { FloorAfter } from '#src/core/floors.ts';
import { euros, percent } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { FieldSet, MoneyCell, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { SouthAfter, WomenAfter, type WomenAfterProps } from '#src/ui/floors.tsx';
import { Section } from '#src/ui/head.tsx';
import { Actions, EmptyState, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { ProjectFile } from '../queries.ts';
import type { Variation, VariationLine } from '../queries/variations.ts';
import { addendumTerms } from '#src/delivery/contracts/rules/addendum.ts';
import { blankRows, cellField, rowField } from '../rules/change.ts';
import type { Difference } from '../rules/differences.ts';
import type { Plan } from '../rules/plan.ts';
import { longestOf } from '../rules/variation.ts';
import { variationKinds, type VariationKind, type VariationState } from '../states.ts';
import { Differences } from './differences.tsx';
import { ProjectHead } from './head.tsx';
import { categoryName, Handed, lineName, PartnerForm, type PartnerFormProps, typeName } from './partners.tsx';

const tones: Record<VariationState, Tone> = {
  requested: 'warn',
  toSign: 'warn',
  agreed: 'info',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  noticed: 'info',
  lapsed: 'bad',
};

/** The variations of a project, and what can be proposed. */
export function VariationsPage({ project, lines, propose }: { project: ProjectFile; lines: readonly VariationLine[]; propose: Decision }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const path = useHref();
  const here = `/projects/${project.id}/variations`;
  const terms = project.call.delivery?.variations;
  return (
    <>
      <ProjectHead project={project} part="variations" all />
      <Section id="variations">
        <PlainTable
          caption={t.variations}
          captionHidden
          columns={[
            { label: t.number },
            { label: t.kind },
            { label: t.state },
            { label: t.moved, numeric: true },
            { label: t.proposedAt },
            { label: t.answerBy },
            { label: t.version },
          ]}
          rows={lines.map((v) => [
            <a href={path(`${here}/${v.number}`)}>{t.variation(v.number)}</a>,
            t[`kind.${v.kind}`],
            <StatusChip tone={tones[v.state]}>{t[v.state]}</StatusChip>,
            v.movedCents > 0 ? `${euros(v.movedCents, locale)} (${percent(v.movedPercent, locale)})` : '–',
            showDate(v.proposedAt, locale),
            v.state === 'requested' && v.dueOn ? showDate(v.dueOn, locale) : '–',
            v.version === null ? '–' : String(v.version),
          ])}
          empty={<EmptyState title={t.noVariations} />}
        />
      </Section>
      {propose.ok && terms && (
        <Section title={t.propose} id="propose" lead={t.proposeLead(percent(terms.noticePercent, locale), terms.answerDays)}>
          <Actions>
            {variationKinds.map((kind) => (
              <LinkButton key={kind} href={`${here}/new?kind=${kind}`} tone="secondary" small>
                {t[`kind.${kind}`]}
              </LinkButton>
            ))}
          </Actions>
          <p>
            <SourceNote source={terms.source} />
          </p>
        </Section>
      )}
    </>
  );
}

export type ProposalProps = {
  project: ProjectFile;
  kind: VariationKind;
  plan: Plan;
  call: Call;
  /** What a change of partners is proposed with. */
  partners: Omit<PartnerFormProps, 'project' | 'plan' | 'form'> | null;
  form?: Again;
};

/** The form of one kind of variation, filled with the plan in force. */
export function ProposalPage({ project, kind, plan, call, partners, form }: ProposalProps) {
  const t = useCopy(projectCopy);
  const shown = form ?? filled(valuesOf(kind, plan));
  const { locale } = usePage();
  const terms = kind === 'budget' ? null : addendumTerms(call, kind, 0);
  const longest = kind === 'extension' ? longestOf(call) : null;
  return (
    <>
      <ProjectHead project={project} part="variations" all />
      <Section title={`${t.propose}: ${t[`kind.${kind}`].toLowerCase()}`} id="propose">
        {terms && <p>{t.addendumNeeded(terms.signWithinDays)}</p>}
        {longest && (
          <>
            <p>
              {longest.extraMonths > 0
                ? t.longestProlonged(longest.maxMonths, longest.extraMonths, longest.maxMonths + longest.extraMonths)
                : t.longest(longest.maxMonths)}{' '}
              {longest.endsBy && t.longestUntil(showDate(longest.endsBy, locale))}{' '}
              {t.longestNow(plan.durationMonths, longest.maxMonths + longest.extraMonths - plan.durationMonths)}
            </p>
            <p>
              <SourceNote source={longest.source} />
            </p>
          </>
        )}
        {partners && <PartnerForm project={project} plan={plan} {...partners} form={form} />}
        {!partners && (
          <Form action={`/projects/${project.id}/variations`} form={shown} id="v">
            <input type="hidden" name="kind" value={kind} />
            {kind === 'budget' && <BudgetFields plan={plan} call={call} />}
            {kind === 'workPlan' && <WorkFields plan={plan} />}
            {kind === 'extension' && <NumberField name="months" label={t.months} required whole />}
            <TextArea name="reason" label={t.reason} hint={t.reasonHint} required rows={5} limit={4000} />
            <SubmitRow label={t.send} />
          </Form>
        )}
      </Section>
    </>
  );
}

/** The fields of a kind, as the plan in force has them; amounts are cents. */
function valuesOf(kind: VariationKind, plan: Plan): Record<string, string | number> {
  if (kind === 'extension') return { months: String(plan.durationMonths) };
  if (kind === 'budget') return Object.fromEntries(plan.budget.map((c) => [cellField(c), c.cents]));
  if (kind === 'partner') return {};
  return Object.fromEntries([
    ...plan.workPackages.flatMap((w, i) => [
      [rowField('wp', i, 'title'), w.title],
      [rowField('wp', i, 'leader'), w.leader ?? ''],
      [rowField('wp', i, 'from'), String(w.from)],
      [rowField('wp', i, 'until'), String(w.until)],
    ]),
    ...(['deliverable', 'milestone'] as const).flatMap((of) =>
      (of === 'deliverable' ? plan.deliverables : plan.milestones).flatMap((d, i) => [
        [rowField(of, i, 'title'), d.title],
        [rowField(of, i, 'workPackage'), d.workPackage ?? ''],
        [rowField(of, i, 'month'), String(d.month)],
      ]),
    ),
  ]) as Record<string, string>;
}

/** A table for each member: what its categories have and could have, by type of research; what is a flat rate is not typed. */
function BudgetFields({ plan, call }: { plan: Plan; call: Call }) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const flat = new Set(call.rules.flatMap((r) => (r.rule === 'flatRate' ? [r.category as string] : [])));
  const categories = call.rules.flatMap((r) => (r.rule === 'categories' ? r.among : [])).filter((c) => !flat.has(c));
  return (
    <>
      <p>{t.budgetHint}</p>
      {plan.members.map((m) => {
        const own = plan.budget.filter((b) => b.organisation === m.id && !flat.has(b.category));
        const types = [...new Set(own.map((b) => b.researchType))];
        return (
          <PlainTable
            key={m.id}
            caption={m.name}
            columns={[{ label: t.category }, ...types.map((type) => ({ label: `${typeName(type, locale)} (€)`, numeric: true }))]}
            rows={categories.map((category) => [
              categoryName(category, locale),
              ...types.map((researchType) => {
                const cell = { organisation: m.id, category: category as string, researchType };
                return <MoneyCell key={researchType} name={cellField(cell)} label={`${m.name}: ${lineName(cell, locale)}`} />;
              }),
            ])}
          />
        );
      })}
    </>
  );
}

function WorkFields({ plan }: { plan: Plan }) {
  const t = useCopy(projectCopy);
  const rows = (there: number): number[] => Array.from({ length: there + blankRows(there) }, (_, i) => i);
  const legend = (name: string, i: number, there: number) => (i < there ? `${name} ${i + 1}` : `${name} ${i + 1} (${t.newRow})`);
  const packages = plan.workPackages.map((w) => ({ value: w.id, label: w.title }));
  return (
    <>
      {rows(plan.workPackages.length).map((i) => (
        <FieldSet key={`wp${i}`} legend={legend(t.workPackage, i, plan.workPackages.length)} columns>
          <TextField name={rowField('wp', i, 'title')} label={t.title} width="l" />
          <SelectField
            name={rowField('wp', i, 'leader')}
            label={upperFirst(t['field.leader'])}
            options={plan.members.map((m) => ({ value: m.id, label: m.name }))}
          />
          <NumberField name={rowField('wp', i, 'from')} label={t.from} whole />
          <NumberField name={rowField('wp', i, 'until')} label={t.until} whole />
        </FieldSet>
      ))}
      {(['deliverable', 'milestone'] as const).flatMap((of) => {
        const there = (of === 'deliverable' ? plan.deliverables : plan.milestones).length;
        return rows(there).map((i) => (
          <FieldSet key={`${of}${i}`} legend={legend(t[`part.${of}`], i, there)} columns>
            <TextField name={rowField(of, i, 'title')} label={t.title} width="l" />
            <SelectField name={rowField(of, i, 'workPackage')} label={t.workPackage} options={packages} />
            <NumberField name={rowField(of, i, 'month')} label={t.month} whole />
          </FieldSet>
        ));
      })}
    </>
  );
}

export type VariationProps = {
  project: ProjectFile;
  variation: Variation;
  found: readonly Difference[];
  /** Null for who is not the office. */
  answer: Decision | null;
  /** What it would make of the share of the South, for who answers it. */
  south: FloorAfter | null;
  /** The same of women, where somebody leaves the team with a partner. */
  women: WomenAfterProps | null;
  withdraw: Decision;
  form?: Again | undefined;
};

/** One variation: what changes, why, and its answer. */
export function VariationPage({ project, variation: v, found, answer, south, women, withdraw, form }: VariationProps) {
  const t = useCopy(projectCopy);
  const { locale, actor } = usePage();
  const path = useHref();
  const here = `/projects/${project.id}/variations/${v.number}`;
  // Its addendum, or the documents that it asks for, are there.
  const changesContract =
    v.state === 'toSign' || v.state === 'agreed' || (v.state === 'approved' && addendumTerms(project.call, v.kind, v.movedPercent) !== null);
  return (
    <>
      <ProjectHead project={project} part="variations" all />
      <Section title={t.variation(v.number)} id="variation">
        <FactList
          facts={[
            { label: t.kind, value: t[`kind.${v.kind}`] },
            { label: t.state, value: <StatusChip tone={tones[v.state]}>{t[v.state]}</StatusChip> },
            { label: t.proposedAt, value: `${showInstant(v.proposedAt, locale)}, ${v.proposedBy}` },
            ...(v.movedCents > 0 ? [{ label: t.moved, value: `${euros(v.movedCents, locale)} (${percent(v.movedPercent, locale)})` }] : []),
            ...(v.change ? [{ label: t.holdsFrom, value: showDate(v.change.from, locale), note: t[`change.${v.change.change}`] }] : []),
            ...(v.endedReasons ? [{ label: t.lapsedBecause, value: <Reasons reasons={v.endedReasons} />, note: showInstant(v.endedAt!, locale) }] : []),
            ...(v.state === 'requested' && v.dueOn ? [{ label: t.answerBy, value: showDate(v.dueOn, locale) }] : []),
            { label: t.reason, value: <Paragraphs text={v.reason} /> },
            ...(v.answer
              ? [{ label: t.answer, value: <Paragraphs text={v.answer} />, note: `${v.answeredBy ?? ''}, ${showInstant(v.answeredAt!, locale)}` }]
              : []),
          ]}
        />
        {changesContract && can.readDeeds(actor, project).ok && (
          <p>
            <a href={path(`/contracts/${project.contractId}`)}>{t.toContract}</a>
          </p>
        )}
        {answer?.ok && v.state === 'requested' && (
          <LinkButton href="#answer" tone="secondary">
            {t.toAnswer}
          </LinkButton>
        )}
        {withdraw.ok && (
          <ActionButton action={`${here}/withdrawal`} tone="plain">
            {t.withdraw}
          </ActionButton>
        )}
      </Section>
      <Section title={t.changes} id="changes">
        <Differences found={found} caption={t.changes} />
      </Section>
      {v.change && <Handed change={v.change} plan={v.plan} />}
      {answer && v.state === 'requested' && (
        <Section title={t.answer} id="answer">
          <p>{t.answerConsequence}</p>
          {south && south.now.southCents - south.afterwards.southCents !== 0 && <SouthAfter {...south} />}
          {women && <WomenAfter {...women} />}
          <Form action={`${here}/answer`} form={form ?? fresh} id="a">
            <RadioGroup
              name="outcome"
              label={t.outcome}
              required
              options={(['approved', 'refused'] as const).map((value) => ({ value, label: t[`outcome.${value}`] }))}
            />
            <TextArea name="answer" label={t.reason} required rows={5} limit={4000} />
            <SubmitRow label={t.doAnswer} decision={answer} />
          </Form>
        </Section>
      )}
    </>
  );
}
