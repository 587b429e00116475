import { euros } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/table.tsx';
import { potCopy } from '../copy/pot.ts';
import type { Pot } from '../queries/pot.ts';

/** Money that came back to the pot of the call, and which decision may use it. */
export function PotSection({ pot }: { pot: Pot }) {
  const t = useCopy(potCopy);
  const { locale } = usePage();
  if (pot.returned.length === 0) return null;
  return (
    <Section title={t.title} id="pot" lead={t.lead(euros(pot.freeCents, locale))}>
      <PlainTable
        caption={t.title}
        captionHidden
        columns={[{ label: t.from }, { label: t.entries, numeric: true }, { label: t.amount, numeric: true }, { label: t.use }]}
        rows={pot.returned.map((r) => [t[r.kind], String(r.entries), euros(r.cents, locale), t[`use.${r.kind}`]])}
      />
    </Section>
  );
}
