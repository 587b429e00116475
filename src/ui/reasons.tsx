import type { Finding, Reason, Source } from '#src/core/decision.ts';
import { useCopy, usePage } from './context.ts';
import { uiCopy } from './copy.ts';
import { Icon } from './icon.tsx';

const tones: Record<Source['status'], string> = {
  sourced: 'm-badge-sourced',
  brief: 'm-badge-sourced',
  inferred: 'm-badge-inferred',
  example: 'm-badge-example',
};

/** Where a rule comes from, and how well we know it. */
export function SourceNote({ source }: { source: Source }) {
  const t = useCopy(uiCopy);
  // Laws and acts are cited in Italian, and read out so.
  const { locale } = usePage();
  return (
    <span class="m-source">
      {t.sourceOf} {locale === 'it' ? source.ref : <span lang="it">{source.ref}</span>}{' '}
      <span class={`m-badge ${tones[source.status]}`}>{t[source.status]}</span>
    </span>
  );
}

/** Marks a value that was made up for the demonstration. */
export function ExampleBadge() {
  const t = useCopy(uiCopy);
  return <span class="m-badge m-badge-example">{t.exampleData}</span>;
}

/** Why not: each reason in words, with the rule that it comes from. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { explain } = usePage();
  return (
    <ul class="m-reasons">
      {reasons.map((r, i) => (
        <li key={i}>
          <span class="m-reason">{explain(r)}</span>
          {r.source && <SourceNote source={r.source} />}
        </li>
      ))}
    </ul>
  );
}

export type FindingsProps = {
  findings: readonly Finding[];
  /** Leave out the line that counts them. */
  noCount?: boolean;
  /** Level of the two groups' headings; 3 unless said otherwise. */
  level?: 2 | 3 | 4;
};

/** A checklist: what is still to put right first, then what is in order. */
export function Findings({ findings, noCount, level = 3 }: FindingsProps) {
  const t = useCopy(uiCopy);
  const unmet = findings.filter((f) => !f.met);
  const met = findings.filter((f) => f.met);
  return (
    <div class="m-findings">
      {!noCount && <p class="m-findings-count">{t.metCount(met.length, findings.length)}</p>}
      {unmet.length > 0 && <Group findings={unmet} title={t.toCorrect(unmet.length)} level={level} />}
      {met.length > 0 && <Group findings={met} title={t.inOrder(met.length)} level={level} />}
    </div>
  );
}

function Group({ findings, title, level }: { findings: readonly Finding[]; title: string; level: 2 | 3 | 4 }) {
  const t = useCopy(uiCopy);
  const { explain } = usePage();
  const Heading = `h${level}` as 'h3';
  return (
    <>
      <Heading class="m-findings-title">{title}</Heading>
      <ul>
        {findings.map((f, i) => (
          <li key={i} class={f.met ? 'm-met' : 'm-unmet'}>
            <Icon name={f.met ? 'check-circle' : 'close-circle'} size="l" />
            <div>
              <span class="m-reason">
                <span class="visually-hidden">{f.met ? t.met : t.unmet}: </span>
                {explain(f)}
              </span>
              {f.source && <SourceNote source={f.source} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
