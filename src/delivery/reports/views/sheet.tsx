import { counted } from '#src/core/counts.ts';
import type { Decision } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import { addMonths, showDate, showInstant, type CalendarDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, Button, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh, useField } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { sheetCopy } from '../copy.ts';
import { showMonth } from '../copy/mails.ts';
import { isHeld, type SheetMonth } from '../queries/sheet.ts';
import { firstOf } from '../rules/periods.ts';
import { isDayOff, mondayOf, type SheetProblem } from '../rules/timesheets.ts';
import type { SheetState } from '../states.ts';

export const sheetTones = { draft: 'neutral', signed: 'warn', countersigned: 'good' } as const satisfies Record<SheetState, string>;

export type SheetProps = {
  it: SheetMonth;
  problems: readonly SheetProblem[];
  fill: Decision;
  sign: Decision;
  /** Null for who has no such part in it. */
  countersign: Decision | null;
  reopen: Decision | null;
  saved: boolean;
  again?: { part: 'grid' | 'sign' | 'reopen'; form: Again };
};

/** The name of a cell: `h.<work package>.<day of the month>`. */
export const cellName = (workPackage: string, day: CalendarDate): string => `h.${workPackage}.${day.slice(8)}`;

/** Quarters as people type hours, `7,5`; nothing for none. */
const typed = (quarters: number, locale: 'it' | 'en'): string => (quarters === 0 ? '' : number(quarters / 4, locale));

/** One person's month: a row for each day, a field for each work package. Reads on a phone as it does on a desk. */
export function SheetPage({ it, problems, fill, sign, countersign, reopen, saved, again }: SheetProps) {
  const t = useCopy(sheetCopy);
  const { locale } = usePage();
  const { sheet, worker, project, month } = it;
  const here = `/timesheets/${worker.id}/${month.slice(0, 7)}`;
  const state = sheet?.state ?? 'draft';
  const refused = problems.filter((p) => p.level === 'refused');
  const flagged = problems.filter((p) => p.level === 'flagged');
  const quarters = it.hours.reduce((n, h) => n + h.quarters, 0);
  const title = t.title(showMonth(month, locale));
  const form = (part: 'sign' | 'reopen') => (again?.part === part ? again.form : fresh);
  return (
    <>
      <PageHead
        title={title}
        kicker={`${project.acronym} · ${project.code}`}
        lead={`${worker.name}, ${worker.organisation}`}
        status={<StatusChip tone={sheetTones[state]}>{t[state]}</StatusChip>}
        trail={[{ label: t.timesheets, href: '/timesheets' }, { label: showMonth(month, locale) }]}
      />
      <Section id="month">
        {saved && (
          <Callout tone="good" title={t.saved} role="status">
            {t.total}: {counted.hours[locale](quarters / 4)}
          </Callout>
        )}
        {sheet?.reopenedReason && state === 'draft' && <Callout title={t.reopenedFor}>{sheet.reopenedReason}</Callout>}
        {refused.length > 0 && (
          <Callout tone="warn" title={t.toPutRight}>
            <Reasons reasons={refused} />
          </Callout>
        )}
        {flagged.length > 0 && (
          <Callout tone="info" title={t.toLookAt}>
            <Reasons reasons={flagged} />
          </Callout>
        )}
        {sign.ok && !fill.ok && (
          <Callout tone="warn" title={t.noReportLeft}>
            <Reasons reasons={fill.reasons} />
          </Callout>
        )}
        {fill.ok && it.late !== null && <Callout title={t.lateTitle(it.late)}>{t.lateText}</Callout>}
        <Neighbours it={it} />
        {it.workPackages.length === 0 ? (
          <p>{t.noPacks}</p>
        ) : fill.ok ? (
          <Grid it={it} here={here} again={again?.part === 'grid' ? again.form : undefined} />
        ) : (
          <Frozen it={it} />
        )}
        <Sums it={it} />
      </Section>
      {state === 'draft' && sign.ok && (
        <Section id="signature" title={t.sign}>
          <ConfirmDetails summary={t.sign} consequences={[t.signEffect, t.signAsk]} open={quarters > 0 && refused.length === 0}>
            <Form action={`${here}/signature`} id="s" form={form('sign')}>
              <input type="hidden" name="revision" value={String(sheet?.revision ?? 0)} />
              <CheckboxField name="confirmed" required label={worker.personId === null ? t.signSureFor : t.signSure} />
              <SubmitRow label={t.sign} />
            </Form>
          </ConfirmDetails>
        </Section>
      )}
      {sheet && state !== 'draft' && (
        <Section id="signatures" title={t[state]}>
          <FactList
            stacked
            facts={[
              { label: t.signedBy, value: `${sheet.signedByName ?? ''} · ${showInstant(sheet.signedAt!, locale)}` },
              ...(sheet.countersignedAt
                ? [{ label: t.countersignedBy, value: `${sheet.countersignedByName ?? ''} · ${showInstant(sheet.countersignedAt, locale)}` }]
                : []),
              { label: t.fingerprint, value: <code class="m-hash">{sheet.sha256}</code> },
            ]}
          />
          {state === 'signed' && countersign && (
            <Actions>
              <ActionButton action={`${here}/countersignature`} decision={countersign}>
                {t.countersign}
              </ActionButton>
            </Actions>
          )}
          {reopen && (
            <ConfirmDetails summary={t.reopen} consequences={[t.reopenEffect]} decision={reopen}>
              <Form action={`${here}/reopening`} id="r" form={form('reopen')}>
                <TextArea name="reason" label={t.reason} required rows={3} limit={1000} />
                <SubmitRow label={t.reopen} tone="danger" />
              </Form>
            </ConfirmDetails>
          )}
        </Section>
      )}
    </>
  );
}

