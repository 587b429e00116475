import { number as showNumber } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, Button, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, CheckboxGroup } from '#src/ui/choices.tsx';
import { ErrorSummary, filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, FigureRow, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { screeningWords } from '../copy.ts';
import { workWords } from '../copy/work.ts';
import type { ScreeningDesk } from '../desk.ts';
import { queueSpec, type QueueCount, type QueueRow } from '../queries/queue.ts';
import { screeningStates } from '../states.ts';
import { OutcomeChip } from './shared.tsx';

export type QueuePageProps = {
  desk: ScreeningDesk;
  listed: Listed<QueueRow>;
  open: boolean;
  mayWork: boolean;
  /** The form that came back: of the admission of many, or of the rows chosen. */
  together?: Again | undefined;
  chosen?: Again | undefined;
};

const settled = ['admitted', 'admittedWithReserve', 'excluded'];
const sumOf = (counts: readonly QueueCount[], which: (c: QueueCount) => boolean): number => counts.filter(which).reduce((n, c) => n + c.n, 0);

/** The office's list of submissions: figures that lead to rows, the rows, and what can be done with many. */
export function QueuePage(props: QueuePageProps) {
  const { desk, listed, open, mayWork, chosen } = props;
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const { locale } = usePage();
  const { call, callId } = desk.version;
  const base = `/calls/${callId}/screening`;
  const picked = chosen?.values['applications'];
  const pickedIds = Array.isArray(picked) ? picked : picked ? [picked] : [];
  return (
    <>
      <PageHead
        title={t.screening}
        kicker={call.officialCode}
        lead={t.queueLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.screening }]}
        actions={
          <>
            <LinkButton href={`/calls/${callId}/letters`} tone="secondary">
              {w.letters}
            </LinkButton>
            {mayWork && (
              <LinkButton href={`/calls/${callId}/letters/templates`} tone="secondary">
                {w.templates}
              </LinkButton>
            )}
          </>
        }
        example={call.example}
      />
      {open && <Callout tone="info">{t.stillOpen(desk.version.closesAt)}</Callout>}
      {desk.terms.fourEyes && <Callout tone="info">{w.fourEyes}</Callout>}
      {listed.total > 0 && !open && <Figures desk={desk} base={base} />}
      <Together {...props} base={base} />
      <Section id="queue">
        {chosen && <ErrorSummary form={chosen} formId="chosen" />}
        <DataTable
          listed={listed}
          spec={queueSpec}
          hidden={['owner', 'late', 'todo']}
          caption={t.queueCaption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => `${base}/${row.applicationId}`}
          cells={{
            state: (row) => <OutcomeChip state={row.state} />,
            submittedAt: (row) => showInstant(row.submittedAt, locale),
            officer: (row) => (
              <span class="m-pick">
                {mayWork && !open && (
                  <input
                    type="checkbox"
                    name="applications"
                    value={row.applicationId}
                    form="with-chosen"
                    checked={pickedIds.includes(row.applicationId)}
                    aria-label={w.chosen(row.protocol)}
                  />
                )}{' '}
                {row.officer ?? w.unassigned}
              </span>
            ),
            dueOn: (row) => (
              <>
                {showDate(row.dueOn, locale)} {row.late === 'yes' && <StatusChip tone="bad">{w.late}</StatusChip>}
              </>
            ),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
        {mayWork && !open && listed.total > 0 && <WithChosen {...props} base={base} />}
      </Section>
    </>
  );
}

function Figures({ desk, base }: { desk: ScreeningDesk; base: string }) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const { locale } = usePage();
  const n = (value: number) => showNumber(value, locale);
  const { counts, officers } = desk;
  const toDo = (c: QueueCount) => !settled.includes(c.state);
  const all = sumOf(counts, () => true);
  const done = sumOf(counts, (c) => settled.includes(c.state));
  return (
    <Section title={w.figures} id="figures" lead={w.termsLead(desk.terms.admissionDays, desk.dueOn)}>
      <FigureRow
        label={w.figures}
        figures={[
          { value: n(sumOf(counts, toDo)), label: w.toDo, href: `${base}?todo=yes&sort=dueOn#queue` },
          {
            value: n(sumOf(counts, (c) => toDo(c) && c.owner === 'mine')),
            label: w.mineToDo(sumOf(counts, (c) => toDo(c) && c.owner === 'mine')),
            href: `${base}?owner=mine&todo=yes#queue`,
          },
          {
            value: n(sumOf(counts, (c) => toDo(c) && c.owner === 'unassigned')),
            label: w.nobodys(sumOf(counts, (c) => toDo(c) && c.owner === 'unassigned')),
            href: `${base}?owner=unassigned&todo=yes#queue`,
          },
          { value: n(sumOf(counts, (c) => c.late === 'yes')), label: w.overdue, href: `${base}?late=yes#queue` },
        ]}
      />
      <BarChart
        title={w.progress}
        description={w.progressSaid(n(done), n(all))}
        headings={[w.stateHeading, w.countHeading]}
        bars={screeningStates
          .map((state) => ({ label: t[state], value: sumOf(counts, (c) => c.state === state), href: `${base}?state=${state}#queue` }))
          .filter((b) => b.value > 0)}
      />
      {officers.length > 0 && (
        <PlainTable
          caption={w.officers}
          compact
          columns={[{ label: w.officerName }, { label: w.open, numeric: true }, { label: w.done, numeric: true }]}
          rows={officers.map((o) => [o.name, n(o.load), n(o.done)])}
        />
      )}
    </Section>
  );
}

