import { percent } from '#src/core/money.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section, WithAside } from '#src/ui/head.tsx';
import { Callout, CardGrid, LinkButton } from '#src/ui/parts.tsx';
import { type Chapter, callInWords } from '../copy/chapters.ts';
import { ruleWords } from '../copy.ts';
import { callPages } from '../copy/pages.ts';
import { callPhase, currentDeadline } from '../rules/calendar.ts';
import type { Call } from '../schema.ts';
import { researchTypes, type RuleName } from '../vocabulary.ts';
import type { ComponentChildren } from 'preact';
import { Lines } from './lines.tsx';
import { PhaseChip } from './phase.tsx';
import { CallFacts } from './facts.tsx';
import { AidTable, Criteria } from './tables.tsx';

export type CallPageProps = {
  version: { number: number; hash: string; call: Call };
  draft?: boolean;
  latest: number;
  mayManage: boolean;
  signedIn: boolean;
  notice?: ComponentChildren;
};

/** What an applicant needs, in plain words: who, how much, by when, how judged. */
export function CallPage({ version, draft, latest, mayManage, signedIn, notice }: CallPageProps) {
  const t = useCopy(callPages);
  const { locale, now } = usePage();
  const { call } = version;
  const phase = callPhase(call, now);
  const chapters = callInWords(call, locale);
  const history = chapters.filter((c) => ['dates', 'money', 'acts'].includes(c.name));
  const forApplicants = chapters.filter((c) => !history.includes(c));
  const chapter = (c: Chapter) => (
    <Section key={c.name} id={c.name} title={c.heading}>
      <Lines lines={c.lines} />
    </Section>
  );
  return (
    <>
      <PageHead
        title={call.title[locale]}
        kicker={call.officialCode}
        lead={call.summary[locale]}
        status={<PhaseChip phase={draft ? 'draft' : phase} />}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode }]}
        actions={
          <>
            {phase === 'open' && !draft && (
              <LinkButton href={signedIn ? `/calls/${call.id}/applications/new` : `/sign-in?next=${encodeURIComponent(`/calls/${call.id}/applications/new`)}`}>
                {signedIn ? t.apply : t.signInToApply}
              </LinkButton>
            )}
            {phase !== 'closed' && !draft && (
              <LinkButton href={`/calls/${call.id}/eligibility`} tone="secondary">
                {t.canIApply}
              </LinkButton>
            )}
            {phase === 'closed' && !draft && (
              <LinkButton href={`/calls/${call.id}/ranking`} tone="secondary">
                {t.outcome}
              </LinkButton>
            )}
            {mayManage && (
              <LinkButton href={`/calls/${call.id}/acts`} tone="secondary">
                {t.manage}
              </LinkButton>
            )}
          </>
        }
      />
      {call.example && <Callout tone="warn">{t.exampleCall}</Callout>}
      <WithAside aside={<CallFacts call={call} version={version} latest={latest} draft={draft ?? false} />}>
        {notice}
        <Brief call={call} />
        {forApplicants.map(chapter)}
        <AidTable call={call} />
        <Criteria call={call} />
        {history.map(chapter)}
        <Callout>{t.exampleValues}</Callout>
      </WithAside>
    </>
  );
}

/** The four questions that everyone asks first, answered from the rules. */
function Brief({ call }: { call: Call }) {
  const t = useCopy(callPages);
  const { locale, now } = usePage();
  const say = (name: RuleName) => call.rules.filter((r) => r.rule === name).map((r) => ruleWords(r)[locale]);
  const table = call.aid.tables.at(-1)!;
  const most = Math.max(...researchTypes.flatMap((r) => (table.percent[r] ? Object.values(table.percent[r]) : [])));
  const { criteria, totalThreshold } = call.evaluation;
  return (
    <Section title={t.brief} id="brief">
      <CardGrid
        wide
        cards={[
          { title: t.briefWho, level: 3, children: [...say('applicantForm'), ...say('leadKind')].map((line) => <p key={line}>{line}</p>) },
          {
            title: t.briefMoney,
            level: 3,
            children: [...say('projectCost').map((line) => <p key={line}>{line}</p>), <p key="most">{t.briefMost(percent(most, locale))}</p>],
          },
          {
            title: t.briefWhen,
            level: 3,
            children: [
              <p key="deadline">{callPhase(call, now) === 'closed' ? t.closedAt(currentDeadline(call)) : t.closesAt(currentDeadline(call))}.</p>,
              ...say('duration').map((line) => <p key={line}>{line}</p>),
            ],
          },
          {
            title: t.briefHow,
            level: 3,
            children: <p>{t.briefCriteria(criteria.map((c) => `${c.title[locale].toLowerCase()} (${c.max * c.weight})`).join(', '), totalThreshold)}</p>,
          },
        ]}
      />
    </Section>
  );
}
