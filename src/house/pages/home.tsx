import { euros, millions, number, percent } from '#src/core/money.ts';
import { region, regions, type RegionId } from '#src/core/regions.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Programme, Spoke } from '#src/partnership/programme/queries.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { RegionMap } from '#src/ui/map.tsx';
import { KeyDates } from '#src/ui/course.tsx';
import { Hero, Section } from '#src/ui/head.tsx';
import { CardGrid, FigureRow, LinkButton, type FigureProps } from '#src/ui/parts.tsx';
import { publicCopy } from './copy.ts';
import type { Figures, ProjectsOfSpoke } from './figures.ts';

export type HomeProps = {
  programme: Programme;
  figures: Figures;
  calls: readonly CallVersion[];
  byRegion: Partial<Record<RegionId, number>>;
  spokes: readonly Spoke[];
  bySpoke: readonly ProjectsOfSpoke[];
};

export function HomePage({ programme, figures, calls, byRegion, spokes, bySpoke }: HomeProps) {
  const t = useCopy(publicCopy);
  const { locale } = usePage();
  const projects = figures.projects.own + figures.projects.fromCalls;
  return (
    <>
      <Hero
        kicker={t.heroKicker(programme.about.kind[locale], programme.mission[locale])}
        title={t.heroTitle}
        lead={programme.about.goal[locale]}
        actions={
          <>
            <LinkButton href="/calls">{t.seeCalls}</LinkButton>
            <LinkButton href="/projects" tone="secondary" icon="arrow-right">
              {t.seeProjects(number(projects, locale))}
            </LinkButton>
          </>
        }
        aside={<OpenCalls calls={calls} />}
      />
      <Section title={t.inFigures} lead={t.inFiguresLead} id="figures">
        <FigureRow label={t.inFigures} figures={figureProps(figures, t, locale)} />
      </Section>
      <Section
        title={t.spokesTitle}
        lead={t.spokesLead}
        id="spokes"
        actions={
          <LinkButton href="/spokes" tone="secondary" small>
            {t.allSpokes}
          </LinkButton>
        }
        band
      >
        <CardGrid
          cards={spokes.map((s) => ({ kicker: t.spokeN(s.number), title: s.title[locale], href: `/spokes/${s.number}`, meta: `${s.leader}, ${s.leadName}` }))}
        />
      </Section>
      <Section title={t.whereTitle} lead={t.mapLead} id="partners">
        <PartnerMap byRegion={byRegion} />
      </Section>
      <Section title={t.researchTitle} id="projects">
        <SpokeChart spokes={spokes} bySpoke={bySpoke} />
      </Section>
    </>
  );
}

function figureProps(f: Figures, t: ReturnType<typeof useCopy<typeof publicCopy>>, locale: 'it' | 'en'): FigureProps[] {
  const n = (value: number) => number(value, locale);
  const both = (of: { founders: number; fromCalls: number }) => n(of.founders + of.fromCalls);
  // Known as a round figure: synthetic rows must not lend it a precision that it does not have.
  const hundreds = Math.floor(f.researchers / 100) * 100;
  const researchers = f.exampleResearchers > 0 && hundreds > 0 && hundreds < f.researchers ? t.over(n(hundreds)) : n(f.researchers);
  return [
    {
      value: millions(f.totalCents, locale),
      label: t.endowment,
      note: t.endowmentNote(millions(f.publicCents, locale), millions(f.privateCents, locale)),
      href: '/about#endowment',
    },
    { value: percent(f.southPercent, locale), label: t.south, note: t.southNote(millions(f.southCents, locale)), href: '/about#south' },
    {
      value: both(f.enterprises),
      label: t.enterprisesCount(f.enterprises.founders + f.enterprises.fromCalls),
      note: t.foundersAndCalls(n(f.enterprises.founders), n(f.enterprises.fromCalls)),
      href: '/partners?counted=enterprise',
    },
    {
      value: both(f.researchBodies),
      label: t.researchBodiesCount(f.researchBodies.founders + f.researchBodies.fromCalls),
      note: t.foundersAndCalls(n(f.researchBodies.founders), n(f.researchBodies.fromCalls)),
      href: '/partners?counted=research',
    },
    {
      value: researchers,
      label: t.researchersCount(f.researchers),
      href: '/researchers',
      ...(f.exampleResearchers > 0 && { note: t.researchersNote(n(f.exampleResearchers)) }),
    },
    {
      value: n(f.projects.own + f.projects.fromCalls),
      label: t.projectsCount(f.projects.own + f.projects.fromCalls),
      note: t.projectsNote(n(f.projects.own), n(f.projects.fromCalls)),
      href: '/projects',
    },
    { value: millions(f.grantedCents, locale), label: t.granted, note: euros(f.grantedCents, locale), href: '/projects?origin=call' },
    { value: n(f.spokes), label: t.spokes(f.spokes), href: '/spokes' },
    { value: n(f.sectors), label: t.sectors(f.sectors), href: '/about#sectors' },
    { value: n(f.stops), label: t.stops(f.stops), href: '/roadshow' },
  ];
}

