import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { StatusChip, Tabs, type Tone } from '#src/ui/parts.tsx';
import { projectCopy } from '../copy.ts';
import { can } from '../policy.ts';
import type { ProjectFile } from '../queries.ts';
import type { ProjectState } from '../states.ts';

export const toneOf: Record<ProjectState, Tone> = { running: 'info', closing: 'info', closed: 'good', revoked: 'bad', renounced: 'warn' };

export const projectParts = ['overview', 'team', 'budget', 'variations', 'versions'] as const;
export type ProjectPart = (typeof projectParts)[number];

/** What stands above every page of a project; the parts that only some may read are not offered to the others. */
export function ProjectHead({ project, part, all }: { project: ProjectFile; part: ProjectPart; all: boolean }) {
  const t = useCopy(projectCopy);
  const { actor } = usePage();
  const here = `/projects/${project.id}`;
  return (
    <>
      <PageHead
        title={project.acronym}
        kicker={project.code}
        lead={project.title}
        status={<StatusChip tone={toneOf[project.state]}>{t[project.state]}</StatusChip>}
        trail={[
          { label: t.projects, href: '/projects/funded' },
          { label: project.acronym, ...(part !== 'overview' && { href: here }) },
          ...(part === 'overview' ? [] : [{ label: t[part] }]),
        ]}
      />
      {all && (
        <Tabs
          label={t.parts}
          tabs={[
            ...projectParts.map((p) => ({ label: t[p], href: p === 'overview' ? here : `${here}/${p}`, current: p === part })),
            { label: t.reports, href: `/reports?${new URLSearchParams({ q: project.code })}` },
            ...(can.readDeeds(actor, project).ok ? [{ label: t.money, href: `${here}/money` }] : []),
          ]}
        />
      )}
    </>
  );
}
