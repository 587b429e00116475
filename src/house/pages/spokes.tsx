import { euros, number } from '#src/core/money.ts';
import type { ResearcherCount, Sector, Spoke } from '#src/partnership/programme/queries.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, CardGrid, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { publicCopy } from './copy.ts';
import type { ProjectsOfSpoke } from './figures.ts';
import { SpokeChart } from './home.tsx';
import type { ProjectRow } from './projects.ts';

export function SpokesPage({ spokes, bySpoke }: { spokes: readonly Spoke[]; bySpoke: readonly ProjectsOfSpoke[] }) {
  const t = useCopy(publicCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: t.spokesTitle }]} title={t.spokesTitle} lead={t.spokesLead} />
      <CardGrid
        cards={spokes.map((s) => {
          const counts = bySpoke.find((b) => b.number === s.number);
          return {
            level: 2 as const,
            kicker: t.spokeN(s.number),
            title: s.title[locale],
            href: `/spokes/${s.number}`,
            children: (
              <p>
                {s.leader}, {s.leadName}
              </p>
            ),
            meta: counts && t.spokeMeta(counts.own, counts.fromCalls),
          };
        })}
      />
      <Section title={t.researchTitle}>
        <SpokeChart spokes={spokes} bySpoke={bySpoke} />
      </Section>
    </>
  );
}

export type SpokePageProps = {
  spoke: Spoke;
  spokes: readonly Spoke[];
  sectors: readonly Sector[];
  projects: readonly ProjectRow[];
  researchers: readonly ResearcherCount[];
};

export function SpokePage({ spoke, spokes, sectors, projects, researchers }: SpokePageProps) {
  const t = useCopy(publicCopy);
  const path = useHref();
  const { locale } = usePage();
  const own = projects.filter((p) => p.origin === 'partnership');
  const cascade = projects.filter((p) => p.origin === 'call');
  const sectorName = (id: string | null) => sectors.find((s) => s.id === id)?.name[locale] ?? null;
  const people = researchers.reduce((n, r) => n + r.researchers, 0);
  const label = (p: ProjectRow) => (
    <>
      {p.title} {p.example && <ExampleBadge />} {p.source && <SourceNote source={p.source} />}
    </>
  );
  const [before, after] = [spokes.find((s) => s.number === spoke.number - 1), spokes.find((s) => s.number === spoke.number + 1)];
  return (
    <>
      <PageHead
        trail={[{ label: t.spokesTitle, href: '/spokes' }, { label: t.spokeN(spoke.number) }]}
        kicker={t.spokeN(spoke.number)}
        title={spoke.title[locale]}
      />
      <FactList
        columns
        facts={[
          { label: t.leader, value: spoke.leader },
          { label: t.leadBody, value: <a href={path(`/partners/${spoke.leadId}`)}>{spoke.leadName}</a> },
          { label: t.projectsHeading, value: <a href={path(`/projects?spoke=${spoke.number}`)}>{number(projects.length, locale)}</a> },
          { label: t.people, value: number(people, locale) },
        ]}
      />
      <Section title={t.ownProjects} id="own">
        <PlainTable
          caption={t.ownProjects}
          captionHidden
          columns={[{ label: t.project }, { label: t.code }, { label: t.sector }]}
          rows={own.map((p) => [label(p), p.code, sectorName(p.sector)])}
          empty={<p>{t.noOwn}</p>}
        />
      </Section>
      <Section title={t.cascadeProjects} id="cascade">
        <PlainTable
          caption={t.cascadeProjects}
          captionHidden
          columns={[{ label: t.project }, { label: t.code }, { label: t.lead }, { label: t.call }, { label: t.grant, numeric: true }]}
          rows={cascade.map((p) => [
            label(p),
            p.code,
            <a href={path(`/partners/${p.leadId}`)}>{p.lead}</a>,
            <a class="m-nowrap" href={path(`/calls/${p.callId}`)}>
              {p.callCode}
            </a>,
            p.grantCents === null ? '' : euros(p.grantCents, locale),
          ])}
          empty={<p>{t.noCascade}</p>}
        />
      </Section>
      {people > 0 && (
        <Section title={t.spokeResearchers} id="people">
          {researchers.some((r) => r.examples > 0) && (
            <p>
              <ExampleBadge />
            </p>
          )}
          <BarChart
            title={t.researchersByBody}
            description={t.researchersPicture(number(people, locale), researchers.length)}
            headings={[t.body, t.people]}
            bars={[...researchers]
              .sort((a, b) => b.researchers - a.researchers)
              .map((r) => ({ label: r.name, value: r.researchers, href: `/partners/${r.organisationId}` }))}
          />
        </Section>
      )}
      <Actions>
        {before && (
          <LinkButton href={`/spokes/${before.number}`} tone="secondary" icon="arrow-left">
            {t.spokeN(before.number)}
          </LinkButton>
        )}
        {after && (
          <LinkButton href={`/spokes/${after.number}`} tone="secondary" icon="arrow-right">
            {t.spokeN(after.number)}
          </LinkButton>
        )}
      </Actions>
    </>
  );
}
