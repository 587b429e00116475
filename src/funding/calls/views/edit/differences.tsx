import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { callInWords, type Chapter } from '../../copy/chapters.ts';
import { editorCopy } from '../../copy/editor.ts';
import { fieldLabel } from '../../copy/fields.ts';
import type { Difference } from '../../editor/compare.ts';
import type { Call } from '../../schema.ts';

/** Two calls place by place, in the data: names for people, the path for those who know the file. */
export function Differences({ differences, before, after }: { differences: readonly Difference[]; before: string; after: string }) {
  const t = useCopy(editorCopy);
  const { locale } = usePage();
  const show = (value: unknown) =>
    value === undefined ? <em>{t.notThere}</em> : typeof value === 'string' ? value : <code class="m-value">{JSON.stringify(value, null, 1)}</code>;
  if (differences.length === 0) return <EmptyState title={t.nothingDiffers} />;
  return (
    <PlainTable
      caption={t.inTheData}
      captionHidden
      columns={[{ label: t.place }, { label: before }, { label: after }]}
      rows={differences.map((d) => [
        <>
          {fieldLabel(d.path.replace(/\[[^\]]*\]/g, ''))[locale]}
          <br />
          <small>
            <code>{d.path}</code>
          </small>
        </>,
        show(d.before),
        show(d.after),
      ])}
    />
  );
}

/** The lines of two calls that are not in both, chapter by chapter. */
export function WordsCompared({ before, after }: { before: Call; after: Call }) {
  const t = useCopy(editorCopy);
  const { locale } = usePage();
  const changed = changedLines(callInWords({ ...before, acts: [] }, locale), callInWords({ ...after, acts: [] }, locale));
  if (changed.length === 0) return <p>{t.nothingDiffers}.</p>;
  return (
    <>
      {changed.map((chapter) => (
        <section key={chapter.heading}>
          <h3>{chapter.heading}</h3>
          <dl class="m-changes">
            {chapter.gone.length > 0 && (
              <div>
                <dt>{t.wordsBefore}</dt>
                {chapter.gone.map((line) => (
                  <dd key={line}>
                    <del>{line}</del>
                  </dd>
                ))}
              </div>
            )}
            {chapter.come.length > 0 && (
              <div>
                <dt>{t.wordsAfter}</dt>
                {chapter.come.map((line) => (
                  <dd key={line}>
                    <ins>{line}</ins>
                  </dd>
                ))}
              </div>
            )}
          </dl>
        </section>
      ))}
    </>
  );
}

/** In each chapter the lines that are gone and those that have come. */
export function changedLines(before: readonly Chapter[], after: readonly Chapter[]): { heading: string; gone: string[]; come: string[] }[] {
  const names = [...new Set([...before, ...after].map((c) => c.name))];
  return names.flatMap((name) => {
    const [was, is] = [before.find((c) => c.name === name), after.find((c) => c.name === name)];
    const [lines, now] = [was?.lines.map((l) => l.text) ?? [], is?.lines.map((l) => l.text) ?? []];
    const [gone, come] = [lines.filter((l) => !now.includes(l)), now.filter((l) => !lines.includes(l))];
    return gone.length + come.length === 0 ? [] : [{ heading: (is ?? was)!.heading, gone, come }];
  });
}

export const ComparisonSections = ({ differences, before, after }: { differences: readonly Difference[]; before: Call | null; after: Call | null }) => {
  const t = useCopy(editorCopy);
  return (
    <>
      <Section title={t.inTheWords} id="words">
        {before && after ? <WordsCompared before={before} after={after} /> : <p>{t.onlyWhenComplete}</p>}
      </Section>
      <Section title={t.inTheData} id="data">
        <Differences differences={differences} before={t.wordsBefore} after={t.wordsAfter} />
      </Section>
    </>
  );
};
