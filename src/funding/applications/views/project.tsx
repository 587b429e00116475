import { sectorWords } from '#src/funding/calls/copy.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { CheckboxField, CheckboxGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FieldSet, NumberField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { WithAside } from '#src/ui/head.tsx';
import { Findings, SourceNote } from '#src/ui/reasons.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { ProgrammeChoices } from '../queries/lists.ts';
import { projectPart } from '../rules/project.ts';
import { placeOf } from '../rules/steps.ts';
import { ProjectFacts } from './dossier.tsx';
import { mayWrite, SaveRow } from './section.tsx';
import { StaleForm } from './together/differences.tsx';
import { addressOf, ApplicationHead, Deadline, isStale, joined, ReadOnly, SavedNote, stampOf, Steps, useStored, type StepProps } from './parts.tsx';

/** What the project is about and how long it takes, and the commitments that can earn the bonus. */
export function ProjectPage({ choices, ...props }: StepProps & { choices: ProgrammeChoices }) {
  const { application, examination, editable, form, saved } = props;
  const t = useCopy(applicationsCopy);
  const findings = examination.findings.filter(
    (f) => (f.at !== undefined && placeOf(f.at).step === 'project') || /^rule\.(mainSpoke|sectors|duration|costsCountFrom)\./.test(f.code),
  );
  return (
    <>
      <ApplicationHead application={application} step="project" lead={t.projectLead} />
      <Steps application={application} examination={examination} current="project" />
      <SavedNote application={application} examination={examination} saved={saved} />
      <WithAside
        aside={
          <>
            <Deadline call={application.version.call} />
            <Findings findings={findings} noCount level={2} />
          </>
        }
      >
        {mayWrite(editable, form) ? (
          <ProjectForm application={application} editable={editable} form={form} choices={choices} />
        ) : (
          <>
            <ReadOnly editable={editable} />
            <ProjectFacts call={application.version.call} facts={application.proposal.facts} choices={choices} />
          </>
        )}
      </WithAside>
    </>
  );
}

function ProjectForm({ application, editable, form, choices }: Pick<StepProps, 'application' | 'editable' | 'form'> & { choices: ProgrammeChoices }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const stored = useStored(form);
  const { call } = application.version;
  const { facts } = application.proposal;
  const sectors = rulesNamed(call, 'sectors').flatMap((r) => r.among);
  const conditions = call.aid.bonus?.anyOf ?? [];
  const dissemination = conditions.find((c) => c.condition === 'wideDissemination');
  const publishing = conditions.find((c) => c.condition === 'researchBodies');
  const spokes = choices.spokes.map((s) => ({ value: String(s.number), label: `${s.number}. ${s.title[locale]}` }));
  const values = {
    mainSpoke: facts.mainSpoke ?? '',
    spokes: facts.spokes.map(String),
    sector: facts.sector ?? '',
    startsOn: facts.startsOn ?? '',
    durationMonths: facts.durationMonths ?? '',
    wideDissemination: facts.wideDissemination,
    mayPublishResults: facts.mayPublishResults,
  };
  const hinted = (name: string, value: string, hint?: string) => {
    const both = joined(hint, stored(name, value));
    return both ? { hint: both } : {};
  };
  const spokeLabel = (numbers: unknown) =>
    [numbers ?? []]
      .flat()
      .map((n) => spokes.find((s) => s.value === String(n))?.label ?? String(n))
      .join('\n');
  const sectorLabel = (id: unknown) =>
    typeof id === 'string' && id !== '' ? (choices.sectors.find((c) => c.id === id)?.title[locale] ?? sectorWords(call, id)[locale]) : '';
  const said = (name: keyof typeof values, value: unknown): string =>
    name === 'spokes' || name === 'mainSpoke'
      ? spokeLabel(value === '' ? [] : value)
      : name === 'sector'
        ? sectorLabel(value)
        : name === 'wideDissemination' || name === 'mayPublishResults'
          ? value === true || value === 'on'
            ? '✓'
            : ''
          : String(value ?? '');
  const labels = {
    mainSpoke: t.mainSpoke,
    spokes: t.otherSpokes,
    sector: t.sector,
    startsOn: t.startsOn,
    durationMonths: t.duration,
    wideDissemination: t.wideDissemination,
    mayPublishResults: t.mayPublish,
  };
  return (
    <>
      {isStale(form) && (
        <StaleForm
          fields={(Object.keys(values) as (keyof typeof values)[]).map((name) => ({
            label: labels[name],
            stored: said(name, values[name]),
            typed: said(name, form!.values[name]),
          }))}
        />
      )}
      <Form action={addressOf(application.id, 'project')} form={form ?? filled(values)} guardUnsaved>
        <input type="hidden" name="seen" value={stampOf(form, 'seen', JSON.stringify(projectPart(facts)))} />
        {spokes.length > 0 && (
          <>
            <SelectField
              name="mainSpoke"
              label={t.mainSpoke}
              required={rulesNamed(call, 'mainSpoke').length > 0}
              options={spokes}
              {...hinted('mainSpoke', String(values.mainSpoke))}
            />
            <CheckboxGroup name="spokes" label={t.otherSpokes} hint={t.otherSpokesHint} options={spokes} />
          </>
        )}
        {sectors.length > 0 && (
          <SelectField
            name="sector"
            label={t.sector}
            required
            options={sectors.map((s) => ({ value: s, label: choices.sectors.find((c) => c.id === s)?.title[locale] ?? sectorWords(call, s)[locale] }))}
            {...hinted('sector', values.sector)}
          />
        )}
        <FieldSet legend={t.duration} columns>
          <DateField
            name="startsOn"
            label={t.startsOn}
            required={rulesNamed(call, 'duration').some((r) => r.endsBy)}
            {...hinted('startsOn', values.startsOn, t.startsOnHint)}
          />
          <NumberField
            name="durationMonths"
            label={t.duration}
            unit={t.months}
            whole
            required={rulesNamed(call, 'duration').length > 0}
            {...hinted('durationMonths', String(values.durationMonths))}
          />
        </FieldSet>
        {(dissemination || publishing) && (
          <FieldSet legend={t.commitments} hint={t.commitmentsHint}>
            {dissemination && <CheckboxField name="wideDissemination" label={t.wideDissemination} hint={<SourceNote source={dissemination.source} />} />}
            {publishing && <CheckboxField name="mayPublishResults" label={t.mayPublish} hint={<SourceNote source={publishing.source} />} />}
          </FieldSet>
        )}
        <SaveRow cancel={addressOf(application.id)} decision={editable} />
      </Form>
    </>
  );
}