function Neighbours({ it }: { it: SheetMonth }) {
  const t = useCopy(sheetCopy);
  const path = useHref();
  const { locale } = usePage();
  const to = (months: number) => addMonths(it.month, months);
  const inProject = (month: CalendarDate) => month >= firstOf(it.project.startsOn) && month <= it.project.endsOn;
  return (
    <nav class="m-months" aria-label={t.month}>
      {[-1, 1].map((step) =>
        inProject(to(step)) ? (
          <a key={step} href={path(`/timesheets/${it.worker.id}/${to(step).slice(0, 7)}`)}>
            <span class="visually-hidden">{step < 0 ? t.previous : t.next}: </span>
            {step < 0 ? '←' : ''} {showMonth(to(step), locale)} {step > 0 ? '→' : ''}
          </a>
        ) : (
          <span key={step} />
        ),
      )}
    </nav>
  );
}

function Grid({ it, here, again }: { it: SheetMonth; here: string; again: Again | undefined }) {
  const t = useCopy(sheetCopy);
  const { locale } = usePage();
  const stored = Object.fromEntries(it.hours.map((h) => [cellName(h.workPackage, h.day), typed(h.quarters, locale)]));
  const weeks = [...new Set(it.hours.filter((h) => h.quarters > 0).map((h) => mondayOf(h.day)))].toSorted();
  return (
    <Form action={here} id="h" form={again ?? filled(stored)} class="m-sheet-form" guardUnsaved>
      <input type="hidden" name="revision" value={String(it.sheet?.revision ?? 0)} />
      <p class="m-hint">{t.hint}</p>
      <ol class="m-sheet m-sheet-week">
        {it.days.map((day) => (
          <li key={day} class={`m-sheet-${weekdayOf(day) || 7}${isDayOff(day) || weekdayOf(day) === 6 ? ' m-sheet-off' : ''}`}>
            <Day day={day} />
            <div class="m-sheet-cells">
              {it.workPackages.map((w) => (
                <HourCell
                  key={w.id}
                  name={cellName(w.id, day)}
                  short={`WP${w.position}`}
                  label={t.onDay(w.title, showDate(day, locale))}
                  fixed={isHeld(it, { workPackage: w.id, day })}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <div class="m-sheet-end">
        <Button name="how" value="save">
          {t.save}
        </Button>
        {weeks.length > 0 && (
          <div class="m-sheet-copy">
            <SelectField
              name="week"
              label={t.weekOf}
              hint={t.weekHint}
              width="m"
              empty={null}
              options={weeks.map((monday) => ({ value: monday, label: t.weekFrom(showDate(monday, locale)) }))}
            />
            <Button name="how" value="copy" tone="secondary">
              {t.copyWeek}
            </Button>
          </div>
        )}
      </div>
    </Form>
  );
}

const weekdayOf = (day: CalendarDate): number => new Date(`${day}T12:00:00Z`).getUTCDay();

function Day({ day }: { day: CalendarDate }) {
  const t = useCopy(sheetCopy);
  return (
    <time class="m-sheet-day" dateTime={day}>
      <strong>{Number(day.slice(8))}</strong> {t.weekday(weekdayOf(day))}
    </time>
  );
}

function HourCell({ name, short, label, fixed }: { name: string; short: string; label: string; /** Reported already. */ fixed: boolean }) {
  const { drawn, reasons } = useField({ name });
  return (
    <label class={`m-sheet-cell${reasons.length > 0 ? ' m-invalid' : ''}`}>
      <span aria-hidden="true">{short}</span>
      <span class="visually-hidden">{label}</span>
      <input
        id={drawn.id}
        name={name}
        class="m-input m-figures"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={drawn.text}
        readOnly={fixed || undefined}
        aria-invalid={drawn.invalid}
      />
    </label>
  );
}

/** The same month to read. */
function Frozen({ it }: { it: SheetMonth }) {
  const { locale } = usePage();
  const worked = it.days.filter((day) => it.hours.some((h) => h.day === day));
  return (
    <ol class="m-sheet">
      {worked.map((day) => (
        <li key={day}>
          <Day day={day} />
          <div class="m-sheet-cells">
            {it.hours
              .filter((h) => h.day === day)
              .map((h) => (
                <span class="m-sheet-cell" key={h.workPackage}>
                  <span>WP{it.workPackages.find((w) => w.id === h.workPackage)?.position ?? ''}</span>
                  <strong>{number(h.quarters / 4, locale)}</strong>
                </span>
              ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Sums({ it }: { it: SheetMonth }) {
  const t = useCopy(sheetCopy);
  const { locale } = usePage();
  const of = (rows: readonly { quarters: number }[]) => counted.hours[locale](rows.reduce((n, r) => n + r.quarters, 0) / 4);
  const elsewhere = it.elsewhere.filter((h) => firstOf(h.day) === it.month);
  return (
    <FactList
      facts={[
        { label: t.total, value: of(it.hours) },
        ...it.workPackages.map((w) => ({ label: `WP${w.position}, ${w.title}`, value: of(it.hours.filter((h) => h.workPackage === w.id)) })),
        ...(elsewhere.length > 0 ? [{ label: t.elsewhere, value: of(elsewhere), note: [...new Set(elsewhere.map((h) => h.project))].join(', ') }] : []),
      ]}
    />
  );
}