/** Those with nothing against them, and those that nobody has. */
function Together({ desk, open, mayWork, together = fresh, base }: QueuePageProps & { base: string }) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const { inOrder, decision } = desk;
  const started = together.reasons.length > 0;
  if (open || !mayWork) return null;
  return (
    <>
      {inOrder.length > 0 && (
        <Section title={t.bulkTitle} id="together">
          <ConfirmDetails summary={t.bulk(inOrder.length)} consequences={[t.bulkMail, t.bulkLater]} decision={decision} open={started}>
            <Form action={base} form={started ? together : filled({ applications: inOrder.map((a) => a.applicationId) })} id="together">
              <CheckboxGroup
                name="applications"
                label={t.bulkWhich}
                hint={t.bulkWhichHint}
                required
                options={inOrder.map((a) => ({ value: a.applicationId, label: `${a.protocol} · ${a.acronym} · ${a.lead}` }))}
              />
              <CheckboxField name="confirmed" label={t.bulkConfirm} required />
              <SubmitRow label={t.bulkSubmit} />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      {desk.toDistribute > 0 && desk.officers.length > 0 && (
        <Section title={w.distribute} id="distribute" lead={w.distributeText(desk.toDistribute, desk.officers.length)}>
          <ActionButton action={`${base}/distribution`} tone="secondary" decision={desk.distribute}>
            {w.distribute}
          </ActionButton>
        </Section>
      )}
    </>
  );
}

/** What to do with the rows ticked above: the boxes belong to this form by its id. */
function WithChosen({ desk, chosen, base }: QueuePageProps & { base: string }) {
  const w = useCopy(workWords);
  const path = useHref();
  const officer = String(chosen?.values['officer'] ?? '');
  return (
    <form id="with-chosen" class="m-form" method="post" action={path(`${base}/cases`)} data-once="" aria-label={w.bulkTitle}>
      <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
      <p class="m-hint">{w.bulkHint}</p>
      <div class="m-field m-w-m">
        <label for="chosen-officer">{w.assignTo}</label>
        <select id="chosen-officer" name="officer" class="m-input m-select">
          <option value="" />
          {desk.officers.map((o) => (
            <option key={o.id} value={o.id} selected={o.id === officer}>
              {o.name}
            </option>
          ))}
        </select>
      </div>
      <Actions>
        <Button name="deed" value="assign" tone="secondary" small>
          {w.assign}
        </Button>
        <Button name="deed" value="take" tone="secondary" small>
          {w.take}
        </Button>
        <Button name="deed" value="return" tone="secondary" small>
          {w.giveBack}
        </Button>
        {desk.terms.fourEyes && (
          <Button name="deed" value="confirm" small>
            {w.confirmMany}
          </Button>
        )}
      </Actions>
    </form>
  );
}
