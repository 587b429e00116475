import { euros, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { isBlank } from '#src/funding/applications/rules/answers.ts';
import { readSections } from '#src/funding/applications/rules/anonymous.ts';
import { costCategoryWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import { screeningWords } from '#src/funding/screening/copy.ts';
import { AnswerShown } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Prose, Section } from '#src/ui/head.tsx';
import { Callout, Files } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { Fragment, type ComponentChildren } from 'preact';
import { blindWords } from '../copy/blind.ts';
import type { BlindProposal } from '../rules/seen.ts';

type BlindProposalProps = { call: Call; proposal: BlindProposal; documentHref: (key: string) => string; reader: ComponentChildren };

/** The proposal as the expert of a double-blind call reads it. */
export function BlindProposalShown({ call, proposal, documentHref, reader }: BlindProposalProps) {
  const t = useCopy(screeningWords);
  const b = useCopy(blindWords);
  const { locale } = usePage();
  const { view, documents } = proposal;
  const { project } = view;
  const sections = readSections(call, view.answers);
  const around = { form: { ...call.form, sections }, answers: view.answers, facts: { ...project, members: [] } };
  return (
    <>
      <Callout tone="info" title={b.title}>
        <p>{b.lead}</p>
        <p>{b.recognised}</p>
      </Callout>
      <Section title={t.project} id="project">
        <FactList
          facts={[
            ...(view.title === null ? [] : [{ label: t.title, value: view.title }]),
            { label: t.mainSpoke, value: project.mainSpoke },
            ...(project.spokes.length > 1 ? [{ label: t.spokes, value: project.spokes.join(', ') }] : []),
            ...(project.sector ? [{ label: t.sector, value: sectorWords(call, project.sector)[locale] }] : []),
            { label: t.months, value: project.durationMonths },
            ...(project.startsOn ? [{ label: t.startsOn, value: showDate(project.startsOn, locale) }] : []),
          ]}
        />
      </Section>
      {sections.map((section) => (
        <Section key={section.id} title={section.title[locale]} id={`section-${section.id}`}>
          <FactList
            stacked
            facts={section.fields.map((field) => {
              const answer = view.answers[section.id]?.[field.id];
              return { label: field.label[locale], value: isBlank(answer) ? null : <AnswerShown field={field} answer={answer} around={around} /> };
            })}
          />
        </Section>
      ))}
      <Section title={b.costs} id="costs" lead={b.costsLead}>
        <Costs proposal={proposal} />
      </Section>
      <Section title={t.documents} id="documents">
        {documents.length === 0 ? (
          <p>{b.noDocuments}</p>
        ) : (
          <Files
            files={documents.map((d) => ({
              href: documentHref(d.key),
              name: d.fileName,
              note: call.documents.find((asked) => asked.id === d.document)?.title[locale] ?? d.document,
            }))}
          />
        )}
        {reader}
        <Prose>
          <p class="m-hint">
            {b.fingerprint}{' '}
            {(proposal.sha256.match(/.{1,8}/g) ?? []).map((part, i) => (
              <Fragment key={i}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </p>
        </Prose>
      </Section>
    </>
  );
}

/** A row for each cost category, a column for each type of research. */
function Costs({ proposal }: { proposal: BlindProposal }) {
  const b = useCopy(blindWords);
  const { locale } = usePage();
  const { costs } = proposal.view;
  const types = researchTypes.filter((type) => costs.some((c) => c.researchType === type));
  const of = (found: typeof costs) => euros(sum(found.map((c) => c.cents)), locale);
  return (
    <PlainTable
      caption={b.costs}
      captionHidden
      columns={[
        { label: b.category },
        ...types.map((type) => ({ label: upperFirst(researchTypeWords[type][locale]), numeric: true })),
        { label: b.total, numeric: true },
      ]}
      rows={costCategories
        .filter((category) => costs.some((c) => c.category === category))
        .map((category) => {
          const row = costs.filter((c) => c.category === category);
          return [upperFirst(costCategoryWords[category][locale]), ...types.map((type) => of(row.filter((c) => c.researchType === type))), of(row)];
        })}
      total={[b.total, ...types.map((type) => of(costs.filter((c) => c.researchType === type))), of(costs)]}
    />
  );
}
