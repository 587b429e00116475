import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { rankingCopy } from '../copy.ts';
import { outcomeWords, requestSpec, type RequestRow } from '../queries/requests.ts';
import { judgedItems } from '../rules/corrections.ts';
import { requestOutcomes, type RequestOutcome } from '../states.ts';
import { trailOf } from './words.ts';

/** The requests for review of a call. */
export function RequestsPage({ call, listed }: { call: Call; listed: Listed<RequestRow> }) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead title={t.requests} kicker={call.officialCode} lead={t.requestsLead} trail={trailOf(call, t, [{ label: t.requests }])} />
      <DataTable
        listed={listed}
        spec={requestSpec}
        caption={t.requests}
        empty={<EmptyState title={t.noRequests}>{t.noRequestsMore}</EmptyState>}
        cells={{
          acronym: (r) => <a href={path(`/calls/${call.id}/ranking-requests/${r.id}`)}>{r.acronym}</a>,
          askedAt: (r) => showInstant(r.askedAt, locale),
          outcome: (r) => (r.outcome ? outcomeWords[r.outcome][locale] : t.waiting),
        }}
      />
    </>
  );
}

export type RequestPageProps = {
  call: Call;
  request: {
    id: string;
    applicationId: string;
    reasons: string;
    askedAt: string;
    askedByName: string;
    outcome: RequestOutcome | null;
    answer: string | null;
    actRef: string | null;
    decidedAt: string | null;
  };
  title: string;
  decision: Decision;
  form?: Again;
};

/** One request, and its answer. */
export function RequestPage({ call, request, title, decision, form }: RequestPageProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead
        title={title}
        kicker={`${call.officialCode} · ${t.requests}`}
        trail={trailOf(call, t, [{ label: t.requests, href: `/calls/${call.id}/ranking-requests` }, { label: title }])}
      />
      <Section>
        <FactList
          stacked
          facts={[
            { label: t.askedOn, value: `${showInstant(request.askedAt, locale)} · ${request.askedByName}` },
            { label: t.reviewReasons, value: <Paragraphs text={request.reasons} /> },
            { label: t.acronym, value: <a href={path(`/calls/${call.id}/ranking/${request.applicationId}`)}>{title}</a> },
            { label: t.outcome, value: request.outcome ? outcomeWords[request.outcome][locale] : t.waiting },
            ...(request.answer ? [{ label: t.answerText, value: `${request.answer} (${request.actRef})` }] : []),
          ]}
        />
      </Section>
      {request.outcome === null && (
        <ConfirmDetails summary={t.decideRequest} consequences={[t.decideConsequences]} decision={decision} open>
          <Form action={`/calls/${call.id}/ranking-requests/${request.id}/answer`} form={form ?? fresh}>
            <SelectField name="outcome" label={t.outcome} required options={requestOutcomes.map((value) => ({ value, label: outcomeWords[value][locale] }))} />
            <TextArea name="answer" label={t.answerText} required limit={4000} />
            <TextField name="ref" label={t.actRef} required />
            <p>{t.pointsHint}</p>
            {judgedItems(call).map((c) => (
              <NumberField key={c.id} name={`points.${c.id}`} label={c.title[locale]} unit={`/ ${c.max}`} />
            ))}
            <SubmitRow label={t.decideRequest} />
          </Form>
        </ConfirmDetails>
      )}
    </>
  );
}
