import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { showInstant } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { NumberField, TextArea } from '#src/ui/fields.tsx';
import { fieldId, filled, Form } from '#src/ui/form.tsx';
import { Countdown } from '#src/ui/course.tsx';
import { Section } from '#src/ui/head.tsx';
import { Fold } from '#src/ui/fold.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { repairWords } from '../copy/repairs.ts';
import { itemWords } from '../letters.ts';
import type { RepairRequest } from '../queries/repairs.ts';
import type { Repairable, Unrepairable } from '../rules/repairs.ts';
import type { ScreeningTerms } from '../rules/term.ts';
import { Given } from './given.tsx';
import { RepairChip } from './shared.tsx';

/** Every request on a submission, as the office sees it: what was asked, until when, what came back. */
export function RepairsOfCase({ repairs, base, mayCancel }: { repairs: readonly RepairRequest[]; base: string; mayCancel: Decision | null }) {
  const t = useCopy(repairWords);
  const { locale } = usePage();
  if (repairs.length === 0) return null;
  return (
    <Section title={t.repairs} id="repairs">
      {repairs.map((r) => (
        <article key={r.id}>
          <h3>
            {t.openedBy(r.openedBy, r.openedAt)} <RepairChip state={r.state} />
          </h3>
          <p>
            {t.dueAt}: {showInstant(r.dueAt, locale)} {r.state === 'open' && <Countdown to={r.dueAt} />}
          </p>
          <ul>
            {r.items.map((i) => (
              <li key={i.id}>
                <strong>{itemWords(i, locale)}</strong>: {i.defect}
                {r.state === 'answered' && <Given answer={r.answers.find((a) => a.item === i.id)} href={(sha) => `${base}/documents/${sha}`} />}
              </li>
            ))}
          </ul>
          {r.note && <p>{r.note}</p>}
          {r.receipt && r.endedAt && <p>{t.answeredAt(r.receipt, r.endedAt)}</p>}
          {r.state === 'expired' && <p>{t.nothingCame}</p>}
          {r.state === 'open' && mayCancel && (
            <ConfirmDetails summary={t.cancel} consequences={[t.cancelMore]} decision={mayCancel}>
              <Form action={`${base}/repair/cancellation`} id={`cancel-${r.id.slice(0, 8)}`}>
                <TextArea name="why" label={t.cancelWhy} required rows={2} limit={2000} />
                <SubmitRow label={t.cancel} tone="danger" small />
              </Form>
            </ConfirmDetails>
          )}
        </article>
      ))}
    </Section>
  );
}

/** The officer opens a request: the defects, in words, and the term. What cannot be repaired is said with its source. */
export function AskRepair({
  repairable,
  unrepairable,
  terms,
  decision,
  action,
  form,
}: {
  repairable: readonly Repairable[];
  unrepairable: readonly Unrepairable[];
  terms: ScreeningTerms;
  decision: Decision;
  action: string;
  form?: Again | undefined;
}) {
  const t = useCopy(repairWords);
  const { locale } = usePage();
  const shown = form ?? filled({ days: terms.repairDays });
  const picked = shown.values['items'];
  const items = Array.isArray(picked) ? picked : picked === undefined ? [] : [picked];
  const misfit = shown.reasons.some((r) => r.at === 'items');
  return (
    <Section title={t.ask} id="ask-repair">
      <ConfirmDetails
        summary={t.ask}
        consequences={[t.askConsequenceLetter, t.askConsequenceReopen, t.askConsequenceSilence]}
        decision={form ? undefined : decision}
        open={form !== undefined}
      >
        <Form action={action} form={shown} id="repair" guardUnsaved>
          <p>
            {t.askLead(terms.repairDays)} <SourceNote source={terms.source} />
          </p>
          <fieldset class={`m-field m-choices${misfit ? ' m-invalid' : ''}`}>
            <legend>{t.askItem}</legend>
            {repairable.map((i, n) => {
              const id = n === 0 ? fieldId('items', 'repair') : `${fieldId('items', 'repair')}-${n}`;
              return (
                <div key={i.id}>
                  <div class="m-check">
                    <input type="checkbox" id={id} name="items" value={i.id} checked={items.includes(i.id)} aria-invalid={misfit || undefined} />
                    <label for={id}>{itemWords(i, locale)}</label>
                  </div>
                  <details open={items.includes(i.id)}>
                    <summary>
                      {t.askDefect}
                      <span class="visually-hidden">: {itemWords(i, locale)}</span>
                    </summary>
                    <TextArea name={`defect.${i.id}`} label={`${t.askDefect}: ${itemWords(i, locale)}`} rows={2} limit={2000} required />
                  </details>
                </div>
              );
            })}
          </fieldset>
          <NumberField name="days" label={t.askDays} hint={t.askDaysHint(terms.repairDays)} whole required width="xs" />
          <TextArea name="note" label={t.askNote} rows={3} limit={4000} />
          <SubmitRow label={t.askSend} decision={decision} />
        </Form>
      </ConfirmDetails>
      {unrepairable.length > 0 && (
        <Fold summary={t.cannot}>
          <Reasons reasons={distinct(unrepairable)} />
        </Fold>
      )}
    </Section>
  );
}

/** Each reason once, however many documents it bars. */
const distinct = (items: readonly Unrepairable[]) => [...new Map(items.map((i) => [JSON.stringify([i.why.code, i.why.params]), i.why])).values()];
