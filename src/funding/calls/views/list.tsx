import { euros } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { CardGrid, EmptyState, LinkButton, type CardProps } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { callPages } from '../copy/pages.ts';
import type { CallVersion } from '../queries.ts';
import { callPhase, currentDeadline, currentPot, opensAt, type CallPhase } from '../rules/calendar.ts';
import type { Call } from '../schema.ts';
import { PhaseChip } from './phase.tsx';

/** Every published call, by phase; the office sees its drafts too. */
export function CallsPage({ calls, drafts, canDraft }: { calls: readonly CallVersion[]; drafts: readonly { id: string; call: Call }[]; canDraft: boolean }) {
  const t = useCopy(callPages);
  const { locale, now } = usePage();
  const card = ({ call }: CallVersion): CardProps => {
    const phase = callPhase(call, now);
    const when = phase === 'upcoming' ? t.opensAt(opensAt(call)) : phase === 'open' ? t.closesAt(currentDeadline(call)) : t.closedAt(currentDeadline(call));
    return {
      title: call.title[locale],
      kicker: call.officialCode,
      href: `/calls/${call.id}`,
      status: <PhaseChip phase={phase} />,
      children: call.summary[locale],
      meta: (
        <>
          {when} · {t.cardBudget(euros(currentPot(call), locale))} {call.example && <ExampleBadge />}
        </>
      ),
      level: 3,
    };
  };
  const group = (title: string, phase: CallPhase) => {
    const some = calls.filter((c) => callPhase(c.call, now) === phase);
    return (
      some.length > 0 && (
        <Section title={title} id={phase}>
          <CardGrid wide cards={some.map(card)} />
        </Section>
      )
    );
  };
  return (
    <>
      <PageHead
        title={t.calls}
        lead={t.callsLead}
        actions={
          canDraft && (
            <LinkButton href="/calls/new" icon="plus">
              {t.newCall}
            </LinkButton>
          )
        }
      />
      {calls.length === 0 && <EmptyState title={t.noCalls}>{t.noCallsMore}</EmptyState>}
      {group(t.open, 'open')}
      {group(t.upcoming, 'upcoming')}
      {drafts.length > 0 && (
        <Section title={t.drafts} id="drafts">
          <CardGrid
            wide
            cards={drafts.map(({ id, call }) => ({
              title: call.title[locale],
              kicker: call.officialCode,
              href: `/calls/${id}/acts`,
              status: <PhaseChip phase="draft" />,
              children: call.summary[locale],
              level: 3,
            }))}
          />
        </Section>
      )}
      {group(t.closed, 'closed')}
    </>
  );
}
