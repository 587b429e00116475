import { askedSections, isBlank } from '#src/funding/applications/rules/answers.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { bodyKindWords, regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { Fragment, type ComponentChildren } from 'preact';
import { AnswerShown } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { size } from '#src/ui/fields.tsx';
import { Fold, Folds } from '#src/ui/fold.tsx';
import { Prose, Section } from '#src/ui/head.tsx';
import { Files } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { screeningWords } from './copy.ts';
import { repairWords } from './copy/repairs.ts';
import type { RepairedDocument } from './rules.ts';

export type FrozenProposalProps = {
  call: Call;
  snapshot: Snapshot;
  sha256: string;
  /** Our own address of a document by its hash. */
  documentHref: (sha256: string) => string;
  /** What came back after a request for repair: shown beside what was submitted, marked. */
  repaired?: readonly RepairedDocument[];
  /** What the proposal answers is folded, for who looks at its form and not at its content. */
  folded?: boolean;
  /** Under the documents: the means to read them in the page. */
  reader?: ComponentChildren;
};

/** The proposal as it was submitted: what officers, experts and the panel read. Never the live draft. */
export function FrozenProposal({ call, snapshot, sha256, documentHref, repaired = [], folded, reader }: FrozenProposalProps) {
  const t = useCopy(screeningWords);
  const r = useCopy(repairWords);
  const { locale } = usePage();
  const { facts } = snapshot;
  const around = { form: call.form, answers: snapshot.answers, facts };
  const sections = askedSections(call.form, snapshot.answers);
  return (
    <>
      <Section title={t.project} id="project">
        <FactList
          facts={[
            { label: t.title, value: snapshot.title },
            { label: t.mainSpoke, value: facts.mainSpoke },
            ...(facts.spokes.length > 1 ? [{ label: t.spokes, value: facts.spokes.join(', ') }] : []),
            ...(facts.sector ? [{ label: t.sector, value: sectorWords(call, facts.sector)[locale] }] : []),
            { label: t.months, value: facts.durationMonths },
            ...(facts.startsOn ? [{ label: t.startsOn, value: showDate(facts.startsOn, locale) }] : []),
          ]}
        />
      </Section>
      {folded ? (
        <Section title={t.answers} id="answers">
          <Folds>
            {sections.map((section) => (
              <Fold key={section.id} summary={section.title[locale]}>
                <Answers section={section} snapshot={snapshot} around={around} />
              </Fold>
            ))}
          </Folds>
        </Section>
      ) : (
        sections.map((section) => (
          <Section key={section.id} title={section.title[locale]} id={`section-${section.id}`}>
            <Answers section={section} snapshot={snapshot} around={around} />
          </Section>
        ))
      )}
      <Section title={t.members} id="members">
        <MembersTable snapshot={snapshot} />
      </Section>
      <Section title={t.documents} id="documents">
        {snapshot.documents.length === 0 ? (
          <p>{t.noDocuments}</p>
        ) : (
          <Files files={snapshot.documents.map((d) => ({ href: documentHref(d.sha256), name: d.fileName, note: documentNote(call, snapshot, d, locale) }))} />
        )}
        {repaired.length > 0 && (
          <>
            <h3>{r.repairedTitle}</h3>
            <Files
              files={repaired.map((d) => ({
                href: documentHref(d.sha256),
                name: d.fileName,
                note: `${documentNote(call, snapshot, d, locale)}, ${r.repairedDocument(d.receipt)}`,
              }))}
            />
          </>
        )}
        {reader}
        <Prose>
          <p class="m-hint">
            {t.frozen}{' '}
            {(sha256.match(/.{1,8}/g) ?? []).map((part, i) => (
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

type Asked = ReturnType<typeof askedSections>[number];

/** What one section of the form was answered. */
function Answers({ section, snapshot, around }: { section: Asked; snapshot: Snapshot; around: Parameters<typeof AnswerShown>[0]['around'] }) {
  const { locale } = usePage();
  return (
    <FactList
      stacked
      facts={section.fields
        .filter((field) => field.kind !== 'document')
        .map((field) => {
          const answer = snapshot.answers[section.id]?.[field.id];
          return { label: field.label[locale], value: isBlank(answer) ? null : <AnswerShown field={field} answer={answer} around={around} /> };
        })}
    />
  );
}

function MembersTable({ snapshot }: { snapshot: Snapshot }) {
  const t = useCopy(screeningWords);
  const { locale } = usePage();
  const { aid, facts } = snapshot;
  const staff = (women: number, men: number) => `${women + men} (${women}, ${men})`;
  return (
    <PlainTable
      caption={t.members}
      captionHidden
      columns={[
        { label: t.member },
        { label: t.kind },
        { label: t.place },
        { label: t.staff, numeric: true },
        { label: t.cost, numeric: true },
        { label: t.grant, numeric: true },
      ]}
      rows={facts.members.map((m) => {
        const granted = aid.members.find((a) => a.id === m.id);
        return [
          m.role === 'lead' ? `${m.name} (${t.roleLead})` : m.name,
          bodyKindWords[m.kind].one[locale],
          regionWords(m.region)[locale],
          staff(m.staff.women, m.staff.men),
          euros(granted?.eligibleCents ?? 0, locale),
          euros(granted?.aidCents ?? 0, locale),
        ];
      })}
      total={[
        t.total,
        '',
        '',
        staff(sum(facts.members.map((m) => m.staff.women)), sum(facts.members.map((m) => m.staff.men))),
        euros(aid.eligibleCents, locale),
        euros(aid.grantCents, locale),
      ]}
    />
  );
}

function documentNote(
  call: Call,
  snapshot: Snapshot,
  document: Pick<Snapshot['documents'][number], 'document' | 'organisation' | 'bytes'>,
  locale: Locale,
): string {
  const title = call.documents.find((d) => d.id === document.document)?.title[locale] ?? document.document;
  const who = snapshot.facts.members.find((m) => m.id === document.organisation)?.name;
  return [title, who, size(document.bytes, locale)].filter(Boolean).join(', ');
}
