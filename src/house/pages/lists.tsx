import { euros, number } from '#src/core/money.ts';
import { region, type RegionId } from '#src/core/regions.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { kindWords } from '#src/partnership/organisations/copy.ts';
import type { Organisation } from '#src/partnership/organisations/queries.ts';
import type { ResearcherCount, Sector, Spoke } from '#src/partnership/programme/queries.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, Tabs } from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { originWords, publicCopy, roleWords } from './copy.ts';
import { PartnerMap } from './home.tsx';
import type { PartnerProject, PartnerRow } from './partners.ts';
import type { ProjectRow } from './projects.ts';

export function PartnersPage({
  listed,
  spec,
  byRegion,
}: {
  listed: Listed<PartnerRow>;
  spec: ListSpec<PartnerRow>;
  byRegion: Partial<Record<RegionId, number>>;
}) {
  const t = useCopy(publicCopy);
  const { locale, url } = usePage();
  const at = (name: string, value: string) => url.searchParams.get(name) === value;
  return (
    <>
      <PageHead trail={[{ label: t.partners }]} title={t.partners} lead={t.partnersLead} />
      <Tabs
        label={t.groups}
        tabs={[
          { label: t.allPartners, href: '/partners', current: ['counted', 'role'].every((name) => !url.searchParams.get(name)) },
          { label: t.tabEnterprises, href: '/partners?counted=enterprise', current: at('counted', 'enterprise') },
          { label: t.tabResearch, href: '/partners?counted=research', current: at('counted', 'research') },
          { label: t.tabPublic, href: '/partners?role=public', current: at('role', 'public') },
          { label: t.tabIndustrial, href: '/partners?role=industrial', current: at('role', 'industrial') },
        ]}
      />
      <DataTable
        listed={listed}
        spec={spec}
        caption={t.partners}
        captionHidden
        counted={t.partnersCounted}
        hidden={['counted', 'kind', 'projects', 'example']}
        rowHref={(r) => `/partners/${r.id}`}
        cells={{
          name: (r) => (
            <>
              {r.name} {r.example && <ExampleBadge />}
            </>
          ),
          grantCents: (r) => (r.grantCents > 0 ? euros(r.grantCents, locale) : '–'),
        }}
        empty={<EmptyState title={t.noPartners} />}
      />
      <Section title={t.whereTitle} id="map">
        <PartnerMap byRegion={byRegion} />
      </Section>
    </>
  );
}

export type PartnerPageProps = {
  partner: PartnerRow;
  organisation: Organisation;
  aliases: readonly string[];
  spokes: readonly Spoke[];
  sectors: readonly Sector[];
  projects: readonly PartnerProject[];
  researchers: readonly ResearcherCount[];
};

