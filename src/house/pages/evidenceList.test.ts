import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { act } from '#src/plumbing/house.ts';
import { list, type ListSpec } from '#src/plumbing/listing.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { eventsPage, type EventRow } from './evidenceList.ts';
import { mentions } from './unseen.ts';

let t: TestHouse;
const hidden = '01890a5d-ac96-774b-bcce-b302099a8057';
const actor = { ...personaOf('office')!, id: personaOf('office')!.personId, locale: 'it' as const, organisationIds: [] };

beforeAll(async () => {
  t = await testHouse({ at: '2026-01-20T09:00:00Z' });
  await seedPersonas(t.house);
  for (let n = 0; n < 23; n++) {
    t.setClock(new Date(Date.UTC(2026, 0, 20, 9, n % 7)));
    await act(t.house, n % 3 === 0 ? actor : null, 'sample.make', 'x', async ({ record }) => {
      await record({
        kind: n % 2 === 0 ? 'sample.made' : 'other.Done',
        subject: `things/${n}`,
        body: { text: n % 5 === 0 ? 'Perché è così' : 'Nota_100% vera' },
      });
      if (n % 4 === 0) await record({ kind: 'sample.hidden', subject: `applications/${hidden}`, body: { n } });
    });
    if (n === 15) await sealEvidence(t.house);
  }
});
afterAll(() => t.end());

const label = { it: '', en: '' };
const spec: ListSpec<EventRow> = {
  columns: [
    { key: 'at', label },
    { key: 'kind', label, filter: { kind: 'text' }, searched: true },
    { key: 'subject', label, filter: { kind: 'text' }, searched: true },
    { key: 'who', label, searched: true },
    { key: 'body', label, sort: false, searched: true },
    { key: 'place', label },
  ],
  order: '-at',
  key: 'id',
  pageSize: 6,
};

/** The list as every other list is made: slower, and plain to read. */
const plainly = (url: URL, unseen: readonly string[]) =>
  list<EventRow>(
    t.house.db,
    t.house.db
      .selectFrom('evidence_events')
      .leftJoin('people', 'people.id', 'evidence_events.actor')
      .select(['evidence_events.id', 'evidence_events.at', 'evidence_events.kind', 'evidence_events.subject', 'people.name as who', 'evidence_events.body'])
      .select('evidence_events.leaf_index as place')
      .where(mentions(unseen, false)) as never,
    spec,
    url,
  );

const queries = ['', 'page=3', 'page=99', 'sort=at', 'sort=kind', 'sort=-subject', 'sort=who', 'sort=-who', 'sort=place', 'sort=-place&page=2']
  .concat(['q=sample', 'q=SAMPLE.made', 'q=perch%C3%A9', 'q=PERCH%C3%89', 'q=giulia', 'q=nothing+of+the+kind', 'q=100%25', 'q=_', 'q=things%2F1'])
  .concat(['kind=other', 'subject=things/2&sort=who', 'kind=made&q=giulia&page=2', 'format=csv', 'format=csv&q=done&sort=-kind']);

test.each([
  ['nothing', []],
  ['a proposal', [hidden]],
] as const)('where %s is hidden: the lines, their order and their number are those of any list', async (_, unseen) => {
  for (const query of queries) {
    const url = new URL(`http://x/evidence?${query}`);
    const [page, plain] = [await eventsPage(t.house.db, spec, url, unseen), await plainly(url, unseen)];
    // Nobody's words are between what a line is about and what it says: only a search across both could tell the difference.
    expect({ query, ...page }).toEqual({ query, ...plain });
  }
});
