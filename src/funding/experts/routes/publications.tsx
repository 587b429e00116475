import { see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { asking, idOr404 } from '#src/plumbing/http/asking.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { anyForm } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csvText } from '#src/plumbing/listing.ts';
import { filled } from '#src/ui/form.tsx';
import { importPublications, keepPublications } from '../actions/publications.ts';
import { publicationWords } from '../copy/publications.ts';
import { expertDesk } from '../desk.ts';
import { can } from '../policy.ts';
import { tableHeadings } from '../rules/publicationTable.ts';
import { readPublications } from '../rules/publications.ts';
import { publicationFileInput } from '../schema.ts';
import { publicationValues } from '../views/profile.tsx';
import { ImportPublicationsPage, IMPORT_MAX_BYTES, OfficePublicationsPage, type Imported } from '../views/publications.tsx';
import { publicationRows, publicationsOfForm } from './forms.ts';

/** What was pasted, read and put under what stands in the form already. Nothing is kept before it has been looked at. */
export function pastedInto(raw: Record<string, unknown>): { form: Again; read: number } {
  const found = readPublications(String(raw['pasted'] ?? ''));
  const typed = publicationRows(raw).map(({ coauthors, year, doi, ...p }) => [
    [`publications.${p.id}.title`, p.title],
    [`publications.${p.id}.year`, year],
    [`publications.${p.id}.doi`, doi],
    [`publications.${p.id}.coauthors`, coauthors],
    [`publications.${p.id}.written`, p.written],
  ]);
  return { form: filled({ ...Object.fromEntries(typed.flat()), ...publicationValues(found) }), read: found.length };
}

async function officePage(ask: Ask<unknown>, form?: Again, read: number | null = null) {
  see(can.importPublications(ask.actor));
  const { sheet, background } = await expertDesk(asking(ask), idOr404(ask.params['expertId']));
  return page(
    `${speak(publicationWords, ask.locale).officeTitle} · ${sheet.name}`,
    <OfficePublicationsPage sheet={sheet} background={background} read={read} form={form} />,
    { script: true, wide: true, address: `/experts/${sheet.personId}/publications` },
  );
}

const importPage = (ask: Ask<unknown>, form?: Again) =>
  page(speak(publicationWords, ask.locale).import, <ImportPublicationsPage done={form ? null : doneIn(ask.url)} form={form} />, {
    script: true,
    address: '/experts/publications/import',
  });

/** What the import that led here did. */
function doneIn({ searchParams }: URL): Imported | null {
  const [added, known, experts] = ['added', 'known', 'experts'].map((name) => Number(searchParams.get(name) ?? NaN)) as [number, number, number];
  return [added, known, experts].every((n) => Number.isInteger(n) && n >= 0) ? { added, known, experts } : null;
}

const office = { anyOf: ['office'] } as const;

export const publicationDoors: Door[] = [
  door({ method: 'GET', path: '/experts/:expertId/publications', access: office, handler: (ask) => officePage(ask) }),
  door({
    method: 'POST',
    path: '/experts/:expertId/publications',
    access: office,
    does: 'expert.publications',
    input: anyForm,
    again: (ask, again) => officePage(ask, again),
    async handler(ask) {
      const personId = idOr404(ask.params['expertId']);
      if (ask.raw['step'] !== 'save') {
        const { form, read } = pastedInto(ask.raw);
        return officePage(ask, form, read);
      }
      await keepPublications(ask.house, ask.actor!, personId, publicationsOfForm(ask.raw));
      return seeOther(`/experts/${personId}#publications`);
    },
  }),
  door({ method: 'GET', path: '/experts/publications/import', access: office, handler: (ask) => importPage(ask) }),
  door({
    method: 'GET',
    path: '/experts/publications/template',
    access: office,
    handler: ({ locale }) => file(csvText([tableHeadings[locale]]), 'text/csv; charset=utf-8', locale === 'it' ? 'pubblicazioni.csv' : 'publications.csv'),
  }),
  door({
    method: 'POST',
    path: '/experts/publications/import',
    access: office,
    does: 'expert.importPublications',
    input: publicationFileInput,
    again: importPage,
    async handler(ask) {
      demandLight(ask.input.file, IMPORT_MAX_BYTES);
      const done = await importPublications(ask.house, ask.actor!, await ask.input.file.text());
      return seeOther(`/experts/publications/import?${new URLSearchParams(Object.entries(done).map(([k, v]) => [k, String(v)])).toString()}`);
    },
  }),
];
