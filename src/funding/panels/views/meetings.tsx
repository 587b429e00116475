import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, SelectField } from '#src/ui/choices.tsx';
import { DateTimeField, TextField } from '#src/ui/fields.tsx';
import { FieldErrors, fieldId, filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { meetingWords } from '../copy/meetings.ts';
import { panelWords } from '../copy/panel.ts';
import type { PlanDesk } from '../desk.ts';
import { usualAgenda } from '../queries/agenda.ts';
import { meetingSpec, type Candidate, type Meeting, type MeetingRow } from '../queries/meetings.ts';
import type { PanelRow } from '../queries/panel.ts';
import type { MeetingState, Seat } from '../states.ts';

export const meetingTones: Record<MeetingState, Tone> = { planned: 'info', calledOff: 'bad', open: 'warn', closed: 'good' };

export type MeetingsPageProps = PlanDesk & { listed: Listed<MeetingRow>; form?: Again | undefined };

/** The meetings of a call's panel, and the form that calls one. */
export function MeetingsPage({ stage, plan, people, proposals, listed, form }: MeetingsPageProps) {
  const t = useCopy(meetingWords);
  const { locale } = usePage();
  const { call, callId } = stage.version;
  const base = `/calls/${callId}/meetings`;
  return (
    <>
      <PageHead
        title={t.meetings}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: `/calls/${callId}` },
          { label: t.panel, href: `/calls/${callId}/panel` },
          { label: t.meetings },
        ]}
        example={call.example}
      />
      <Section id="meetings">
        <DataTable
          listed={listed}
          spec={meetingSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/${row.id}`}
          cells={{
            number: (row) => t.meeting(row.number),
            heldAt: (row) => showInstant(row.heldAt, locale),
            state: (row) => <StatusChip tone={meetingTones[row.state]}>{t[row.state]}</StatusChip>,
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      <Section id="plan">
        <ConfirmDetails calm summary={t.plan} consequences={[t.planMails]} decision={form ? undefined : plan} open={form !== undefined}>
          <PlanFields action={base} stage={stage} people={people} proposals={proposals} form={form} label={t.planSubmit} />
        </ConfirmDetails>
      </Section>
    </>
  );
}

type PlanFieldsProps = {
  action: string;
  stage: PlanDesk['stage'];
  people: readonly Candidate[];
  proposals: readonly PanelRow[];
  meeting?: Meeting;
  form?: Again | undefined;
  label: string;
};

const named = (c: Candidate) => (c.pseudonym ? `${c.name} (${c.pseudonym})` : c.name);

/** When, where, who and what for. */
export function PlanFields({ action, stage, people, proposals, meeting, form, label }: PlanFieldsProps) {
  const t = useCopy(meetingWords);
  const { panel, source } = stage.version.call.evaluation;
  const of = (role: Seat) => people.filter((p) => p.role === role).map((p) => ({ value: p.personId, label: named(p) }));
  const seated = (role: Seat) => meeting?.people.filter((p) => p.role === role).map((p) => p.personId) ?? [];
  const only = (role: Seat) => (of(role).length === 1 ? of(role)[0]!.value : '');
  // Of several secretaries, the one who calls the meeting.
  const { actor } = usePage();
  const own = of('secretary').find((s) => s.value === actor?.id)?.value;
  const agenda = meeting ? meeting.items.map((i) => i.applicationId) : usualAgenda(proposals);
  const shown =
    form ??
    filled({
      heldAt: meeting && meeting.state !== 'calledOff' ? meeting.heldAt : '',
      place: meeting?.place ?? '',
      chair: seated('chair')[0] ?? only('chair'),
      secretary: seated('secretary')[0] ?? own ?? only('secretary'),
      members: seated('member'),
      agenda,
      ...Object.fromEntries(agenda.map((id, i) => [`order.${id}`, String(i + 1)])),
    });
  return (
    <Form action={action} form={shown} id="plan" guardUnsaved>
      {meeting && <input type="hidden" name="revision" value={meeting.revision} />}
      <DateTimeField name="heldAt" label={t.heldAt} required />
      <TextField name="place" label={t.place} required />
      <SelectField name="chair" label={t.chair} required options={of('chair')} />
      <SelectField name="secretary" label={t.secretary} required options={of('secretary')} />
      <CheckboxGroup
        name="members"
        label={t.members}
        required
        hint={
          <>
            {t.size(panel.min, panel.max)} <SourceNote source={source} />
          </>
        }
        options={of('member')}
      />
      <Agenda proposals={proposals} form={shown} />
      <SubmitRow label={label} />
    </Form>
  );
}

function Agenda({ proposals, form }: { proposals: readonly PanelRow[]; form: Again }) {
  const t = useCopy(meetingWords);
  const p = useCopy(panelWords);
  const picked = [form.values['agenda'] ?? []].flat();
  const reasons = form.reasons.filter((r) => r.at === 'agenda');
  if (proposals.length === 0) return <EmptyState title={t.nothingToDiscuss} />;
  const first = fieldId('agenda', 'plan');
  return (
    <fieldset class={`m-field m-choices${reasons.length > 0 ? ' m-invalid' : ''}`}>
      <legend>{t.agenda}</legend>
      <div class="m-hint">{t.agendaHint}</div>
      <FieldErrors id={first} reasons={reasons} />
      <PlainTable
        caption={t.agenda}
        captionHidden
        columns={[{ label: t.proposal }, { label: t.leadOf }, { label: t.evaluation }, { label: t.order }]}
        rows={proposals.map((row, i) => {
          const id = i === 0 ? first : `${first}-${i}`;
          const name = `${row.protocol}, ${row.acronym}`;
          return [
            <div class="m-check" key="pick">
              <input
                type="checkbox"
                id={id}
                name="agenda"
                value={row.applicationId}
                checked={picked.includes(row.applicationId)}
                aria-label={t.onAgenda(name)}
                aria-invalid={reasons.length > 0 || undefined}
              />
              <label for={id}>{name}</label>
            </div>,
            row.lead,
            <StatusChip key="state" tone={row.state === 'diverging' ? 'warn' : 'neutral'}>
              {p[row.state]}
            </StatusChip>,
            <input
              key="order"
              class="m-input m-width-xs"
              type="text"
              inputMode="numeric"
              name={`order.${row.applicationId}`}
              value={String(form.values[`order.${row.applicationId}`] ?? '')}
              aria-label={t.orderOf(name)}
              maxLength={4}
            />,
          ];
        })}
      />
    </fieldset>
  );
}
