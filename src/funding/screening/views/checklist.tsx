import type { Instant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import type { ComponentChildren } from 'preact';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Fold } from '#src/ui/fold.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import type { Decision } from '#src/core/decision.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { screeningWords } from '../copy.ts';
import { workWords } from '../copy/work.ts';
import type { Check } from '../queries/queue.ts';
import type { Line } from '../rules.ts';

/** What has been found on a line: by the last officer who looked, or by the machine when it was submitted. */
export type Found = { line: Line; check: Check | undefined };

/**
 * The machine's lines first, then those of a person; each with its source, who looked at it and when. What needs a person stands open, what is in order
 * is folded. `work`: the form on the lines of a person, in their place where they are still to be looked at.
 */
export function Checklist({
  lines,
  checks,
  submittedAt,
  work,
}: {
  lines: readonly Line[];
  checks: readonly Check[];
  submittedAt: Instant;
  work?: ComponentChildren;
}) {
  const t = useCopy(screeningWords);
  const w = useCopy(workWords);
  const u = useCopy(uiCopy);
  const machine = lines.filter((l) => l.by === 'machine').toSorted((a, b) => Number(a.met) - Number(b.met));
  const hand = lines.filter((l) => l.by === 'hand');
  return (
    <>
      <h3>{t.byMachine}</h3>
      <p class="m-findings-count">{u.metCount(machine.filter((l) => l.met).length, machine.length)}</p>
      <Parted
        lines={machine.map((line) => ({
          line,
          met: line.met,
          by: typeof line.params['at'] === 'string' && repairedCodes.has(line.code) ? w.checkedByRepair(line.params['at']) : w.checkedBySystem(submittedAt),
        }))}
      />
      <h3>{t.byHand}</h3>
      {work ?? (
        <Parted
          lines={hand.map((line) => {
            const check = checks.find((c) => c.line === line.id);
            return {
              line,
              met: check ? check.met : line.met || null,
              by: check ? w.checkedBy(check.by, check.at) : line.met ? '' : w.notChecked,
              remark: check?.remark ?? '',
            };
          })}
        />
      )}
    </>
  );
}

/** Lines about what came back: looked at when it arrived, not when the application did. */
const repairedCodes = new Set(['screening.document.repaired', 'screening.signature.valid', 'screening.signature.invalid', 'screening.signature.unsigned']);

type Drawn = { line: Line; met: boolean | null; by: string; remark?: string };

/** What is not met or not looked at yet, and folded what is in order. */
function Parted({ lines }: { lines: readonly Drawn[] }) {
  const w = useCopy(workWords);
  const [open, met] = [lines.filter((l) => l.met !== true), lines.filter((l) => l.met === true)];
  return (
    <>
      {open.length > 0 && <Lines lines={open} />}
      {met.length > 0 && (
        <Fold summary={w.inOrder(met.length)}>
          <Lines lines={met} />
        </Fold>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly Drawn[] }) {
  const u = useCopy(uiCopy);
  const w = useCopy(workWords);
  const { explain } = usePage();
  return (
    <div class="m-findings">
      <ul>
        {lines.map(({ line, met, by, remark }) => (
          <li key={line.id} class={met === null ? undefined : met ? 'm-met' : 'm-unmet'}>
            <Icon name={met === null ? 'clock' : met ? 'check-circle' : 'close-circle'} size="l" />
            <div>
              <span class="m-reason">
                <span class="visually-hidden">{met === null ? w.notChecked : met ? u.met : u.unmet}: </span>
                {explain(line)}
              </span>
              {line.because && line.because.length > 0 && <Reasons reasons={line.because} />}
              {remark && <p>{remark}</p>}
              {line.source && <SourceNote source={line.source} />}
              {by && <span class="m-hint">{by}</span>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The officer's own work on the lines of a person, saved as often as one likes. */
export function ChecksForm({
  lines,
  checks,
  officerId,
  action,
  decision,
  form,
}: {
  lines: readonly Line[];
  checks: readonly Check[];
  officerId: string;
  action: string;
  decision: Decision;
  form?: Again | undefined;
}) {
  const w = useCopy(workWords);
  const { explain } = usePage();
  const own = new Map(checks.filter((c) => c.officerId === officerId).map((c) => [c.line, c]));
  const stored = Object.fromEntries(
    lines.flatMap((l) => {
      const check = own.get(l.id);
      return [
        [`check.${l.id}`, check ? (check.met ? 'met' : 'unmet') : ''],
        [`remark.${l.id}`, check?.remark ?? ''],
      ];
    }),
  );
  const last = (l: Line) => checks.find((c) => c.line === l.id);
  const found = (l: Line) => last(l)?.met ?? l.met;
  const asked = (l: Line) => {
    const check = last(l);
    return (
      <div key={l.id}>
        <RadioGroup
          name={`check.${l.id}`}
          label={explain(l)}
          hint={check && [w.checkedBy(check.by, check.at), check.officerId !== officerId && check.remark].filter(Boolean).join(': ')}
          required
          inline
          options={[
            { value: 'met', label: w.foundMet },
            { value: 'unmet', label: w.foundUnmet },
            { value: '', label: w.leave },
          ]}
        />
        <TextField name={`remark.${l.id}`} label={w.remark} maxLength={1000} />
      </div>
    );
  };
  return (
    <Form action={action} form={form ?? filled(stored)} id="checks" guardUnsaved>
      <p class="m-hint">{w.checksHint}</p>
      {lines.filter((l) => !found(l)).map(asked)}
      {lines.some(found) && (
        <Fold summary={w.inOrder(lines.filter(found).length)} open={form !== undefined}>
          {lines.filter(found).map(asked)}
        </Fold>
      )}
      <SubmitRow label={w.saveChecks} tone="secondary" decision={decision} />
    </Form>
  );
}
