import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Button } from '#src/ui/buttons.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { togetherCopy } from '../../copy/together.ts';
import { applicationsCopy } from '../../copy/words.ts';
import type { Application } from '../../queries/application.ts';
import type { Branch, LastEdit } from '../../queries/edits.ts';
import { fieldAt, namesOf } from '../../queries/historySpec.ts';
import { answerText } from '../../rules/differences.ts';
import { formValues } from '../../rules/typed.ts';
import { AnswerField } from '../fields/fields.tsx';
import { addressOf, ApplicationHead, ReadOnly } from '../parts.tsx';
import { SideBySide } from './differences.tsx';

export type ConflictProps = {
  application: Application;
  branches: readonly Branch[];
  last: readonly LastEdit[];
  writable: Decision;
  form?: Again | undefined;
};

/** Fields with two texts, each with a third to be written: what is chosen counts, and both stay in the history. */
export function ConflictPage({ application, branches, last, writable, form }: ConflictProps) {
  const t = useCopy(togetherCopy);
  return (
    <>
      <ApplicationHead application={application} step={t.conflict} lead={t.conflictLead} />
      <ReadOnly editable={writable} />
      {branches.map((branch) => (
        <OneConflict key={branch.edit} application={application} branch={branch} last={last} writable={writable} form={form} />
      ))}
    </>
  );
}

function OneConflict({ application, branch, last, writable, form }: Omit<ConflictProps, 'branches'> & { branch: Branch }) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const field = fieldAt(application, branch);
  const theirs = application.proposal.answers[branch.section]?.[branch.field];
  const current = last.find((l) => l.section === branch.section && l.field === branch.field);
  const names = namesOf(application);
  const label = field?.label[locale] ?? branch.field;
  return (
    <Section title={label} id={`conflict-${branch.edit}`}>
      <SideBySide
        left={{
          title: current ? `${t.current}. ${t.theirs(current.person ?? t.nobody, current.at)}` : t.current,
          text: answerText(field, theirs, locale, names),
        }}
        right={{ title: t.branch(branch.person, branch.at), text: answerText(field, branch.mine, locale, names) }}
      />
      {writable.ok && field && (
        <Form
          action={addressOf(application.id, `conflicts/${branch.edit}`)}
          form={form ?? filled(formValues(field, branch.mine, locale))}
          label={label}
          id={`c${branch.edit}`}
        >
          <input type="hidden" name={`_base.${field.id}`} value={String(application.answerVersions[branch.section]?.[branch.field] ?? 0)} />
          <h3>{t.third}</h3>
          <AnswerField field={field} application={application} />
          <Actions>
            <Button name="choice" value="written">
              {t.keepWritten}
            </Button>
            <Button tone="secondary" name="choice" value="theirs">
              {t.keepTheirs}
            </Button>
            <Button tone="secondary" name="choice" value="mine">
              {t.keepMine}
            </Button>
            <LinkButton tone="plain" href={addressOf(application.id, `sections/${branch.section}`)}>
              {useCopy(applicationsCopy).cancel}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Section>
  );
}

/** Fields that still have two texts, with the way to choose. */
export function OpenConflicts({ application, branches }: { application: Application; branches: readonly Branch[] }) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  if (branches.length === 0) return null;
  return (
    <Callout tone="warn" title={t.openConflicts(branches.length)}>
      <ul>
        {branches.map((b) => (
          <li key={b.edit}>
            <ConflictLink application={application} branch={b} label={fieldAt(application, b)?.label[locale] ?? b.field} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function ConflictLink({ application, branch, label }: { application: Application; branch: Branch; label: string }) {
  const t = useCopy(togetherCopy);
  return (
    <>
      {label}. {t.branch(branch.person, branch.at)}.{' '}
      <LinkButton small tone="secondary" href={addressOf(application.id, `conflicts/${branch.edit}`)}>
        {t.choose}
        <span class="visually-hidden">: {label}</span>
      </LinkButton>
    </>
  );
}