export function PartnerPage({ partner, organisation: o, aliases, spokes, sectors, projects, researchers }: PartnerPageProps) {
  const t = useCopy(publicCopy);
  const path = useHref();
  const { locale } = usePage();
  const led = spokes.filter((s) => s.leadId === o.id);
  const people = researchers.reduce((n, r) => n + r.researchers, 0);
  return (
    <>
      <PageHead
        trail={[{ label: t.partners, href: '/partners' }, { label: o.shortName ?? o.legalName }]}
        kicker={roleWords[partner.role][locale]}
        title={o.legalName}
        status={o.example ? <ExampleBadge /> : undefined}
      />
      <FactList
        columns
        facts={[
          { label: t.kind, value: kindWords[o.kind][locale] },
          { label: t.city, value: o.city },
          { label: t.region, value: <a href={path(`/partners?region=${o.region}`)}>{region(o.region).name[locale]}</a> },
          ...(partner.sector ? [{ label: t.sector, value: sectors.find((s) => s.id === partner.sector)?.name[locale] ?? partner.sector }] : []),
          ...(led.length > 0 ? [{ label: t.leads, value: led.map((s) => <a href={path(`/spokes/${s.number}`)}>{t.spokeN(s.number)}</a>) }] : []),
          ...(o.website ? [{ label: t.website, value: <a href={o.website}>{o.website.replace(/^https?:\/\/(www\.)?/, '')}</a> }] : []),
          ...(o.ror ? [{ label: t.ror, value: <a href={o.ror}>{o.ror.replace('https://ror.org/', '')}</a> }] : []),
          ...(aliases.length > 0 ? [{ label: t.otherNames, value: aliases.join(', ') }] : []),
        ]}
      />
      {projects.length > 0 && (
        <Section title={t.partnerProjects} id="projects">
          <PlainTable
            caption={t.partnerProjects}
            captionHidden
            columns={[{ label: t.project }, { label: t.code }, { label: t.role }, { label: t.spoke }, { label: t.call }, { label: t.grant, numeric: true }]}
            rows={projects.map((p) => [
              <>
                {p.title} {p.example && <ExampleBadge />}
              </>,
              p.acronym,
              p.role === 'lead' ? t.asLead : t.asPartner,
              p.spoke === null ? '–' : <a href={path(`/spokes/${p.spoke}`)}>{p.spoke}</a>,
              <a class="m-nowrap" href={path(`/calls/${p.callId}`)}>
                {p.callCode}
              </a>,
              euros(p.aidCents, locale),
            ])}
          />
        </Section>
      )}
      {people > 0 && (
        <Section title={t.whoResearches} id="people">
          {researchers.some((r) => r.examples > 0) && (
            <p>
              <ExampleBadge />
            </p>
          )}
          <BarChart
            title={t.partnerResearchers}
            description={t.partnerResearchersPicture(number(people, locale))}
            headings={[t.spoke, t.people]}
            bars={researchers.map((r) => ({ label: t.spokeN(r.spoke), value: r.researchers, href: `/spokes/${r.spoke}` }))}
          />
        </Section>
      )}
    </>
  );
}

export function ProjectsPage({ listed, spec, sectors }: { listed: Listed<ProjectRow>; spec: ListSpec<ProjectRow>; sectors: readonly Sector[] }) {
  const t = useCopy(publicCopy);
  const path = useHref();
  const { locale, url } = usePage();
  const origin = url.searchParams.get('origin');
  return (
    <>
      <PageHead trail={[{ label: t.projectsTitle }]} title={t.projectsTitle} lead={t.projectsLead} />
      <Tabs
        label={t.projectGroups}
        tabs={[
          { label: t.allPartners, href: '/projects', current: !origin },
          { label: originWords.partnership[locale], href: '/projects?origin=partnership', current: origin === 'partnership' },
          { label: originWords.call[locale], href: '/projects?origin=call', current: origin === 'call' },
        ]}
      />
      <DataTable
        listed={listed}
        spec={spec}
        caption={t.projectsTitle}
        captionHidden
        counted={t.projectsCounted}
        hidden={['origin', 'example']}
        cells={{
          title: (r) => (
            <>
              {r.title} {r.example && <ExampleBadge />} {r.source && <SourceNote source={r.source} />}
            </>
          ),
          callId: (r) =>
            r.callId ? (
              <a class="m-nowrap" href={path(`/calls/${r.callId}`)}>
                {r.callCode}
              </a>
            ) : (
              '–'
            ),
          spoke: (r) => (r.spoke === null ? '–' : <a href={path(`/spokes/${r.spoke}`)}>{r.spoke}</a>),
          sector: (r) => sectors.find((s) => s.id === r.sector)?.name[locale] ?? '–',
          lead: (r) => (r.leadId ? <a href={path(`/partners/${r.leadId}`)}>{r.lead}</a> : '–'),
          grantCents: (r) => (r.grantCents === null ? '–' : euros(r.grantCents, locale)),
        }}
        empty={<EmptyState title={t.noProjects} />}
      />
    </>
  );
}
