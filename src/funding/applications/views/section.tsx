import type { Decision } from '#src/core/decision.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import type { Again, RawInput } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { Button, SubmitRow } from '#src/ui/buttons.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { WithAside } from '#src/ui/head.tsx';
import { Alert, LinkButton } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import type { ComponentChildren } from 'preact';
import { answersCopy } from '../copy/answers.ts';
import { dossierCopy } from '../copy/dossier.ts';
import { togetherCopy } from '../copy/together.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { FormSection } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import type { OpenThreads } from '../queries/comments.ts';
import type { Branch, LastEdit } from '../queries/edits.ts';
import { sectionValues } from '../rules/typed.ts';
import { SectionAnswers } from './dossier.tsx';
import { aroundOf, Fields } from './fields/fields.tsx';
import { BlindSection } from './blind.tsx';
import { addressOf, ApplicationHead, Deadline, ReadOnly, SavedNote, Steps, type StepProps } from './parts.tsx';
import { OpenConflicts } from './together/conflict.tsx';

/** What others do in this section, as of the moment the page was drawn. */
export type SectionTogether = { last: readonly LastEdit[]; branches: readonly Branch[]; open: readonly OpenThreads[]; merged: readonly string[] };

/** One section of the call's own form. */
export function SectionPage({ section, together, ...props }: StepProps & { section: FormSection; together: SectionTogether }) {
  const { application, examination, editable, form, saved } = props;
  const t = useCopy(applicationsCopy);
  const { locale, asset } = usePage();
  const step = `sections/${section.id}`;
  const answers = application.proposal.answers[section.id] ?? {};
  const values = form ?? filled(sectionValues(section, answers, locale));
  return (
    <>
      <ApplicationHead application={application} step={step} lead={section.help?.[locale]} />
      <Steps application={application} examination={examination} current={step} />
      <SavedNote application={application} examination={examination} saved={saved} />
      <MergedNote application={application} merged={together.merged} />
      <WithAside
        across={section.fields.some((f) => f.kind === 'table' && f.columns!.length > 3)}
        aside={
          <>
            <Deadline call={application.version.call} />
            <p>
              <SourceNote source={application.version.call.form.source} />
            </p>
            <About application={application} section={section} last={together.last} />
          </>
        }
      >
        <OpenConflicts application={application} branches={together.branches} />
        <BlindSection call={application.version.call} section={section} />
        {mayWrite(editable, form) ? (
          <Form action={addressOf(application.id, step)} form={values} data={useAutosave(application, section, editable)}>
            <p class="m-autosave" role="status" />
            {editable.ok && <script type="module" src={asset('autosave.js')} />}
            <Fields
              section={section}
              application={application}
              wrap={(field, drawn) =>
                field.kind === 'document' ? (
                  drawn
                ) : (
                  <Writable field={field} section={section} application={application} open={together.open} typed={values.values}>
                    {drawn}
                  </Writable>
                )
              }
            />
            <SaveRow cancel={addressOf(application.id)} decision={editable} />
          </Form>
        ) : (
          <>
            <ReadOnly editable={editable} />
            <SectionAnswers section={section} around={aroundOf(application)} />
          </>
        )}
        {editable.ok && section.fields.every((f) => !f.required) && <p class="m-hint">{t.optional}</p>}
      </WithAside>
    </>
  );
}

