import { showInstant } from '#src/core/time.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { projectCopy } from '../copy.ts';
import type { ProjectFile } from '../queries.ts';
import type { VersionLine } from '../queries/versions.ts';
import type { Difference } from '../rules/differences.ts';
import type { VariationKind } from '../states.ts';
import { Differences } from './differences.tsx';
import { ProjectHead } from './head.tsx';

export type VersionsProps = {
  project: ProjectFile;
  lines: readonly VersionLine[];
  compared: { from: number; to: number; found: readonly Difference[] } | null;
};

/** Every version with its fingerprint, and two of them side by side. */
export function VersionsPage({ project, lines, compared }: VersionsProps) {
  const t = useCopy(projectCopy);
  const { locale } = usePage();
  const path = useHref();
  const options = lines.map((v) => ({ value: String(v.number), label: `${t.version} ${v.number}` }));
  const causeOf = (cause: string) => (cause === 'funded' || cause === 'raised' ? t[`cause.${cause}`] : t[`kind.${cause as VariationKind}`]);
  return (
    <>
      <ProjectHead project={project} part="versions" all />
      <Section id="versions">
        <PlainTable
          caption={t.versions}
          captionHidden
          columns={[{ label: t.version }, { label: t.cause }, { label: t.madeAt }, { label: t.by }, { label: t.fingerprint }]}
          rows={lines.map((v) => [
            v.number > 1 ? (
              <a href={path(`/projects/${project.id}/versions?from=${v.number - 1}&to=${v.number}#compared`)}>{`${t.version} ${v.number}`}</a>
            ) : (
              `${t.version} ${v.number}`
            ),
            causeOf(v.cause),
            showInstant(v.madeAt, locale),
            v.madeBy ?? '–',
            <code class="m-hash">{v.sha256}</code>,
          ])}
        />
        {lines.length > 1 && (
          <Form
            action={`/projects/${project.id}/versions`}
            method="get"
            form={filled({ from: String(compared?.from ?? 1), to: String(compared?.to ?? lines[0]!.number) })}
            id="c"
            noSummary
          >
            <SelectField name="from" label={t.before} required empty={null} options={options} />
            <SelectField name="to" label={t.after} required empty={null} options={options} />
            <SubmitRow label={t.compare} />
          </Form>
        )}
      </Section>
      {compared && (
        <Section title={t.compareOf(compared.from, compared.to)} id="compared">
          <Differences found={compared.found} caption={t.compare} labels={[`${t.version} ${compared.from}`, `${t.version} ${compared.to}`]} />
        </Section>
      )}
    </>
  );
}
