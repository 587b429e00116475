import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import { aliasesOf, organisationById } from '#src/partnership/organisations/queries.ts';
import { programmeById, researcherCounts, sectorsOf, spokesOf } from '#src/partnership/programme/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import type { House } from '#src/plumbing/house.ts';
import { publicCopy } from './copy.ts';
import { figuresOf, partnersByRegion, projectsBySpoke } from './figures.ts';
import { HomePage } from './home.tsx';
import { PartnerPage, PartnersPage, ProjectsPage } from './lists.tsx';
import { partnerById, partnerList, partnerSpec, projectsOfPartner } from './partners.ts';
import { awardingCalls, projectList, projectsOfSpoke, projectSpec } from './projects.ts';
import { SpokePage, SpokesPage } from './spokes.tsx';
import { ApiPage, apiLead, apiTitle, RunningText } from './textPages.tsx';
import { accessibility, privacy, sourceCode, type TextPage } from './texts.ts';

const programmeOf = ({ db, settings }: House) => programmeById(db, settings.programme);

const text = (path: string, content: (house: House) => TextPage | Promise<TextPage>): Door =>
  door({
    method: 'GET',
    path,
    access: 'public',
    async handler({ house, locale }) {
      const shown = await content(house);
      return page(shown.title[locale], <RunningText text={shown} />, { cache: 'public', description: shown.lead[locale] });
    },
  });

/** A list without its pages, for programs: all rows that the address's filters leave. */
const allRows = (url: URL) => {
  const all = new URL(url);
  all.searchParams.set('format', 'csv');
  return all;
};

