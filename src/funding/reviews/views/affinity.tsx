import { percent } from '#src/core/money.ts';
import type { Instant } from '#src/core/time.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Explained } from '#src/funding/experts/rules/affinity.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { affinityWords } from '../copy/affinity.ts';

export type AffinityRow = { pseudonym: string; name: string; barred: boolean; explained: Explained };

/** Each expert's affinity to one proposal in its parts, with the words that made it. */
export function AffinityPage({
  version,
  proposal,
  rows,
  proposedAt,
}: {
  version: CallVersion;
  proposal: { protocol: string; acronym: string };
  rows: readonly AffinityRow[];
  /** Of the assignment that counted these affinities; null: none has yet. */
  proposedAt: Instant | null;
}) {
  const t = useCopy(affinityWords);
  const { locale } = usePage();
  const { call, callId } = version;
  return (
    <>
      <PageHead
        title={t.affinity}
        kicker={`${call.officialCode} · ${proposal.protocol}`}
        lead={t.lead(proposal.acronym)}
        trail={[{ label: call.officialCode, href: `/calls/${callId}` }, { label: t.assignment, href: `/calls/${callId}/assignment` }, { label: t.affinity }]}
      />
      <Section id="affinity">
        <p>{proposedAt ? t.asCounted(proposedAt) : t.asOfToday}</p>
        <PlainTable
          caption={t.caption}
          captionHidden
          columns={[
            { label: t.expert },
            { label: t.total, numeric: true },
            { label: t.mainSpoke, numeric: true },
            { label: t.otherSpokes, numeric: true },
            { label: t.sector, numeric: true },
            { label: t.words, numeric: true },
            { label: t.common },
          ]}
          empty={<EmptyState title={t.none} />}
          rows={rows.map(({ pseudonym, name, barred, explained: e }) => [
            <>
              {`${pseudonym} · ${name}`}
              {barred && (
                <>
                  {' '}
                  <StatusChip tone="warn">{t.barred}</StatusChip>
                </>
              )}
            </>,
            e.total,
            e.mainSpoke,
            e.otherSpokes,
            e.sector,
            e.words,
            e.common.length === 0
              ? t.noCommon
              : e.common
                  .map((c) => `${c.inProposal === c.inExpertise ? c.inProposal : `${c.inProposal} ~ ${c.inExpertise}`} ${percent(c.percent, locale)}`)
                  .join(', '),
          ])}
        />
      </Section>
      <Section title={t.how} id="how">
        <Prose>
          <p>
            {t.howText} <ExampleBadge />
          </p>
        </Prose>
      </Section>
    </>
  );
}
