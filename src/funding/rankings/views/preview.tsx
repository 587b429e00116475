import type { Decision } from '#src/core/decision.ts';
import { euros, number } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { rankingCopy } from '../copy.ts';
import type { ListPrice } from '../rules/explain.ts';
import type { Ranking } from '../rules/rank.ts';
import type { RankingKind } from '../states.ts';
import { PlaceChip } from './place.tsx';
import { trailOf } from './words.ts';
import { Summary, Rounds } from '../views.tsx';

export type PreviewPageProps = {
  call: Call;
  ranking: Ranking | null;
  prices: readonly ListPrice[];
  kind: RankingKind;
  decision: Decision;
  names: ReadonlyMap<string, string>;
  commitment: { decision: Decision; commitment: string | null } | null;
  form?: Again;
};

/** What the ranking would be now, what it still needs, and the button that publishes it. */
export function PreviewPage({ call, ranking, prices, kind, decision, names, commitment, form }: PreviewPageProps) {
  const t = useCopy(rankingCopy);
  const { locale } = usePage();
  const button = { provisional: t.publishProvisional, final: t.publishFinal, scrolled: t.publishScrolled }[kind];
  return (
    <>
      <PageHead title={t.preview} kicker={`${call.officialCode} · ${t[kind]}`} lead={t.previewLead} trail={trailOf(call, t, [{ label: t.preview }])} />
      {!decision.ok && (
        <Section title={t.notReady}>
          <Reasons reasons={decision.reasons} />
        </Section>
      )}
      {(decision.ok || form) && (
        <ConfirmDetails summary={button} consequences={[t.publishConsequences]} open>
          <Form action={`/calls/${call.id}/rankings`} form={form ?? fresh}>
            <input type="hidden" name="kind" value={kind} />
            <TextField name="ref" label={t.actRef} required />
            <SubmitRow label={button} decision={decision} />
          </Form>
        </ConfirmDetails>
      )}
      {commitment && (
        <Section title={t.commitment}>
          {commitment.commitment ? (
            <code class="m-hash">{commitment.commitment}</code>
          ) : (
            <ConfirmDetails summary={t.commitDraw} consequences={[t.commitConsequences]} decision={commitment.decision}>
              <Form action={`/calls/${call.id}/draw`} form={fresh} id="draw">
                <SubmitRow label={t.commitDraw} />
              </Form>
            </ConfirmDetails>
          )}
        </Section>
      )}
      {ranking && (
        <>
          <Summary call={call} ranking={ranking} listHref={`/calls/${call.id}/ranking/preview`} filtered={false} />
          <PlainTable
            caption={t.preview}
            columns={[
              { label: t.acronym },
              { label: t.position, numeric: true },
              { label: t.leadName },
              { label: t.points, numeric: true },
              { label: t.state },
              { label: t.grant, numeric: true },
              { label: t.why },
            ]}
            rows={ranking.places.map((p) => [
              p.title,
              p.position ?? '–',
              names.get(p.application) ?? '',
              p.position === null ? '–' : number(p.total, locale),
              <PlaceChip state={p.state} />,
              p.grantCents ? euros(p.grantCents, locale) : '–',
              <Reasons reasons={p.why.slice(0, 2)} />,
            ])}
          />
          <Rounds call={call} ranking={ranking} points prices={prices} />
        </>
      )}
    </>
  );
}