/** A field with the version that it shows, so that it is saved against that one, and with what is said about it. */
function Writable({
  field,
  section,
  application,
  open,
  typed,
  children,
}: {
  field: FormField;
  section: FormSection;
  application: Application;
  open: readonly OpenThreads[];
  typed: RawInput;
  children: ComponentChildren;
}) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const path = useHref();
  const before = typed[`_base.${field.id}`];
  const version = String(application.answerVersions[section.id]?.[field.id] ?? 0);
  const count = open.find((o) => o.section === section.id && o.field === field.id)?.count ?? 0;
  const query = `section=${section.id}&field=${field.id}`;
  return (
    <div class="m-writable" data-answer={field.id}>
      {/* What is shown again after a refusal was written against the version that was there then. */}
      <input type="hidden" name={`_base.${field.id}`} value={typeof before === 'string' ? before : version} />
      {children}
      <p class="m-field-links">
        <a href={path(`${addressOf(application.id, 'history')}?${query}`)}>
          {t.history}
          <span class="visually-hidden">: {field.label[locale]}</span>
        </a>
        <a href={path(`${addressOf(application.id, 'comments')}?${query}`)}>
          {t.commentCount(count)}
          <span class="visually-hidden">: {field.label[locale]}</span>
        </a>
        {field.kind === 'table' && (
          <a href={path(addressOf(application.id, `sections/${section.id}/tables/${field.id}`))}>
            {answersCopy.importRows[locale]}
            <span class="visually-hidden">: {field.label[locale]}</span>
          </a>
        )}
        {['text', 'longText', 'richText'].includes(field.kind) && (
          <a href={path(`${addressOf(application.id, 'reuse')}?${query}`)}>
            {dossierCopy.reuse[locale]}
            <span class="visually-hidden">: {field.label[locale]}</span>
          </a>
        )}
      </p>
    </div>
  );
}

/** Who changed this part last, and where the rest of it is told. */
function About({ application, section, last }: { application: Application; section: FormSection; last: readonly LastEdit[] }) {
  const t = useCopy(togetherCopy);
  const { actor } = usePage();
  const path = useHref();
  const latest = last.reduce<LastEdit | undefined>((found, edit) => (found && found.at >= edit.at ? found : edit), undefined);
  return (
    <>
      {latest?.person && <p>{t.lastChanged(latest.personId === actor?.id ? t.you : latest.person, latest.at)}</p>}
      <p class="m-here" aria-live="polite" hidden />
      <p>
        <a href={path(`${addressOf(application.id, 'history')}?section=${section.id}`)}>{t.history}</a>
        {' · '}
        <a href={path(addressOf(application.id, 'comments'))}>{t.comments}</a>
      </p>
    </>
  );
}

/** Fields whose text was put together with somebody else's, told on the page after saving. */
export function MergedNote({ application, merged }: { application: Application; merged: readonly string[] }) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const fields = application.version.call.form.sections.flatMap((s) => s.fields).filter((f) => merged.includes(f.id));
  if (fields.length === 0) return null;
  return <Alert tone="info" title={t.merged(fields.map((f) => `«${f.label[locale]}»`).join(', '))} />;
}

/** What the script says. */
const spoken = [
  ...(['unsaved', 'saving', 'savedAt', 'mergedAt', 'offline', 'signedOut', 'signIn', 'refused', 'recovered', 'here', 'elsewhere', 'writing'] as const),
  ...([
    'changedHere',
    'changedTable',
    'inserted',
    'end',
    'emptyText',
    'conflict',
    'conflictLead',
    'current',
    'typedHere',
    'keepTheirs',
    'keepWritten',
  ] as const),
  'nobody',
] as const;

/** What the script needs to save by itself and to hear of others. */
function useAutosave(application: Application, section: FormSection, editable: Decision): Record<string, string> {
  const t = useCopy(togetherCopy);
  const u = useCopy(uiCopy);
  const { actor, locale } = usePage();
  const path = useHref();
  if (!editable.ok || !actor) return {};
  return {
    'data-autosave': application.id,
    'data-section': section.id,
    'data-person': actor.id,
    'data-live': path(`${addressOf(application.id, 'live')}?section=${section.id}`),
    'data-now': path(addressOf(application.id, `sections/${section.id}/now`)),
    'data-sign-in': path('/sign-in'),
    'data-words': JSON.stringify({ ...Object.fromEntries(spoken.map((w) => [w, t[w]])), source: u.sourceOf, locale }),
  };
}

/** A form that was sent is shown again even when it came too late: what was typed in it can then be copied elsewhere. */
export const mayWrite = (editable: Decision, form: Again | undefined): boolean => editable.ok || form !== undefined;

export function SaveRow({ cancel, stay, decision }: { cancel: string; stay?: string; decision: Decision }) {
  const t = useCopy(applicationsCopy);
  return (
    <SubmitRow label={t.saveAndGoOn} decision={decision}>
      {decision.ok && (
        <Button tone="secondary" name="next" value="stay">
          {stay ?? t.save}
        </Button>
      )}
      <LinkButton href={cancel} tone="plain">
        {t.cancel}
      </LinkButton>
    </SubmitRow>
  );
}
