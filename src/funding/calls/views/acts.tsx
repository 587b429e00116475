import type { Decision } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow, ActionButton, ConfirmDetails } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { DateField, DateTimeField, MoneyField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import { editorCopy } from '../copy/editor.ts';
import { incidentCopy } from '../copy/incidents.ts';
import { callPages } from '../copy/pages.ts';
import { currentDeadline, currentPot } from '../rules/calendar.ts';
import type { Reusable } from '../queries/returned.ts';
import type { Call } from '../schema.ts';
import { showInstant } from '#src/core/time.ts';

export const actKinds = ['budgetRaise', 'returnedMoney', 'deadlineExtension', 'rectification'] as const;
type ActKind = (typeof actKinds)[number];

export type ActsPageProps = {
  call: Call;
  number: number | null;
  forms: Partial<Record<ActKind, Again>>;
  reusable: Reusable;
  decisions: Record<'publish' | ActKind, Decision>;
};

/** What the office does to a call: publish it, then only acts. */
export function ActsPage({ call, number, forms, reusable, decisions }: ActsPageProps) {
  const t = useCopy(callPages);
  const e = useCopy(editorCopy);
  const i = useCopy(incidentCopy);
  const { locale } = usePage();
  const path = useHref();
  const action = `/calls/${call.id}/acts`;
  const common = (kind: string) => (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="seen" value={number ?? 0} />
      <TextField name="ref" label={t.actRef} hint={t.actRefHint} required />
      <DateField name="on" label={t.actOn} required />
    </>
  );
  return (
    <>
      <PageHead
        title={t.acts}
        kicker={call.officialCode}
        lead={call.title[locale]}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: number ? `/calls/${call.id}` : `/calls/${call.id}/preview` },
          { label: t.acts },
        ]}
      />
      <Actions>
        <LinkButton href={`/calls/${call.id}/edit`} tone="secondary" icon="pencil">
          {e.editThis}
        </LinkButton>
        {number !== null && (
          <LinkButton href={`/calls/${call.id}/incidents`} tone="secondary">
            {i.incidents}
          </LinkButton>
        )}
      </Actions>
      {number === null ? (
        <>
          <Callout title={t.phaseDraft}>{t.publishConsequences}</Callout>
          <Actions>
            <LinkButton href={`/calls/${call.id}/preview`} tone="secondary">
              {t.seeDraft}
            </LinkButton>
            <ActionButton action={`/calls/${call.id}/publication`} decision={decisions.publish}>
              {t.publish}
            </ActionButton>
          </Actions>
          <Prose>
            <p>{t.publishNote}</p>
          </Prose>
        </>
      ) : (
        <>
          <FactList
            columns
            facts={[
              { label: t.deadline, value: showInstant(currentDeadline(call), locale) },
              { label: t.pot, value: euros(currentPot(call), locale) },
              {
                label: t.version,
                value: <a href={path(`/calls/${call.id}/versions`)}>{`${t.version} ${number}`}</a>,
                note: call.acts.at(-1)?.ref ?? t.firstPublication,
              },
            ]}
          />
          <Prose>
            <p>{t.newVersion}</p>
          </Prose>
          <ConfirmDetails summary={t.raiseBudget} consequences={[t.newVersion]} {...unlessTyped(forms.budgetRaise, decisions.budgetRaise)}>
            <Form action={action} id="raise" form={forms.budgetRaise ?? fresh}>
              {common('budgetRaise')}
              <MoneyField name="amount" label={t.raiseBy} required />
              <SelectField name="pot" label={t.raisePot} options={call.pots.map((p) => ({ value: p.id, label: p.title[locale] }))} empty={null} required />
              <SubmitRow label={t.raiseBudget} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.reuse} consequences={[t.newVersion, t.reuseAfter]} {...unlessTyped(forms.returnedMoney, decisions.returnedMoney)}>
            <Form action={action} id="returned" form={forms.returnedMoney ?? fresh}>
              {common('returnedMoney')}
              <MoneyField
                name="amount"
                label={t.reuseBy}
                hint={t.reuseHint(euros(reusable.leftCents, locale), euros(reusable.returnedCents, locale), euros(reusable.usedCents, locale))}
                required
              />
              <SelectField name="pot" label={t.reusePot} options={call.pots.map((p) => ({ value: p.id, label: p.title[locale] }))} empty={null} required />
              <SubmitRow label={t.reuse} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.extend} consequences={[t.newVersion]} {...unlessTyped(forms.deadlineExtension, decisions.deadlineExtension)}>
            <Form action={action} id="extend" form={forms.deadlineExtension ?? fresh}>
              {common('deadlineExtension')}
              <DateTimeField name="to" label={t.newDeadline} required />
              <SubmitRow label={t.extend} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.rectify} consequences={[t.newVersion]} {...unlessTyped(forms.rectification, decisions.rectification)}>
            <Form action={action} id="rectify" form={forms.rectification ?? fresh}>
              {common('rectification')}
              <TextArea name="textIt" label={t.rectifyIt} required rows={4} limit={4000} />
              <TextArea name="textEn" label={t.rectifyEn} required rows={4} limit={4000} />
              <SubmitRow label={t.rectify} />
            </Form>
          </ConfirmDetails>
        </>
      )}
    </>
  );
}

/** A form that was sent and refused is shown open, with what was typed and why it was refused, whatever the decision is now. */
const unlessTyped = (form: Again | undefined, decision: Decision) => (form ? { open: true } : { decision });
