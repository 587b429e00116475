import { euros, number, sum } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import type { MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import { eligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { isInSouth } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { AnswerShown, isAnswered } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { Files } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import type { ComponentChildren } from 'preact';
import { dossierCopy, staffAge, staffContract, staffGender } from '../copy/dossier.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Answers, FormSection, Proposal } from '../proposal.ts';
import type { ProgrammeChoices } from '../queries/lists.ts';
import { profileSaid } from '../rules/staff.ts';
import { askedSections, type Around } from '../rules/answers.ts';
import { AidTable, FrozenAid } from './aid.tsx';
import { MemberBudget } from './budget.tsx';
import { kindOf } from './members.tsx';
import { addressOf, weight } from './parts.tsx';
import type { Examination } from '../rules/examine.ts';
import type { SnapshotAid } from '../snapshot.ts';

export type DossierProps = {
  id: string;
  call: Call;
  proposal: Proposal;
  choices: ProgrammeChoices;
  /** What was granted when it was handed in, or what comes out of a draft now. */
  aid: { frozen: SnapshotAid } | { live: Pick<Examination, 'aid'> };
};

/** Everything that an application says, to be read or printed: numbered parts under a list of contents. */
export function Dossier(props: DossierProps) {
  const t = useCopy(applicationsCopy);
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  const { id, call, proposal, choices, aid } = props;
  const costs = eligibleCosts(call, proposal.facts);
  const parts: { id: string; title: string; body: ComponentChildren }[] = [
    { id: 'project', title: t.project, body: <ProjectFacts call={call} facts={proposal.facts} choices={choices} /> },
    ...askedSections(call.form, proposal.answers).map((section) => ({
      id: `section-${section.id}`,
      title: section.title[locale],
      body: <SectionAnswers section={section} around={{ form: call.form, answers: proposal.answers, facts: proposal.facts }} />,
    })),
    { id: 'members', title: t.members, body: <MembersTable members={proposal.facts.members} /> },
    { id: 'staff', title: d.staff, body: <StaffTables proposal={proposal} /> },
    {
      id: 'budget',
      title: t.budget,
      body: (
        <>
          {proposal.facts.members.map((m) => (
            <MemberBudget key={m.id} call={call} member={m} examination={{ costs }} form={null} />
          ))}
          <p>
            {t.total}: <strong>{euros(costs.totalCents, locale)}</strong>
          </p>
        </>
      ),
    },
    {
      id: 'aid',
      title: t.aidTitle,
      body:
        'frozen' in aid ? (
          <FrozenAid members={proposal.facts.members} aid={aid.frozen} />
        ) : (
          <AidTable call={call} members={proposal.facts.members} examination={aid.live} />
        ),
    },
    { id: 'documents', title: t.documents, body: <DocumentList id={id} call={call} proposal={proposal} /> },
    ...(call.consortium || (proposal.confirmations ?? []).length > 0
      ? [{ id: 'confirmations', title: d.confirmations, body: <ConfirmationTable proposal={proposal} /> }]
      : []),
  ];
  return (
    <>
      <nav class="m-contents" aria-labelledby="contents-title">
        <h2 id="contents-title">{d.contents}</h2>
        <ol>
          {parts.map((part) => (
            <li key={part.id}>
              <a href={`#${part.id}`}>{part.title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div class="m-dossier">
        {parts.map((part, i) => (
          <Section key={part.id} id={part.id} title={`${i + 1}. ${part.title}`}>
            {part.body}
          </Section>
        ))}
      </div>
    </>
  );
}

export function SectionAnswers({ section, around }: { section: FormSection; around: Around }) {
  const { locale } = usePage();
  const answers: Answers[string] = around.answers[section.id] ?? {};
  return (
    <FactList
      stacked
      facts={section.fields
        .filter((field) => field.kind !== 'document')
        .map((field) => ({
          label: field.label[locale],
          value: isAnswered(answers[field.id]) ? <AnswerShown field={field} answer={answers[field.id]} around={around} /> : null,
        }))}
    />
  );
}

function StaffTables({ proposal }: { proposal: Proposal }) {
  const d = useCopy(dossierCopy);
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const members = proposal.facts.members.flatMap((member) => {
    const lines = proposal.staff?.find((s) => s.organisation === member.id)?.lines ?? [];
    return lines.length === 0 ? [] : [{ member, lines }];
  });
  if (members.length === 0) return <p>{d.noStaff}</p>;
  return (
    <>
      {members.map(({ member, lines }) => (
        <PlainTable
          key={member.id}
          caption={member.name}
          columns={[
            { label: d.profile },
            { label: d.gender },
            { label: d.age },
            { label: d.contract },
            { label: d.newHire },
            { label: d.heads, numeric: true },
            { label: d.personMonths, numeric: true },
          ]}
          rows={lines.map((l) => [
            profileSaid(l, d.notStated),
            l.gender === null ? d.notStated : staffGender[l.gender][locale],
            l.age === null ? d.notStated : staffAge[l.age][locale],
            staffContract[l.contract][locale],
            l.newHire ? t.yes : t.no,
            number(l.heads, locale),
            l.personMonths === null ? '' : number(l.personMonths, locale),
          ])}
        />
      ))}
    </>
  );
}

function ConfirmationTable({ proposal }: { proposal: Proposal }) {
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  return (
    <PlainTable
      caption={d.confirmations}
      captionHidden
      columns={[{ label: d.organisation }, { label: d.confirmedBy }, { label: d.confirmedAt }, { label: d.fileHash }]}
      rows={(proposal.confirmations ?? []).map((c) => [
        proposal.facts.members.find((m) => m.id === c.organisation)?.name ?? c.organisation,
        c.personName,
        showInstant(c.confirmedAt, locale),
        <code class="m-hash">{c.sha256}</code>,
      ])}
      empty={<p>{d.noConfirmations}</p>}
    />
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
  const d = useCopy(dossierCopy);
  const { locale } = usePage();
  if (proposal.documents.length === 0) return <p>{t.noDocumentsGiven}</p>;
  return (
    <>
      <Files
        files={proposal.documents.map((doc) => ({
          href: addressOf(id, `documents/${doc.sha256}`),
          name: doc.fileName,
          note: [
            call.documents.find((c) => c.id === doc.document)?.title[locale] ?? doc.document,
            proposal.facts.members.find((m) => m.id === doc.organisation)?.name,
            weight(doc.bytes, locale),
          ]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      <PlainTable
        caption={d.fileHash}
        columns={[{ label: d.file }, { label: d.fileHash }]}
        rows={proposal.documents.map((doc) => [doc.fileName, <code class="m-hash">{doc.sha256}</code>])}
      />
    </>
  );
}
