import type { Decision } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup } from '#src/ui/choices.tsx';
import { MoneyField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { auditCopy as w } from '../copy.ts';
import { evidenceOf, type ItemRow, type Sample } from '../queries/samples.ts';
import { natures, outcomes } from '../states.ts';
import { OutcomeChip, sayStratum } from './frame.tsx';

/** One item: what it is, where its evidence is, what was found. */
export function ItemPage({ sample: s, item, note, form }: { sample: Sample; item: ItemRow; note: Decision; form?: Again }) {
  const t = useCopy(w);
  const { locale } = usePage();
  const here = `/audit/samples/${s.id}`;
  const kept =
    item.outcome === 'open'
      ? filled({ nature: 'random' })
      : filled({ outcome: item.outcome, nature: item.nature ?? 'random', cents: item.errorCents || '', finding: item.finding });
  return (
    <>
      <PageHead
        title={t.itemOf(String(item.number), s.code)}
        lead={item.label}
        kicker={item.acronym}
        status={<OutcomeChip outcome={item.outcome} />}
        trail={[{ label: t.title, href: '/audit' }, { label: s.code, href: here }, { label: String(item.number) }]}
        actions={<LinkButton href={evidenceOf(s.population, item)}>{t.evidence}</LinkButton>}
      />
      <Section>
        <FactList
          facts={[
            { label: t.value, value: euros(item.cents, locale) },
            { label: t.beneficiary, value: item.beneficiary },
            { label: t.day, value: item.on && showDate(item.on, locale) },
            {
              label: t.drawnAs,
              value: t[item.drawnAs],
              note:
                [item.stratum !== '' && sayStratum(s.method.by, item.stratum, t), item.round > 0 && t.roundOf(String(item.round))].filter(Boolean).join(', ') ||
                undefined,
            },
            ...(item.outcome === 'irregular'
              ? [{ label: t.error, value: euros(item.errorCents, locale), note: item.nature ? t[`nature.${item.nature}`] : undefined }]
              : []),
            ...(item.finding ? [{ label: t.finding, value: item.finding }] : []),
            ...(item.notedAt ? [{ label: t.notedBy, value: item.notedByName, note: showInstant(item.notedAt, locale) }] : []),
          ]}
        />
      </Section>
      <Section title={t.outcome} id="outcome">
        {note.ok ? (
          <Form action={`${here}/items/${item.number}`} form={form ?? kept}>
            <RadioGroup name="outcome" label={t.outcome} required inline options={outcomes.map((value) => ({ value, label: upperFirst(t[value]) }))} />
            <MoneyField name="cents" label={t.error} hint={t.errorHint} />
            <RadioGroup
              name="nature"
              label={t.nature}
              hint={t.natureHint}
              options={natures.map((value) => ({ value, label: upperFirst(t[`nature.${value}`]) }))}
            />
            <TextArea name="finding" label={t.finding} hint={t.findingHint} rows={4} limit={4000} />
            <SubmitRow label={t.note} />
          </Form>
        ) : (
          <Reasons reasons={note.reasons} />
        )}
      </Section>
    </>
  );
}
