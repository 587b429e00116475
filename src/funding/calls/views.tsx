import type { Decision } from '#src/core/decision.ts';
import { euros, percent } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { DateField, DateTimeField, Form, fresh, MoneyField, SelectField, SubmitRow, TextArea, TextField, ActionButton, ConfirmDetails } from '#src/ui/form.tsx';
import {
  Actions,
  Callout,
  CardGrid,
  EmptyState,
  KeyDates,
  LinkButton,
  PageHead,
  Prose,
  Section,
  StatusChip,
  WithAside,
  type CardProps,
  type Tone,
} from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/table.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import { type Chapter, callInWords } from './copy/chapters.ts';
import { ruleWords } from './copy.ts';
import { callPages } from './copy/pages.ts';
import { aidClassWords, researchTypeWords } from './copy/vocabulary.ts';
import type { CallVersion } from './queries.ts';
import { callPhase, currentDeadline, currentPot, deadlineHistory, opensAt, potHistory, type CallPhase } from './rules/calendar.ts';
import type { Call } from './schema.ts';
import { researchTypes, type RuleName } from './vocabulary.ts';
import { romeInstant, showInstant } from '#src/core/time.ts';

const tones: Record<CallPhase, Tone> = { open: 'good', upcoming: 'info', closed: 'neutral' };

export function PhaseChip({ phase }: { phase: CallPhase | 'draft' }) {
  const t = useCopy(callPages);
  const said = { open: t.phaseOpen, upcoming: t.phaseUpcoming, closed: t.phaseClosed, draft: t.phaseDraft }[phase];
  return <StatusChip tone={phase === 'draft' ? 'warn' : tones[phase]}>{said}</StatusChip>;
}

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

export type CallPageProps = { version: { number: number; hash: string; call: Call }; draft?: boolean; latest: number; mayManage: boolean; signedIn: boolean };

