import type { Decision } from '#src/core/decision.ts';
import { regions } from '#src/core/regions.ts';
import { showDate } from '#src/core/time.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, SelectField } from '#src/ui/choices.tsx';
import { DateField, NumberField, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { EmptyState, FigureRow } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { ProjectFile, TeamPerson } from '../queries.ts';
import { bands, genders, workContracts, type Gender, type WorkContract } from '../states.ts';
import { ProjectHead } from './head.tsx';

export type TeamProps = {
  project: ProjectFile;
  people: readonly TeamPerson[];
  mayEdit: (organisation: string) => Decision;
  again?: { slot: string; form: Again } | undefined;
};

/** Who works on a project, and the forms to name, change or end them. */
export function TeamPage({ project, people, mayEdit, again }: TeamProps) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const present = people.filter((p) => p.untilOn === null);
  const own = project.members.filter((m) => m.leftOn === null && mayEdit(m.id).ok);
  const edited = people.filter((p) => mayEdit(p.organisationId).ok);
  const form = (slot: string): Again => (again?.slot === slot ? again.form : fresh);
  return (
    <>
      <ProjectHead project={project} part="team" all />
      <Section id="team">
        {people.length > 0 && (
          <FigureRow
            label={t.team}
            figures={[
              { value: String(present.length), label: t.people(present.length) },
              { value: String(present.filter((p) => p.gender === 'f').length), label: t.women(present.filter((p) => p.gender === 'f').length) },
              { value: String(present.filter((p) => p.newHire).length), label: t.newHires(present.filter((p) => p.newHire).length) },
            ]}
          />
        )}
        <PlainTable
          caption={t.team}
          captionHidden
          columns={[
            { label: t.person },
            { label: t.organisation },
            { label: t.role },
            { label: t.gender },
            { label: t.birthYear },
            { label: t.workContract },
            { label: t.newHire },
            { label: t.region },
            { label: t.fte, numeric: true },
            { label: t.band },
            { label: t.fromOn },
          ]}
          rows={people.map((p) => [
            <>
              {p.name}
              {p.personId && ` (${t.signsIn})`}
            </>,
            p.organisation,
            p.role,
            p.gender ? t[p.gender as Gender] : '–',
            p.birthYear === null ? '–' : String(p.birthYear),
            t[p.contract as WorkContract] ?? p.contract,
            p.newHire ? t.yes : t.no,
            regionWords(p.region)[locale],
            String(p.ftePercent),
            t[`band.${p.band}`],
            `${showDate(p.fromOn, locale)}${p.untilOn ? ` – ${showDate(p.untilOn, locale)}` : ''}`,
          ])}
          empty={<EmptyState title={t.noPeople} />}
        />
        {own.length > 0 && (
          <details open={form('new') !== fresh}>
            <summary>{t.addPerson}</summary>
            <PersonForm
              project={project}
              organisations={own}
              id="new"
              form={
                form('new') === fresh
                  ? filled({ organisation: own[0]!.id, contract: 'permanent', band: 'medium', region: own[0]!.region, fromOn: project.startsOn })
                  : form('new')
              }
            />
          </details>
        )}
        {edited.length > 0 && (
          <details open={edited.some((p) => form(p.id) !== fresh)}>
            <summary>{t.editPeople}</summary>
            {edited.map((p) => (
              <details key={p.id} open={form(p.id) !== fresh}>
                <summary>{t.editPerson(p.name)}</summary>
                <PersonForm project={project} organisations={own} id={p.id} person={p.id} form={form(p.id) === fresh ? filled(valuesOf(p)) : form(p.id)} />
              </details>
            ))}
          </details>
        )}
      </Section>
    </>
  );
}

const valuesOf = (p: TeamPerson) => ({
  organisation: p.organisationId,
  name: p.name,
  email: p.email ?? '',
  role: p.role,
  gender: p.gender ?? '',
  birthYear: p.birthYear === null ? '' : String(p.birthYear),
  contract: p.contract,
  newHire: p.newHire ? 'on' : '',
  band: p.band,
  region: p.region,
  ftePercent: String(p.ftePercent),
  fromOn: p.fromOn,
  untilOn: p.untilOn ?? '',
});

type PersonFormProps = { project: ProjectFile; organisations: readonly { id: string; name: string }[]; id: string; person?: string; form: Again };

function PersonForm({ project, organisations, id, person, form }: PersonFormProps) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  return (
    <Form action={`/projects/${project.id}/team`} form={form} id={`p-${id}`}>
      <input type="hidden" name="person" value={person ?? ''} />
      <SelectField name="organisation" label={t.organisation} required empty={null} options={organisations.map((m) => ({ value: m.id, label: m.name }))} />
      <TextField name="name" label={t.person} required width="l" />
      <TextField name="email" label={t.email} hint={t.emailHint} width="l" />
      <TextField name="role" label={t.role} required width="l" />
      <SelectField name="gender" label={t.gender} options={genders.map((value) => ({ value, label: t[value] }))} />
      <NumberField name="birthYear" label={t.birthYear} whole />
      <SelectField name="contract" label={t.workContract} required empty={null} options={workContracts.map((value) => ({ value, label: t[value] }))} />
      <CheckboxField name="newHire" label={t.newHire} />
      <SelectField name="band" label={t.band} required empty={null} options={bands.map((value) => ({ value, label: t[`band.${value}`] }))} />
      <SelectField name="region" label={t.region} required options={regions.map((r) => ({ value: r.id, label: r.name[locale] }))} />
      <NumberField name="ftePercent" label={t.fte} required whole />
      <DateField name="fromOn" label={t.fromOn} required />
      <DateField name="untilOn" label={t.untilOn} />
      <SubmitRow label={t.savePerson} />
    </Form>
  );
}
