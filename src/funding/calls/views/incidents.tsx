import type { Decision } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import { romeLocal, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, DateTimeField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Alert, EmptyState } from '#src/ui/parts.tsx';
import { ColumnChart } from '#src/ui/charts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { buckets, type Measured } from '#src/plumbing/availability/measured.ts';
import { incidentCopy } from '../copy/incidents.ts';
import { callPages } from '../copy/pages.ts';
import { upperFirst } from '../copy/vocabulary.ts';
import type { CallVersion } from '../queries.ts';
import type { Incident } from '../queries/incidents.ts';
import { currentDeadline } from '../rules/calendar.ts';
import { lasted, leastDeadline } from '../rules/incidents.ts';

/** Day and hour by the clock of Rome, as short as they go. */
const romeTime = (at: string) => romeLocal(at).slice(5, 16).replace('T', ' ');

/** One incident as everyone may read it. */
export function IncidentFacts({ incident, version, level = 3 }: { incident: Incident; version: CallVersion; level?: 2 | 3 }) {
  const t = useCopy(incidentCopy);
  const { locale } = usePage();
  const Heading = `h${level}` as 'h3';
  const act = version.call.acts.find((a) => a.id === incident.extensionActId);
  return (
    <article class="m-flow">
      <Heading>
        {upperFirst(t.when(incident.startsAt, incident.endsAt))}, {t.lasted(lasted(incident))}
      </Heading>
      <p>{incident.what[locale]}</p>
      <p>
        {incident.actRef}.{' '}
        {act
          ? `${t.extended} ${act.ref}${act.kind === 'deadlineExtension' ? `: ${showInstant(currentDeadline({ ...version.call, acts: version.call.acts.slice(0, version.call.acts.indexOf(act) + 1) }), locale)}` : ''}.`
          : t.notExtended}
      </p>
      {incident.measured && <MeasuredFacts incident={incident} measured={incident.measured} />}
      {incident.log !== '' && (
        <details>
          <summary>{t.log}</summary>
          <pre class="m-log" tabIndex={0}>
            {incident.log}
          </pre>
        </details>
      )}
    </article>
  );
}

/** What the platform itself wrote down of that time. */
function MeasuredFacts({ incident, measured }: { incident: Incident; measured: Measured }) {
  const t = useCopy(incidentCopy);
  const { locale } = usePage();
  const steps = buckets(measured.recorded, incident.startsAt, measured.minutes);
  const each = steps[0]?.minutes ?? 1;
  return (
    <>
      <p>{t.measured(measured.minutes, measured.unrecorded, measured.failed + measured.errors)}</p>
      <FactList
        facts={[
          { label: t.served, value: number(measured.served, locale) },
          { label: t.turnedBack, value: number(measured.turnedBack, locale) },
          { label: t.requests, value: number(measured.requests, locale) },
          { label: t.faults, value: number(measured.failed + measured.errors, locale) },
          { label: t.unrecorded, value: t.outOf(measured.unrecorded, measured.minutes), note: t.unrecordedMore },
        ]}
      />
      {steps.length > 1 && (
        <ColumnChart
          title={t.answeredBy(each)}
          description={t.measured(measured.minutes, measured.unrecorded, measured.failed + measured.errors)}
          headings={[t.from, t.answered]}
          columns={steps.map((s) => ({ label: `${romeTime(s.at)}${s.unrecorded > 0 ? ` (${t.without(s.unrecorded)})` : ''}`, value: s.answered }))}
        />
      )}
      <p class="m-hint">{t.frozen(incident.declaredAt)}</p>
    </>
  );
}

export type IncidentsProps = {
  version: CallVersion;
  incidents: readonly Incident[];
  /** The form that came back, by incident; `new` for a declaration. */
  forms: Record<string, Again>;
  declare: Decision;
  extend: (incident: Incident) => Decision;
  suggested: (incident: Incident) => string;
  today: string;
  manages: boolean;
};

/** The incidents of one call: read by everyone, declared and answered by the office. */
export function IncidentsPage({ version, incidents, forms, declare, extend, suggested, today, manages }: IncidentsProps) {
  const t = useCopy(incidentCopy);
  const p = useCopy(callPages);
  const path = useHref();
  const { locale } = usePage();
  const { call } = version;
  const base = `/calls/${call.id}/incidents`;
  const deadline = currentDeadline(call);
  return (
    <>
      <PageHead
        title={t.incidents}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: p.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${call.id}` }, { label: t.incidents }]}
      />
      <FactList facts={[{ label: t.deadlineNow, value: showInstant(deadline, locale), note: <a href={path(`/calls/${call.id}/versions`)}>{p.versions}</a> }]} />
      {incidents.length === 0 && <EmptyState title={t.none} />}
      {incidents.map((incident) => (
        <Section key={incident.id} id={`i-${incident.id}`}>
          <IncidentFacts incident={incident} version={version} level={2} />
          {manages && incident.extensionActId === null && (
            <ConfirmDetails
              summary={t.extend}
              consequences={[t.extendConsequence, t.extendLead(leastDeadline(deadline, incident))]}
              {...(forms[incident.id] ? { open: true } : { decision: extend(incident) })}
            >
              <Form
                action={`${base}/${incident.id}/extension`}
                id={`e-${incident.id.slice(0, 8)}`}
                form={forms[incident.id] ?? filled({ to: suggested(incident), on: today })}
              >
                <input type="hidden" name="seen" value={version.number} />
                <DateTimeField name="to" label={t.newDeadline} required />
                <TextField name="ref" label={t.ref} hint={p.actRefHint} required />
                <DateField name="on" label={t.on} required />
                <SubmitRow label={t.extend} tone="danger" />
              </Form>
            </ConfirmDetails>
          )}
        </Section>
      ))}
      {manages && (
        <ConfirmDetails summary={t.declare} consequences={[t.declareConsequence]} {...(forms['new'] ? { open: true } : { decision: declare })}>
          <Form action={base} id="d" form={forms['new'] ?? (today ? filled({ actOn: today }) : fresh)} guardUnsaved>
            <DateTimeField name="startsAt" label={t.startsAt} required />
            <DateTimeField name="endsAt" label={t.endsAt} required />
            <TextArea name="whatIt" label={t.whatIt} required rows={3} limit={4000} />
            <TextArea name="whatEn" label={t.whatEn} required rows={3} limit={4000} />
            <TextArea name="log" label={t.log} hint={t.logHint} rows={8} limit={100_000} />
            <TextField name="actRef" label={t.ref} hint={p.actRefHint} required />
            <DateField name="actOn" label={t.on} required />
            <SubmitRow label={t.declare} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
    </>
  );
}

/** What the public page of a call says of its incidents. */
export function IncidentNotice({ incidents, version }: { incidents: readonly Incident[]; version: CallVersion }) {
  const t = useCopy(incidentCopy);
  const path = useHref();
  if (incidents.length === 0) return null;
  return (
    <Section title={t.incidents} id="incidents">
      <Alert tone="warn">
        {incidents.map((i) => (
          <p key={i.id}>
            {upperFirst(t.when(i.startsAt, i.endsAt))}, {t.lasted(lasted(i))}.
            {i.measured && ` ${t.measured(i.measured.minutes, i.measured.unrecorded, i.measured.failed + i.measured.errors)}`}
          </p>
        ))}
        <a href={path(`/calls/${version.callId}/incidents`)}>{t.incidents}</a>
      </Alert>
    </Section>
  );
}