/** The pages that everyone may read and that speak of several rooms at once. */
export const publicDoors: Door[] = [
  door({
    method: 'GET',
    path: '/',
    access: 'public',
    async handler({ house, locale }) {
      const { db } = house;
      const programme = await programmeOf(house);
      const [figures, calls, byRegion, spokes, bySpoke] = await Promise.all([
        figuresOf(db, programme),
        publishedCalls(db, programme.id),
        partnersByRegion(db, programme.id),
        spokesOf(db, programme.id),
        projectsBySpoke(db, programme.id),
      ]);
      return page(
        programme.name[locale],
        <HomePage programme={programme} figures={figures} calls={calls} byRegion={byRegion} spokes={spokes} bySpoke={bySpoke} />,
        { cache: 'public', description: programme.about.goal[locale] },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/spokes',
    access: 'public',
    async handler({ house, locale }) {
      const t = speak(publicCopy, locale);
      const { id } = await programmeOf(house);
      const [spokes, bySpoke] = await Promise.all([spokesOf(house.db, id), projectsBySpoke(house.db, id)]);
      return page(t.spokesTitle, <SpokesPage spokes={spokes} bySpoke={bySpoke} />, { cache: 'public', description: t.spokesLead });
    },
  }),
  door({
    method: 'GET',
    path: '/spokes/:number',
    access: 'public',
    async handler({ house, locale, params, now }) {
      const { db } = house;
      const { id } = await programmeOf(house);
      const spokes = await spokesOf(db, id);
      const spoke = spokes.find((s) => String(s.number) === params['number']);
      if (!spoke) throw notFound();
      const [sectors, projects, counts] = await Promise.all([
        sectorsOf(db, id),
        projectsOfSpoke(db, id, locale, spoke.number),
        researcherCounts(db, id, Number(romeDate(now).slice(0, 4))),
      ]);
      const researchers = counts.filter((c) => c.spoke === spoke.number);
      return page(
        `Spoke ${spoke.number}. ${spoke.title[locale]}`,
        <SpokePage spoke={spoke} spokes={spokes} sectors={sectors} projects={projects} researchers={researchers} />,
        { cache: 'public' },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/partners',
    access: 'public',
    async handler({ house, locale, url }) {
      const t = speak(publicCopy, locale);
      const { db } = house;
      const { id } = await programmeOf(house);
      const spec = partnerSpec(await sectorsOf(db, id));
      const listed = await list(db, partnerList(db, id), spec, url);
      if (listed.state.csv) return file(csv(spec, listed.rows, locale), 'text/csv; charset=utf-8', 'partner.csv');
      return page(t.partners, <PartnersPage listed={listed} spec={spec} byRegion={await partnersByRegion(db, id)} />, {
        cache: 'public',
        description: t.partnersLead,
      });
    },
  }),
  door({
    method: 'GET',
    path: '/partners/:id',
    access: 'public',
    async handler({ house, params, now }) {
      const { db } = house;
      const { id } = await programmeOf(house);
      const partner = await partnerById(db, id, params['id']!);
      const organisation = partner && (await organisationById(db, partner.id));
      if (!partner || !organisation) throw notFound();
      const [aliases, spokes, sectors, projects, counts] = await Promise.all([
        aliasesOf(db, partner.id),
        spokesOf(db, id),
        sectorsOf(db, id),
        projectsOfPartner(db, id, partner.id),
        researcherCounts(db, id, Number(romeDate(now).slice(0, 4))),
      ]);
      const researchers = counts.filter((c) => c.organisationId === partner.id);
      return page(
        organisation.legalName,
        <PartnerPage
          partner={partner}
          organisation={organisation}
          aliases={aliases}
          spokes={spokes}
          sectors={sectors}
          projects={projects}
          researchers={researchers}
        />,
        { cache: 'public' },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/projects',
    access: 'public',
    async handler({ house, locale, url }) {
      const t = speak(publicCopy, locale);
      const { db } = house;
      const { id } = await programmeOf(house);
      const [spokes, sectors, calls] = await Promise.all([spokesOf(db, id), sectorsOf(db, id), awardingCalls(db, id)]);
      const spec = projectSpec(spokes, sectors, calls);
      const listed = await list(db, projectList(id, locale), spec, url);
      if (listed.state.csv) return file(csv(spec, listed.rows, locale), 'text/csv; charset=utf-8', 'projects.csv');
      return page(t.projectsTitle, <ProjectsPage listed={listed} spec={spec} sectors={sectors} />, { cache: 'public', description: t.projectsLead });
    },
  }),
  text('/privacy', async (house) => privacy((await programmeOf(house)).about.hub.name)),
  text('/accessibility', () => accessibility),
  text('/source', () => sourceCode),
  door({
    method: 'GET',
    path: '/api/figures',
    access: 'public',
    summary: 'The partnership in figures, each computed from the rows on record. Money in whole cents.',
    handler: async ({ house }) => json(await figuresOf(house.db, await programmeOf(house))),
  }),
  door({
    method: 'GET',
    path: '/api/partners',
    access: 'public',
    summary: 'Founders and beneficiaries of the calls. Filters: q, role, counted, kind, sector, region, example; order: sort.',
    async handler({ house, url }) {
      const { id } = await programmeOf(house);
      const listed = await list(house.db, partnerList(house.db, id), partnerSpec(await sectorsOf(house.db, id)), allRows(url));
      return json({ total: listed.total, partners: listed.rows });
    },
  }),
  door({
    method: 'GET',
    path: '/api/projects',
    access: 'public',
    summary: 'Projects of the partnership and of the calls. Filters: q, origin, callId, spoke, sector, example; order: sort.',
    async handler({ house, url, locale }) {
      const { id } = await programmeOf(house);
      const [spokes, sectors] = [await spokesOf(house.db, id), await sectorsOf(house.db, id)];
      const listed = await list(house.db, projectList(id, locale), projectSpec(spokes, sectors, await awardingCalls(house.db, id)), allRows(url));
      return json({ total: listed.total, projects: listed.rows });
    },
  }),
];

/** The page that lists the API. It needs to know every door, so the house hands them over once they are all there. */
export const apiPage = (doors: () => readonly Door[]): Door =>
  door({
    method: 'GET',
    path: '/api',
    access: 'public',
    handler: ({ locale }) => page(apiTitle[locale], <ApiPage doors={doors()} />, { cache: 'public', description: apiLead[locale] }),
  });
