import type { Decision } from '#src/core/decision.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, RadioGroup } from '#src/ui/choices.tsx';
import { FieldSet, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { conflictWords } from '../copy/declaration.ts';
import type { DeclarationRow } from '../queries.ts';
import { conflictTerms } from '../rules/terms.ts';
import type { DeclaredTie } from '../rules/ties.ts';
import type { Registered } from '../queries/stage.ts';

export type DeclarationPageProps = {
  version: CallVersion;
  rows: readonly DeclarationRow[];
  registered: Registered;
  decision: Decision;
  /** The deadline is over. */
  closed: boolean;
  form?: Again | undefined;
};

/** The organisations behind each proposal, and nothing else of it: is there a conflict? */
export function DeclarationPage({ version, rows, registered, decision, closed, form }: DeclarationPageProps) {
  const t = useCopy(conflictWords);
  const { call, callId } = version;
  const blind = call.evaluation.blind === 'double';
  const terms = conflictTerms(call);
  const shown = decision.ok || form;
  return (
    <>
      <PageHead
        title={t.declaration}
        kicker={call.officialCode}
        lead={blind ? t.blindLead : t.declarationLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.declaration }]}
        example={call.example}
      />
      {registered.declaredAt && <Callout tone="good">{t.declaredOn(registered.declaredAt)}</Callout>}
      <Section title={t.whatIs} id="what">
        <Prose>
          <p>
            {t.whatIsText(terms.lookBackYears)} <SourceNote source={terms.source} />
          </p>
        </Prose>
      </Section>
      <Section id="declaration">
        {blind && closed ? (
          <Form action={`/calls/${callId}/conflicts`} form={form ?? fresh} guardUnsaved>
            {shown && <Ties named={registered.ties ?? []} />}
            {shown && <CheckboxField name="noSearch" label={t.noSearch} required />}
            {shown && <CheckboxField name="confidentiality" label={t.confidentiality} required />}
            <SubmitRow label={t.submitDeclaration} decision={decision} />
          </Form>
        ) : rows.length === 0 ? (
          <EmptyState title={t.noProposals}>{t.noProposalsMore}</EmptyState>
        ) : (
          <Form action={`/calls/${callId}/conflicts`} form={form ?? fresh} guardUnsaved>
            {shown && rows.map((row) => <Question key={row.applicationId} row={row} />)}
            {shown && <CheckboxField name="noneElse" label={t.noneElse} />}
            {shown && <CheckboxField name="confidentiality" label={t.confidentiality} required />}
            <SubmitRow label={t.submitDeclaration} decision={decision} />
          </Form>
        )}
      </Section>
    </>
  );
}

/** Whom the expert has to do with, whoever proposes: what it bars is never shown. */
function Ties({ named }: { named: readonly DeclaredTie[] }) {
  const t = useCopy(conflictWords);
  return (
    <>
      {named.length > 0 && (
        <Callout tone="neutral" title={t.tiesNamed}>
          <ul>
            {named.map((tie) => (
              <li key={`${tie.kind} ${tie.name}`}>{[tie.name, tie.why].filter(Boolean).join(': ')}</li>
            ))}
          </ul>
        </Callout>
      )}
      <TextArea name="organisations" label={t.tieOrganisations} hint={t.tieHint} rows={5} />
      <TextArea name="people" label={t.tiePeople} hint={t.tiePeopleHint} rows={5} />
    </>
  );
}

function Question({ row }: { row: DeclarationRow }) {
  const t = useCopy(conflictWords);
  const who = row.members.join(', ');
  return (
    <FieldSet legend={`${t.proposalOf(row.protocol)}: ${who}`}>
      {row.conflicts.length > 0 ? (
        <Callout tone="warn" title={t.foundAlready}>
          <ul>
            {row.conflicts.map((c) => (
              <li key={c.kind}>{t[`kind_${c.kind}`](c.detail)}</li>
            ))}
          </ul>
        </Callout>
      ) : (
        <>
          <RadioGroup
            name={`conflict.${row.applicationId}`}
            label={t.question}
            required
            inline
            options={[
              { value: 'no', label: t.no },
              { value: 'yes', label: t.yes },
            ]}
          />
          <TextField name={`detail.${row.applicationId}`} label={t.detail} width="l" />
        </>
      )}
    </FieldSet>
  );
}
