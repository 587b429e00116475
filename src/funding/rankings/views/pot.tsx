import { euros } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Prose, Section } from '#src/ui/head.tsx';
import { Actions, LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import type { ReturnKind } from '#src/plumbing/ledger/returned.ts';
import { potCopy } from '../copy/pot.ts';
import type { Pot } from '../queries/pot.ts';

/** What an act gives out anew; a grant that ended is freed by the ranking itself. */
const byAct: readonly ReturnKind[] = ['award.decommitted', 'award.varied'];

/** Money that came back to the pot of the call, and which decision may use it. */
export function PotSection({ pot, callId }: { pot: Pot; callId: string }) {
  const t = useCopy(potCopy);
  const { locale } = usePage();
  if (pot.returned.length === 0) return null;
  return (
    <Section title={t.title} id="pot" lead={t.lead(euros(pot.freeCents, locale))}>
      <PlainTable
        caption={t.title}
        captionHidden
        columns={[
          { label: t.from },
          { label: t.entries, numeric: true },
          { label: t.amount, numeric: true },
          { label: t.final, numeric: true },
          { label: t.use },
        ]}
        rows={pot.returned.map((r) => [
          t[r.kind],
          String(r.entries),
          euros(r.cents, locale),
          byAct.includes(r.kind) ? euros(r.finalCents, locale) : '–',
          t[`use.${r.kind}`],
        ])}
      />
      {pot.returned.some((r) => byAct.includes(r.kind)) && (
        <Prose>
          <p>{t.finalNote}</p>
          {pot.reusableCents === 0 && <p>{t.nothingLeft}</p>}
        </Prose>
      )}
      {pot.reusableCents > 0 && (
        <Actions>
          <LinkButton href={`/calls/${callId}/acts#returned`} tone="secondary">
            {t.reuse(euros(pot.reusableCents, locale))}
          </LinkButton>
        </Actions>
      )}
    </Section>
  );
}