/** What an applicant needs, in plain words: who, how much, by when, how judged. */
export function CallPage({ version, draft, latest, mayManage, signedIn }: CallPageProps) {
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

/** Rules in words; lines that share a source are told together, with the source once. */
function Lines({ lines }: { lines: Chapter['lines'] }) {
  const groups: Chapter['lines'][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last[0]!.source.ref === line.source.ref && last[0]!.source.status === line.source.status) last.push(line);
    else groups.push([line]);
  }
  return (
    <>
      {groups.map((group, i) => (
        <div class="m-rules" key={i}>
          <ul>
            {group.map((line, n) => (
              <li key={n}>{line.text}</li>
            ))}
          </ul>
          <SourceNote source={group[0]!.source} />
        </div>
      ))}
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

function CallFacts({ call, version, latest, draft }: { call: Call; version: { number: number; hash: string }; latest: number; draft: boolean }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const path = useHref();
  const deadlines = deadlineHistory(call);
  return (
    <>
      <h2>{t.keyDates}</h2>
      <KeyDates
        dates={[
          { label: t.published, at: call.dates.publishedOn },
          { label: t.opening, at: opensAt(call) },
          ...(call.dates.questionsUntil ? [{ label: t.questionsUntil, at: romeInstant(call.dates.questionsUntil) }] : []),
          ...deadlines.map((d, i) => ({ label: i === deadlines.length - 1 ? t.deadline : t.deadlineBefore, at: d.closesAt, note: d.act?.ref })),
        ]}
      />
      <h2>{t.pot}</h2>
      {potHistory(call).map((pot) => (
        <FactList
          stacked
          key={pot.id}
          facts={[
            ...(pot.raises.length > 0 ? [{ label: t.potInitial, value: euros(pot.initialCents, locale) }] : []),
            ...pot.raises.map((r) => ({ label: t.raise, value: `+ ${euros(r.cents, locale)}`, note: r.ref })),
            { label: pot.title[locale], value: <strong>{euros(pot.cents, locale)}</strong> },
          ]}
        />
      ))}
      <h2>{t.grantedBy}</h2>
      <p>
        {call.grantingBody.name}
        <br />
        <small>{call.grantingBody.role[locale]}</small>
      </p>
      {!draft && (
        <>
          <h2>{t.versions}</h2>
          <p>
            {t.version} {version.number}
            {version.number === latest && ` (${t.inForce})`}
            <br />
            <a href={path(`/calls/${call.id}/versions`)}>{t.versions}</a>
            <br />
            <a href={`/api/calls/${call.id}`}>{t.asData}</a>
          </p>
        </>
      )}
    </>
  );
}

function AidTable({ call }: { call: Call }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const table = call.aid.tables.at(-1)!;
  const types = researchTypes.filter((r) => table.percent[r]);
  const classes = ['micro', 'small', 'medium', 'large', 'researchBody'] as const;
  const cell = (type: (typeof types)[number], cls: (typeof classes)[number]) => {
    const base = table.percent[type]![cls];
    const bonus = call.aid.bonus?.appliesTo.includes(type) ? Math.max(base, Math.min(base + call.aid.bonus.percent[cls], call.aid.bonus.cap)) : base;
    return (
      <>
        {percent(base, locale)}
        {bonus > base && (
          <small>
            {' '}
            · {percent(bonus, locale)} {t.withBonus}
          </small>
        )}
      </>
    );
  };
  return (
    <Section title={t.aidTable} lead={t.aidHelp}>
      <PlainTable
        caption={t.aidTable}
        captionHidden
        columns={[{ label: t.aidClasses }, ...types.map((r) => ({ label: researchTypeWords[r][locale], numeric: true }))]}
        rows={classes.map((c) => [aidClassWords[c][locale], ...types.map((r) => cell(r, c))])}
      />
      <p>
        <SourceNote source={table.source} />
      </p>
    </Section>
  );
}

function Criteria({ call }: { call: Call }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const { criteria, totalThreshold } = call.evaluation;
  const total = criteria.reduce((sum, c) => sum + c.max * c.weight, 0);
  return (
    <Section title={t.criteria}>
      <PlainTable
        caption={t.criteria}
        captionHidden
        columns={[{ label: t.criterion }, { label: t.maximum, numeric: true }, { label: t.threshold, numeric: true }]}
        rows={criteria.map((c) => [
          <>
            {c.title[locale]}
            <br />
            <small>{c.help[locale]}</small>
          </>,
          c.max * c.weight,
          c.threshold * c.weight,
        ])}
        total={[t.total, total, totalThreshold]}
      />
      <p>
        <SourceNote source={call.evaluation.source} />
      </p>
    </Section>
  );
}

export function VersionsPage({ versions }: { versions: readonly CallVersion[] }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const path = useHref();
  const { call } = versions.at(-1)!;
  return (
    <>
      <PageHead
        title={t.versions}
        kicker={call.officialCode}
        lead={t.versionsLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${call.id}` }, { label: t.versions }]}
      />
      <PlainTable
        caption={t.versions}
        captionHidden
        columns={[{ label: t.version }, { label: t.act }, { label: t.deadline }, { label: t.pot, numeric: true }, { label: t.fingerprint }]}
        rows={versions.toReversed().map((v) => {
          const act = v.call.acts.at(-1);
          return [
            <a href={path(`/calls/${call.id}/versions/${v.number}`)}>
              {t.version} {v.number}
            </a>,
            act ? (
              <>
                {act.ref}
                <br />
                <small>
                  {act.kind === 'rectification' ? act.text[locale] : act.kind === 'budgetRaise' ? `${t.raise}: ${euros(act.cents, locale)}` : t.extended}
                </small>
              </>
            ) : (
              t.firstPublication
            ),
            showInstant(v.closesAt, locale),
            euros(v.potCents, locale),
            <code class="m-hash">{v.hash.slice(0, 16)}…</code>,
          ];
        })}
      />
    </>
  );
}

export function DraftPage({ form = fresh, copies }: { form?: Again; copies: readonly CallVersion[] }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.draftTitle} lead={t.draftLead} trail={[{ label: t.calls, href: '/calls' }, { label: t.newCall }]} />
      {copies.length > 0 && (
        <Section title={t.startFrom}>
          <ul>
            {copies.map((c) => (
              <li key={c.callId}>
                <a href={`?from=${c.callId}`}>
                  {c.call.officialCode}, {c.call.title[locale]}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Form action="/calls" form={form} guardUnsaved>
        <TextArea name="definition" label={t.definition} hint={t.definitionHint} required rows={28} />
        <SubmitRow label={t.saveDraft} />
      </Form>
    </>
  );
}

export type ActsPageProps = {
  call: Call;
  number: number | null;
  forms: Partial<Record<'deadlineExtension' | 'budgetRaise' | 'rectification', Again>>;
  decisions: Record<'publish' | 'deadlineExtension' | 'budgetRaise' | 'rectification', Decision>;
};

/** What the office does to a call: publish it, then only acts. */
export function ActsPage({ call, number, forms, decisions }: ActsPageProps) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const path = useHref();
  const action = `/calls/${call.id}/acts`;
  const common = (kind: string) => (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="seen" value={number ?? 0} />
      <TextField name="ref" label={t.actRef} hint={t.actRefHint} required />
      <DateField name="on" label={t.actOn} required />
    </>
  );
  return (
    <>
      <PageHead
        title={t.acts}
        kicker={call.officialCode}
        lead={call.title[locale]}
        trail={[
          { label: t.calls, href: '/calls' },
          { label: call.officialCode, href: number ? `/calls/${call.id}` : `/calls/${call.id}/preview` },
          { label: t.acts },
        ]}
      />
      {number === null ? (
        <>
          <Callout title={t.phaseDraft}>{t.publishConsequences}</Callout>
          <Actions>
            <LinkButton href={`/calls/${call.id}/preview`} tone="secondary">
              {t.seeDraft}
            </LinkButton>
            <ActionButton action={`/calls/${call.id}/publication`} decision={decisions.publish}>
              {t.publish}
            </ActionButton>
          </Actions>
          <Prose>
            <p>{t.publishNote}</p>
          </Prose>
        </>
      ) : (
        <>
          <FactList
            columns
            facts={[
              { label: t.deadline, value: showInstant(currentDeadline(call), locale) },
              { label: t.pot, value: euros(currentPot(call), locale) },
              {
                label: t.version,
                value: <a href={path(`/calls/${call.id}/versions`)}>{`${t.version} ${number}`}</a>,
                note: call.acts.at(-1)?.ref ?? t.firstPublication,
              },
            ]}
          />
          <Prose>
            <p>{t.newVersion}</p>
          </Prose>
          <ConfirmDetails summary={t.raiseBudget} consequences={[t.newVersion]} decision={decisions.budgetRaise} open={forms.budgetRaise !== undefined}>
            <Form action={action} id="raise" form={forms.budgetRaise ?? fresh}>
              {common('budgetRaise')}
              <MoneyField name="amount" label={t.raiseBy} required />
              <SelectField name="pot" label={t.raisePot} options={call.pots.map((p) => ({ value: p.id, label: p.title[locale] }))} empty={null} required />
              <SubmitRow label={t.raiseBudget} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.extend} consequences={[t.newVersion]} decision={decisions.deadlineExtension} open={forms.deadlineExtension !== undefined}>
            <Form action={action} id="extend" form={forms.deadlineExtension ?? fresh}>
              {common('deadlineExtension')}
              <DateTimeField name="to" label={t.newDeadline} required />
              <SubmitRow label={t.extend} />
            </Form>
          </ConfirmDetails>
          <ConfirmDetails summary={t.rectify} consequences={[t.newVersion]} decision={decisions.rectification} open={forms.rectification !== undefined}>
            <Form action={action} id="rectify" form={forms.rectification ?? fresh}>
              {common('rectification')}
              <TextArea name="textIt" label={t.rectifyIt} required rows={4} limit={4000} />
              <TextArea name="textEn" label={t.rectifyEn} required rows={4} limit={4000} />
              <SubmitRow label={t.rectify} />
            </Form>
          </ConfirmDetails>
        </>
      )}
    </>
  );
}
