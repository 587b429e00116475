import { euros, percent } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { aidClassWords, researchTypeWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Aid } from '#src/funding/calls/rules/aid.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Callout } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { Examination } from '../rules/examine.ts';
import type { SnapshotAid } from '../snapshot.ts';

/** Eligible cost, intensity and grant of each participant, as they come out of what is saved. */
export function AidTable({ call, members, examination: { aid } }: { call: Call; members: readonly MemberFacts[]; examination: Pick<Examination, 'aid'> }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  return (
    <>
      <PlainTable
        caption={t.aidTitle}
        captionHidden
        columns={[
          { label: t.members },
          { label: t.intensity },
          { label: t.eligible, numeric: true },
          { label: t.aid, numeric: true },
          { label: t.own, numeric: true },
        ]}
        rows={members.map((m) => {
          const own = aid.members.find((a) => a.memberId === m.id);
          const lines = aid.lines.filter((l) => l.memberId === m.id);
          return [
            m.name,
            <>
              {lines.length === 0 && '–'}
              {lines[0] && aidClassWords[lines[0].aidClass][locale]}
              {lines.map((l) => (
                <div key={l.researchType}>
                  {researchTypeWords[l.researchType][locale]} {percent(l.intensityPercent, locale)}
                  {l.bonusPercent > 0 && ` (${percent(l.basePercent, locale)} + ${percent(l.bonusPercent, locale)})`}
                </div>
              ))}
            </>,
            euros(own?.eligibleCents ?? 0, locale),
            euros(own?.aidCents ?? 0, locale),
            euros(own?.ownCents ?? 0, locale),
          ];
        })}
        total={[t.total, '', euros(aid.eligibleCents, locale), euros(aid.aidCents, locale), euros(aid.ownCents, locale)]}
      />
      <p class="m-hint">
        {t.regime}: {call.aid.regime[locale]}. <SourceNote source={aid.table.source} /> ({showDate(aid.table.from, locale)}
        {aid.table.until && `, ${showDate(aid.table.until, locale)}`})
      </p>
    </>
  );
}

/** Whether the bonus is earned, and what earns it or would. */
export function Bonus({ aid }: { aid: Aid }) {
  const t = useCopy(applicationsCopy);
  if (!aid.bonus) return null;
  const { earned, conditions } = aid.bonus;
  return (
    <Callout tone={earned ? 'good' : 'neutral'} title={earned ? t.bonusEarned : t.bonusNot}>
      {!earned && <p>{t.bonusHow}</p>}
      <Reasons reasons={earned ? conditions.filter((c) => c.met) : conditions} />
    </Callout>
  );
}

/** The same as it was frozen: amounts, without the way to them. */
export function FrozenAid({ members, aid }: { members: readonly MemberFacts[]; aid: SnapshotAid }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const of = (id: string) => aid.members.find((a) => a.id === id) ?? { eligibleCents: 0, aidCents: 0 };
  const row = (name: string, eligible: number, granted: number) => [name, euros(eligible, locale), euros(granted, locale), euros(eligible - granted, locale)];
  return (
    <>
      <PlainTable
        caption={t.aidTitle}
        captionHidden
        columns={[{ label: t.members }, { label: t.eligible, numeric: true }, { label: t.aid, numeric: true }, { label: t.own, numeric: true }]}
        rows={members.map((m) => row(m.name, of(m.id).eligibleCents, of(m.id).aidCents))}
        total={row(t.total, aid.eligibleCents, aid.grantCents)}
      />
      <p class="m-hint">
        {t.southShare}: {euros(aid.southGrantCents, locale)}
      </p>
    </>
  );
}
