import { euros, number, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import type { MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import { eligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { isInSouth } from '#src/funding/calls/rules/groups.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Files, Section } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/table.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { ProgrammeChoices } from '../queries/lists.ts';
import type { Answers, FormSection, Proposal } from '../rules.ts';
import { MemberBudget } from './budget.tsx';
import { kindOf } from './members.tsx';
import { addressOf, weight } from './shared.tsx';

/** Everything that an application says, to be read or printed. */
export function Dossier({ id, call, proposal, choices }: { id: string; call: Call; proposal: Proposal; choices: ProgrammeChoices }) {
  const t = useCopy(applicationsCopy);
  const costs = eligibleCosts(call, proposal.facts);
  return (
    <>
      <Section title={t.project} id="project">
        <ProjectFacts call={call} facts={proposal.facts} choices={choices} />
      </Section>
      {call.form.sections.map((section) => (
        <SectionOf key={section.id} section={section} answers={proposal.answers} />
      ))}
      <Section title={t.members} id="members">
        <MembersTable members={proposal.facts.members} />
      </Section>
      <Section title={t.budget} id="budget">
        {proposal.facts.members.map((m) => (
          <MemberBudget key={m.id} call={call} member={m} examination={{ costs }} form={null} />
        ))}
        <p>
          {t.total}:{' '}
          <strong>
            <Amount cents={costs.totalCents} />
          </strong>
        </p>
      </Section>
      <Section title={t.documents} id="documents">
        <DocumentList id={id} call={call} proposal={proposal} />
      </Section>
    </>
  );
}

const Amount = ({ cents }: { cents: number }) => <>{euros(cents, usePage().locale)}</>;

function SectionOf({ section, answers }: { section: FormSection; answers: Answers }) {
  const { locale } = usePage();
  return (
    <Section title={section.title[locale]} id={`section-${section.id}`}>
      <SectionAnswers section={section} answers={answers[section.id] ?? {}} />
    </Section>
  );
}

export function SectionAnswers({ section, answers }: { section: FormSection; answers: Record<string, string> }) {
  const { locale } = usePage();
  return (
    <FactList
      stacked
      facts={section.fields.map((field) => ({
        label: field.label[locale],
        value: answers[field.id] ? <Answer field={field} text={answers[field.id]!} /> : null,
      }))}
    />
  );
}

function Answer({ field, text }: { field: FormField; text: string }) {
  const { locale } = usePage();
  if (field.kind === 'choice') return <>{field.options?.find((o) => o.id === text)?.label[locale] ?? text}</>;
  if (field.kind === 'number')
    return (
      <>
        {Number.isFinite(Number(text)) ? number(Number(text), locale) : text}
        {field.unit && ` ${field.unit[locale]}`}
      </>
    );
  if (field.kind === 'date') return <>{/^\d{4}-\d\d-\d\d$/.test(text) ? showDate(text, locale) : text}</>;
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        <p key={i}>{paragraph.split('\n').flatMap((line, j) => (j === 0 ? [line] : [<br key={j} />, line]))}</p>
      ))}
    </>
  );
}

export function ProjectFacts({ call, facts, choices }: { call: Call; facts: ProposalFacts; choices: ProgrammeChoices }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const spoke = (n: number) => {
    const title = choices.spokes.find((s) => s.number === n)?.title[locale];
    return title ? `${n}. ${title}` : String(n);
  };
  const others = facts.spokes.filter((s) => s !== facts.mainSpoke);
  const commitments = call.aid.bonus?.anyOf.map((c) => c.condition) ?? [];
  return (
    <FactList
      facts={[
        { label: t.mainSpoke, value: facts.mainSpoke === null ? null : spoke(facts.mainSpoke) },
        ...(others.length > 0
          ? [
              {
                label: t.otherSpokes,
                value: (
                  <ul>
                    {others.map((s) => (
                      <li key={s}>{spoke(s)}</li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
        ...(facts.sector !== null
          ? [{ label: t.sector, value: choices.sectors.find((s) => s.id === facts.sector)?.title[locale] ?? sectorWords(call, facts.sector)[locale] }]
          : []),
        { label: t.startsOn, value: facts.startsOn && showDate(facts.startsOn, locale) },
        { label: t.duration, value: facts.durationMonths && t.monthsOf(facts.durationMonths) },
        ...(commitments.includes('wideDissemination') ? [{ label: t.wideDissemination, value: facts.wideDissemination ? t.yes : t.no }] : []),
        ...(commitments.includes('researchBodies') ? [{ label: t.mayPublish, value: facts.mayPublishResults ? t.yes : t.no }] : []),
      ]}
    />
  );
}

export function MembersTable({ members }: { members: readonly MemberFacts[] }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const place = (m: MemberFacts) => (m.region === '' ? '' : `${regionWords(m.region)[locale]}${isInSouth(m) ? ` (${t.south})` : ''}`);
  const figures = (of: (m: MemberFacts) => number) => number(sum(members.map(of)), locale);
  return (
    <PlainTable
      caption={t.members}
      captionHidden
      columns={[
        { label: t.members },
        { label: t.place },
        { label: t.women, numeric: true },
        { label: t.men, numeric: true },
        { label: t.under40, numeric: true },
        { label: t.newHires, numeric: true },
      ]}
      rows={members.map((m) => [
        <>
          {m.name}
          <br />
          <small class="m-hint">
            {m.role === 'lead' ? t.roleLead : t.rolePartner}, {kindOf(m, locale)}
          </small>
        </>,
        place(m),
        m.staff.women,
        m.staff.men,
        m.staff.under40,
        m.staff.newHires,
      ])}
      total={[t.total, '', figures((m) => m.staff.women), figures((m) => m.staff.men), figures((m) => m.staff.under40), figures((m) => m.staff.newHires)]}
    />
  );
}

export function DocumentList({ id, call, proposal }: { id: string; call: Call; proposal: Proposal }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  if (proposal.documents.length === 0) return <p>{t.noDocumentsGiven}</p>;
  return (
    <Files
      files={proposal.documents.map((d) => ({
        href: addressOf(id, `documents/${d.sha256}`),
        name: d.fileName,
        note: [
          call.documents.find((c) => c.id === d.document)?.title[locale] ?? d.document,
          proposal.facts.members.find((m) => m.id === d.organisation)?.name,
          weight(d.bytes, locale),
        ]
          .filter(Boolean)
          .join(', '),
      }))}
    />
  );
}