/** What can be applied for now, with its deadline; what opens next. */
function OpenCalls({ calls }: { calls: readonly CallVersion[] }) {
  const t = useCopy(publicCopy);
  const path = useHref();
  const { locale, now } = usePage();
  const open = calls.filter((c) => c.opensAt <= now && now < c.closesAt);
  const next = calls.filter((c) => c.opensAt > now);
  const dates = [
    ...open.map((c) => ({ at: c.closesAt, label: <a href={path(`/calls/${c.callId}`)}>{t.closesCall(c.call.officialCode)}</a>, note: c.call.title[locale] })),
    ...next.map((c) => ({ at: c.opensAt, label: <a href={path(`/calls/${c.callId}`)}>{t.upcomingCall(c.call.officialCode)}</a>, note: c.call.title[locale] })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <>
      <h2>{t.openCalls}</h2>
      {open.length === 0 && <p>{t.noOpenCalls}</p>}
      {dates.length > 0 && <KeyDates dates={dates} />}
      <p>
        <a href={path('/calls')}>{t.allCalls}</a>
      </p>
    </>
  );
}

export function PartnerMap({ byRegion }: { byRegion: Partial<Record<RegionId, number>> }) {
  const t = useCopy(publicCopy);
  const { locale } = usePage();
  const entries = Object.entries(byRegion) as [RegionId, number][];
  const top = [...entries].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
  const sum = (of: readonly [RegionId, number][]) =>
    number(
      of.reduce((n, [, v]) => n + v, 0),
      locale,
    );
  const south = entries.filter(([id]) => regions.find((r) => r.id === id)?.south);
  return (
    <RegionMap
      title={t.mapTitle}
      description={top ? t.mapPicture(sum(entries), entries.length, region(top[0]).name[locale], number(top[1], locale), sum(south)) : t.noPartners}
      heading={t.partnersHeading}
      values={byRegion}
      regionHref={(id) => `/partners?region=${id}`}
    />
  );
}

export function SpokeChart({ spokes, bySpoke }: { spokes: readonly Spoke[]; bySpoke: readonly ProjectsOfSpoke[] }) {
  const t = useCopy(publicCopy);
  const { locale } = usePage();
  const all = (n: number) => {
    const found = bySpoke.find((b) => b.number === n);
    return found ? found.own + found.fromCalls : 0;
  };
  const most = [...spokes].sort((a, b) => all(b.number) - all(a.number))[0];
  return (
    <BarChart
      title={t.bySpoke}
      description={most ? t.bySpokePicture(String(most.number), number(all(most.number), locale)) : t.noProjects}
      headings={[t.spoke, t.projectsHeading]}
      bars={spokes.map((s) => ({ label: `${s.number}. ${s.title[locale]}`, value: all(s.number), href: `/spokes/${s.number}` }))}
    />
  );
}
