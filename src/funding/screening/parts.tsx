import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { bodyKindWords, regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { euros, number as showNumber, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { Fragment, type ComponentChildren } from 'preact';
import { useCopy, usePage } from '#src/ui/context.ts';
import { size } from '#src/ui/form.tsx';
import { Files, Prose, Section } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/table.tsx';
import { screeningWords } from './copy.ts';

export type FrozenProposalProps = {
  call: Call;
  snapshot: Snapshot;
  sha256: string;
  /** Our own address of a document by its hash. */
  documentHref: (sha256: string) => string;
};

/** The proposal as it was submitted: what officers, experts and the panel read. Never the live draft. */
export function FrozenProposal({ call, snapshot, sha256, documentHref }: FrozenProposalProps) {
  const t = useCopy(screeningWords);
  const { locale } = usePage();
  const { facts } = snapshot;
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
      {call.form.sections.map((section) => (
        <Section key={section.id} title={section.title[locale]} id={`section-${section.id}`}>
          <FactList
            stacked
            facts={section.fields.map((field) => ({
              label: field.label[locale],
              value: answer(field, snapshot.answers[section.id]?.[field.id] ?? '', locale),
            }))}
          />
        </Section>
      ))}
      <Section title={t.members} id="members">
        <MembersTable snapshot={snapshot} />
      </Section>
      <Section title={t.documents} id="documents">
        {snapshot.documents.length === 0 ? (
          <p>{t.noDocuments}</p>
        ) : (
          <Files files={snapshot.documents.map((d) => ({ href: documentHref(d.sha256), name: d.fileName, note: documentNote(call, snapshot, d, locale) }))} />
        )}
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

/** An answer as it reads; nothing written is nothing, which the list says itself. */
function answer(field: FormField, written: string, locale: Locale): ComponentChildren {
  if (written === '') return null;
  if (field.kind === 'choice') return field.options?.find((o) => o.id === written)?.label[locale] ?? written;
  if (field.kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(written) ? showDate(written, locale) : written;
  if (field.kind === 'number') return `${showNumber(Number(written), locale)}${field.unit ? ` ${field.unit[locale]}` : ''}`;
  return written.split(/\n\s*\n/).map((paragraph, i) => <p key={i}>{paragraph}</p>);
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

function documentNote(call: Call, snapshot: Snapshot, document: Snapshot['documents'][number], locale: Locale): string {
  const title = call.documents.find((d) => d.id === document.document)?.title[locale] ?? document.document;
  const who = snapshot.facts.members.find((m) => m.id === document.organisation)?.name;
  return [title, who, size(document.bytes, locale)].filter(Boolean).join(', ');
}
