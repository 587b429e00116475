import { paidProject, persona } from '../factories/paid.ts';
import { handOver } from '#src/delivery/oversight/handovers/actions.ts';
import { drawnSample } from '../factories/reported.ts';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#src/core/canonical.ts';
import { loadAssets, type Assets } from '#src/house/assets.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { builtAssets } from '../factories/assets.ts';
import { openDoors, ORIGIN, type Doorway } from '../factories/visitors.ts';
import { readMarkup } from './markup.ts';

// Every page that anybody may open, as somebody opens it who never was here: no cookie, no script, nothing kept.

const LIMIT = 100 * 1024;

let t: TestHouse;
let doorway: Doorway;
let assets: Assets;
let addresses: string[];

beforeAll(async () => {
  t = await exampleHouse();
  assets = loadAssets(await builtAssets());
  doorway = await openDoors(t.house, assets);
  addresses = await publicAddresses(doorway.doors);
});
afterAll(() => t?.end());

/** Public doors that are no pages: for machines, on to another site, and PDFs. */
const noPages = ['/healthz', '/readyz', '/sign-in/provider', '/decrees/:id', '/calls/:callId/rankings/:number/paper'];

/** The secret in the letter of an invitation that waits for its answer. */
async function anInvitation(): Promise<string> {
  const token = 'i'.repeat(43);
  await t.house.pool.query(
    `insert into application_invitations (application_id, kind, email, token_hash, state, sent_at, expires_at, invited_by)
     select id, 'partner', 'ufficio@example.org', $1, 'sent', now(), now() + interval '14 days', created_by from applications where state = 'draft' limit 1`,
    [sha256(token)],
  );
  return token;
}

async function anExpertInvitation(): Promise<string> {
  const token = 'e'.repeat(43);
  await t.house.pool.query(
    `insert into expert_invitations (call_id, email, name, locale, max_load, token_hash, state, sent_at, expires_at, invited_by)
     select '03-2026', 'nuova@example.org', 'Nuova Esperta', 'it', 3, $1, 'sent', now(), now() + interval '14 days', person_id from role_grants where role = 'office' limit 1`,
    [sha256(token)],
  );
  return token;
}

/** Each public page at one or more addresses that exist. A new page with a parameter has to be given some here. */
async function publicAddresses(doors: readonly Door[]): Promise<string[]> {
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const known: Record<string, string[]> = {
    '/spokes/:number': ['/spokes/1', '/spokes/8'],
    '/partners/:id': [
      `/partners/${await one("select organisation_id as id from founding_partners where role = 'public' limit 1")}`,
      `/partners/${await one("select organisation_id as id from award_beneficiaries where role = 'lead' limit 1")}`,
    ],
    '/calls/:callId': ['/calls/01-2024', '/calls/02-2024', '/calls/02-2024-copia', '/calls/03-2026'],
    '/calls/:callId/eligibility': [
      '/calls/01-2024/eligibility',
      '/calls/03-2026/eligibility?lead=enterprise&size=small&form=ats&sme=1&university=1&largest=80&bodies=20&cost=300.000&months=12',
    ],
    '/calls/:callId/incidents': ['/calls/03-2026/incidents'],
    '/calls/:callId/versions': ['/calls/01-2024/versions', '/calls/03-2026/versions'],
    '/calls/:callId/versions/:number': ['/calls/02-2024/versions/1', '/calls/02-2024/versions/3'],
    '/calls/:callId/ranking': [
      '/calls/01-2024/ranking',
      '/calls/02-2024/ranking',
      '/calls/02-2024/ranking?version=1',
      '/calls/02-2024/ranking?page=2&sort=-points&state=funded',
      '/calls/03-2026/ranking',
    ],
    '/calls/:callId/ranking/:applicationId': [
      `/calls/02-2024/ranking/${await one("select application_id as id from awards where call_id = '02-2024' limit 1")}`,
      `/calls/01-2024/ranking/${await one("select p.application_id as id from ranking_places p join rankings r on r.id = p.ranking_id where r.call_id = '01-2024' and p.state = 'excluded' limit 1")}`,
    ],
    '/calls/:callId/awards': ['/calls/01-2024/awards', '/calls/02-2024/awards', '/calls/03-2026/awards'],
    '/partners': ['/partners', '/partners?counted=enterprise&page=2', '/partners?q=zzz'],
    '/projects': ['/projects', '/projects?origin=call&sort=-grantCents'],
    '/invitations/:token': [`/invitations/${await anInvitation()}`],
    '/expert-invitations/:token': [`/expert-invitations/${await anExpertInvitation()}`],
    '/sign-in': ['/sign-in', '/sign-in?done=signed-out&next=/account'],
    '/sign-up/verification': ['/sign-up/verification?token=x'],
    '/password/reset': ['/password/reset?token=x'],
  };
  const pages = doors.filter((d) => d.method === 'GET' && d.access === 'public' && !d.path.startsWith('/api/') && !noPages.includes(d.path));
  const without = pages.filter((d) => d.path.includes(':') && !known[d.path]).map((d) => d.path);
  expect(without).toEqual([]);
  return [...pages.flatMap((d) => known[d.path] ?? [d.path]), '/no-such-page'];
}

/** A passkey needs a script to be offered at all (WebAuthn); without it sign-in is whole. With one a receipt is checked without being sent. The gallery shows the parts as forms wear them. */
const scripted: Record<string, readonly string[]> = { '/sign-in': ['passkey.js'], '/gallery': ['enhance.js'], '/verify': ['verify.js'] };

const both = (path: string): { locale: 'it' | 'en'; address: string; other: string }[] => {
  const english = path === '/' ? '/en' : `/en${path}`;
  return [
    { locale: 'it', address: path, other: english },
    { locale: 'en', address: english, other: path },
  ];
};

const statement = { it: "Finanziato dall'Unione europea – NextGenerationEU", en: 'Funded by the European Union – NextGenerationEU' };

type Sent = { status: number; html: string; bytes: number };
async function fetched(address: string): Promise<Sent> {
  const answer = await doorway.ask('GET', address, { headers: { 'accept-encoding': 'gzip' } });
  const body = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    bytes: body.byteLength,
    html: (answer.headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body).toString('utf8'),
  };
}

/** What a browser takes over the wire for one asset, styles with whatever they name. */
async function weight(address: string): Promise<number> {
  const answer = assets.serve(address.replace('/assets/', ''), 'gzip');
  expect([address, answer.status]).toEqual([address, 200]);
  return (await answer.arrayBuffer()).byteLength;
}

test('every page is whole, in its language, with what the funder asks for, without a script', async () => {
  const wrong: string[] = [];
  for (const path of addresses) {
    for (const { locale, address, other } of both(path)) {
      const { status, html } = await fetched(address);
      const { elements, wrong: markup } = readMarkup(html);
      const of = (tag: string) => elements.filter((e) => e.tag === tag);
      const say = (ok: boolean, what: string) => ok || wrong.push(`${address}: ${what}`);
      for (const m of new Set(markup)) wrong.push(`${address}: ${m}`);
      say(status === (path === '/no-such-page' ? 404 : 200), `status ${status}`);
      say(of('html')[0]?.attributes['lang'] === locale, `lang ${of('html')[0]?.attributes['lang']}`);
      say(of('h1').length === 1 && of('h1')[0]!.text.trim() !== '', `${of('h1').length} h1`);
      const titles = of('title').filter((e) => e.parents.includes('head'));
      say(titles.length === 1 && titles[0]!.text.endsWith(' · MICS'), `title ${titles.map((e) => e.text).join()}`);
      say(of('main').length === 1, 'main');
      const scripts = of('script').map((e) => e.attributes['src']);
      say(
        scripts.every((src) => (scripted[path.split('?')[0]!] ?? []).some((name) => src === assets.address(name))),
        `scripts ${scripts.join()}`,
      );
      say(!/\son[a-z]+="|javascript:|\sstyle="/.test(html), 'a handler or style in the markup');
      const emblem = elements.find((e) => e.tag === 'img' && e.attributes['src'] === assets.address('eu-emblem.svg'));
      say((emblem?.attributes['alt'] ?? '') !== '', 'no emblem');
      say(
        of('p').some((p) => p.text === statement[locale] && p.parents.includes('footer')),
        'no funding statement',
      );
      say(
        of('dd').some((d) => d.text === 'PE00000004'),
        'no project code',
      );
      say(
        of('dd').some((d) => d.text === 'D43C22003120001'),
        'no CUP',
      );
      const switchTo = elements.find((e) => e.tag === 'a' && e.attributes['hreflang'] === (locale === 'it' ? 'en' : 'it'));
      say(switchTo?.attributes['href'] === kept(other), `the other language is at ${switchTo?.attributes['href']}`);
      const alternates = Object.fromEntries(
        of('link')
          .filter((l) => l.attributes['rel'] === 'alternate')
          .map((l) => [l.attributes['hreflang'], l.attributes['href']]),
      );
      say(alternates[locale === 'it' ? 'en' : 'it'] === `${ORIGIN}${kept(other)}`, `alternate ${JSON.stringify(alternates)}`);
      const headings = elements.filter((e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag[1]));
      const jump = headings.findIndex((h, i) => i > 0 && h > headings[i - 1]! + 1);
      say(jump < 0, `h${headings[jump]} after h${headings[jump - 1]}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Forms that came from a link keep neither its token nor its notice in the language switch. */
const kept = (address: string): string =>
  address
    .replace('/sign-up/verification?token=x', '/sign-in')
    .replace('/password/reset?token=x', '/password/forgotten')
    .replace(/\/sign-in\?.*$/, '/sign-in');

describe('weight', () => {
  test('a first visit takes less than 100 KB, fonts and pictures among them', async () => {
    const css = assets.address('mics.css');
    const stylesheet = await assets.serve(css.replace('/assets/', ''), '').text();
    const named = [...new Set([...stylesheet.matchAll(/url\("?\.\/([^")]+)"?\)/g)].map((m) => `/assets/${m[1]}`))];
    const heavy: string[] = [];
    let heaviest = { address: '', bytes: 0 };
    for (const path of addresses) {
      for (const { address } of both(path)) {
        const { html, bytes } = await fetched(address);
        const wanted = new Set([...[...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1]!), ...named]);
        expect([address, [...wanted].some((w) => w === css)]).toEqual([address, true]);
        let total = bytes;
        for (const asset of wanted) total += await weight(asset);
        if (total > heaviest.bytes) heaviest = { address, bytes: total };
        if (total >= LIMIT) heavy.push(`${address}: ${total}`);
      }
    }
    console.log(`heaviest page: ${heaviest.address}, ${heaviest.bytes} bytes with everything it names`);
    expect(heavy).toEqual([]);
  });
});

test('every link of every public page leads to a page that is there', async () => {
  const links = new Map<string, string>();
  // The gallery's links belong to pages that it invents.
  for (const path of addresses.filter((a) => a !== '/gallery' && a !== '/no-such-page')) {
    for (const { address } of both(path)) {
      for (const e of readMarkup((await fetched(address)).html).elements) {
        const href = e.tag === 'a' ? e.attributes['href'] : undefined;
        if (href?.startsWith('/') && !links.has(href.split('#')[0]!)) links.set(href.split('#')[0]!, address);
      }
    }
  }
  const wrong: string[] = [];
  // One address of each shape is enough: a list's pages, orders and filters are all one door.
  const shapes = new Map(
    [...links].map(([href, from]) => [
      href.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id').replace(/\?.*/, (q) => `?${[...new URLSearchParams(q).keys()].join()}`),
      { href, from },
    ]),
  );
  for (const { href, from } of shapes.values()) {
    const { status, headers } = await doorway.ask('GET', href);
    // The description of a door that wants to be asked something links to it as it is.
    const known = status === 200 || (from.endsWith('/api') && status === 422) || (status === 303 && /^(\/en)?\/sign-in/.test(headers.get('location') ?? ''));
    if (!known) wrong.push(`${from} → ${href}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('an anchor in another page is there', async () => {
  const pages = new Map<string, Set<string>>();
  const idsOf = async (address: string) => {
    if (!pages.has(address)) pages.set(address, new Set(readMarkup((await fetched(address)).html).elements.flatMap((e) => e.attributes['id'] ?? [])));
    return pages.get(address)!;
  };
  const wrong = new Set<string>();
  for (const path of addresses) {
    for (const e of readMarkup((await fetched(path)).html).elements) {
      const [address, anchor] = e.tag === 'a' ? (e.attributes['href'] ?? '').split('#') : [];
      if (address?.startsWith('/') && anchor && addresses.includes(address) && !(await idsOf(address)).has(anchor)) wrong.add(`${path} → ${address}#${anchor}`);
    }
  }
  expect([...wrong]).toEqual([]);
});

/** Files, streams and parts of pages. */
const closedNoPages = [
  '/experts/publications/template',
  '/reviews/:id/documents/:document',
  '/oversight/handovers/:id/content',
  '/oversight/handovers/:id/file.xlsx',
  '/audit/samples/:id/content',
  '/audit/samples/:id/outcome',
  '/audit/samples/:id/rounds/:round',
  '/audit/samples/:id/file.xlsx',
  '/payments/batches/:id/file',
  '/payments/transfers/:id/file',
  '/payments/orders/:id/paper',
  '/payments/tranches/:id/paper',
  '/calls/:callId/draft',
  '/applications/:id/live',
  '/applications/:id/sections/:section/now',
  '/applications/:id/uploads/:uploadId',
  '/repairs/:id/receipt',
  '/calls/:callId/letters/templates/:kind/:language/preview',
  '/letters/:id',
  '/calls/:callId/meetings/:meetingId/minutes',
  '/reports/:id/content',
  '/reports/:id/outcome',
  '/reports/:id/imports/template',
  '/reports/:id/lines/:lineId/file',
  '/reports/:id/members/:organisationId/:kind',
];

/** A call that is being written, and the correction of one that is open. */
async function callsBeingWritten() {
  const office = await doorway.as('office');
  const beginning = { id: 'bozza', officialCode: 'Bozza', titleIt: 'Un bando in preparazione', titleEn: 'A call in preparation', from: '03-2026' };
  expect(
    (
      await office.send(
        'POST',
        '/calls/new',
        Object.entries(beginning).reduce((f, [k, v]) => (f.append(k, v), f), new FormData()),
      )
    ).status,
  ).toBe(303);
  await t.house.pool.query(
    `with correction as (
       insert into call_drafts (call_id, revision, definition, origin, saved_at)
       select call_id, 2, definition || '{"acts": []}', 'dates', now() from call_versions where call_id = '03-2026' order by number desc limit 1
       returning call_id, revision, definition)
     update calls set draft = c.definition, revision = c.revision from correction c where id = c.call_id`,
  );
}

/** Rows that somebody may see, for the doors that are not public. */
async function knownRows() {
  await callsBeingWritten();
  const one = async (query: string) => ((await t.house.pool.query(query)).rows[0] as { id: string }).id;
  const draft = await one("select id from applications where state = 'draft'");
  const awarded = await one("select a.id from applications a join organisation_people o on o.organisation_id = a.lead_id where a.call_id = '01-2024' limit 1");
  const copied = await one(
    "select application_id as id from review_assignments r join applications a on a.id = r.application_id where a.call_id = '02-2024-copia' and r.state = 'submitted' limit 1",
  );
  const organisation = await one("select lead_id as id from applications where state = 'draft'");
  const review = (state: string) =>
    one(`select id from review_assignments where state = '${state}' and person_id = '00000000-0000-4000-8000-000000000005' limit 1`);
  const reviews = [await review('assigned'), await review('submitted')];
  const staff = await one(`select id from organisation_staff where organisation_id = '${organisation}' limit 1`);
  const representative = await one(`select id from organisation_representatives where organisation_id = '${organisation}' limit 1`);
  const repair = await one('select id from repair_requests limit 1');
  const letter = await one('select id from letters limit 1');
  const request = await one(
    `insert into ranking_requests (call_id, ranking_id, application_id, reasons, asked_at, asked_by)
     select r.call_id, r.id, p.application_id, 'Un criterio letto in modo diverso dal bando.', now(), (select id from people order by id limit 1)
     from rankings r join ranking_places p on p.ranking_id = r.id where r.call_id = '02-2024' limit 1 returning id`,
  );
  const finding = await one("select f.id from conflict_findings f join applications a on a.id = f.application_id where a.call_id = '02-2024-copia' limit 1");
  const meeting = await one("select id from panel_meetings where state = 'closed' limit 1");
  const run = await one("select id from assignment_runs where call_id = '02-2024-copia' limit 1");
  const contract = await one(
    "select c.id from contracts c join projects p on p.contract_id = c.id join contract_members m on m.contract_id = c.id join organisation_people o on o.organisation_id = m.organisation_id where o.person_id = '00000000-0000-4000-8000-000000000003' limit 1",
  );
  const project = await one(`select id from projects where contract_id = '${contract}'`);
  const money = await paidProject(t.house, await one("select application_id as id from awards where call_id = '02-2024' order by application_id limit 1"));
  // One of them is still being written.
  await t.house.pool.query(
    "update reports set state = 'returned', decided_at = null, decided_by = null, outcome = null, returned_reason = 'Da completare.' where project_id = $1 and number = 2",
    [project],
  );
  const reports = (
    await t.house.pool.query(
      `select r.id, r.state, (select l.id from report_lines l where l.report_id = r.id limit 1) as line, m.organisation_id as organisation
       from reports r join project_members m on m.project_id = r.project_id and m.role = 'lead' where r.project_id = $1 order by r.number`,
      [project],
    )
  ).rows as { id: string; state: string; line: string | null; organisation: string }[];
  const written = reports.find((r) => r.state === 'returned')!;
  const read = await one(
    `insert into report_imports (report_id, organisation_id, kind, state, file_name, file_sha256, row_count, checked_count, content, problems, created_at)
     values ('${written.id}', '${written.organisation}', 'costs', 'refused', 'costi.csv', '', 0, 0, '[]', '[{"row": 2, "column": null, "value": "", "reason": {"code": "reports.import.formula", "params": {}}}]', now()) returning id`,
  );
  const worker = await one(`select id from project_people where project_id = '${project}' limit 1`);
  const sample = await drawnSample(t.house);
  const handover = await handOver(t.house, persona('office'), '2025-1', '', null);
  // As a call has it that pays through the lead.
  const tranche = await one(
    `with t as (insert into payment_tranches (code, project_id, kind, account_id, net_cents, reasons, proposed_at)
       select code || '-T', project_id, kind, account_id, net_cents, reasons, proposed_at from payment_orders where id = '${money.orderId}' returning id)
     update payment_orders w set tranche_id = t.id from t where w.id = '${money.orderId}' returning t.id`,
  );
  const further: Record<string, string> = {
    '/payments/orders/:id': `/payments/orders/${money.proposedId}`,
    '/payments/tranches/:id': `/payments/tranches/${tranche}`,
    '/payments/batches/:id': `/payments/batches/${money.batchId}`,
    '/payments/statements/:id': `/payments/statements/${money.statementId}`,
    '/payments/statements/:id/movements/:line': `/payments/statements/${money.statementId}/movements/2`,
    '/payments/recoveries/:id': `/payments/recoveries/${money.recoveryId}`,
    '/payments/accounts/:id': `/payments/accounts/${money.accountId}`,
    '/projects/:id/money': `/projects/${money.projectId}/money`,
    '/ledger/entries/:id': '/ledger/entries/1',
    '/oversight/handovers/:id': `/oversight/handovers/${handover}`,
    '/audit/payments/:id': `/audit/payments/${money.orderId}`,
    '/audit/samples/:id': `/audit/samples/${sample}`,
    '/audit/samples/:id/items/:number': `/audit/samples/${sample}/items/1`,
    '/oversight/exports/:name': '/oversight/exports/people?half=2025-1',
    '/experts/:expertId': '/experts/00000000-0000-4000-8000-000000000005',
    '/experts/:expertId/publications': '/experts/00000000-0000-4000-8000-000000000005/publications',
    '/calls/:callId/assignment/compare': `/calls/02-2024-copia/assignment/compare?a=${run}&b=${run}`,
    '/calls/:callId/assignment/runs/:run': `/calls/02-2024-copia/assignment/runs/${run}`,
    '/calls/:callId/assignment/runs/:run/adjust': `/calls/02-2024-copia/assignment/runs/${run}/adjust?proposal=${copied}`,
    '/calls/:callId/conflicts-found/:id': `/calls/02-2024-copia/conflicts-found/${finding}`,
    '/calls/:callId/meetings/:meetingId': `/calls/02-2024-copia/meetings/${meeting}`,
    '/access/new': `/access/new?application=${awarded}`,
    '/access/:id': `/access/${await one('select id from access_requests limit 1')}`,
    '/access/notices/:id': `/access/notices/${await one('select id from access_parties limit 1')}`,
    '/calls/:callId/experts/:personId/release': '/calls/02-2024-copia/experts/00000000-0000-4000-8000-000000000005/release',
    '/calls/:callId/reviews/:id': `/calls/02-2024-copia/reviews/${reviews[0]}`,
  };
  return (asked: string): string[] => {
    if (further[asked]) return [further[asked]];
    // Only a section that has tables has the page of one.
    const path = asked.replace(':section/tables/:field', 'workPlan/tables/workPackages');
    if (path.startsWith('/contracts/:id')) return [path.replace(':id', contract)];
    if (path.startsWith('/timesheets/:workerId')) return [path.replace(':workerId', worker).replace(':month', '2024-10')];
    if (path.startsWith('/reports/:id'))
      return (path.includes(':importId') ? [written] : path.includes(':lineId') ? reports.filter((r) => r.line !== null) : reports).map((r) =>
        path
          .replace(':id', r.id)
          .replace(':lineId', r.line ?? '')
          .replace(':importId', read)
          .replace(':organisationId', r.organisation),
      );
    if (path.startsWith('/projects/:id')) return [path.replace(':id', project)];
    return path.startsWith('/applications/:id')
      ? [draft, awarded].map((id) => path.replace(':id', id).replace(':section', 'identity').replace(':organisationId', organisation))
      : path.startsWith('/reviews/:id')
        ? reviews.map((id) => path.replace(':id', id))
        : path.startsWith('/organisations/:id')
          ? [path.replace(':id', organisation).replace(':kind', 'competences').replace(':staffId', staff).replace(':representativeId', representative)]
          : path.startsWith('/people/:id')
            ? [path.replace(':id', '00000000-0000-4000-8000-000000000003')]
            : path.includes(':applicationId')
              ? [path.replace(':callId', '02-2024-copia').replace(':applicationId', copied)]
              : path.includes(':callId')
                ? ['02-2024', '02-2024-copia', '03-2026', 'bozza'].map((id) =>
                    path
                      .replace(':callId', id)
                      .replace(':section', 'identity')
                      .replace(':chapter', 'form')
                      .replace(':revision', id === 'bozza' ? '1' : '2')
                      .replace(':kind', 'repairRequest')
                      .replace(':id', request)
                      .replace(':language', 'it'),
                  )
                : [path.startsWith('/repairs') ? path.replace(':id', repair) : path.replace(':id', letter)];
  };
}

test('the pages of those who are signed in are whole too', async () => {
  const rows = await knownRows();
  const closed = doorway.doors.filter(
    (d) => d.method === 'GET' && d.access !== 'public' && !d.path.startsWith('/api/') && !/:(sha256|protocol|number|documentId)|\.pdf$/.test(d.path),
  );
  const wrong = new Set<string>();
  const seen = new Set<string>();
  for (const persona of ['office', 'applicant-enterprise', 'applicant-research', 'expert', 'chair', 'auditor', 'spoke-leader']) {
    const visitor = await doorway.as(persona);
    for (const door of closed) {
      for (const path of rows(door.path)) {
        for (const address of [path, `/en${path}`]) {
          const answer = await visitor.get(address);
          if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
          if (answer.status === 200) seen.add(door.path);
          const { elements, wrong: markup } = readMarkup(await answer.text());
          for (const m of markup) wrong.add(`${persona} ${address}: ${m}`);
          const h1 = elements.filter((e) => e.tag === 'h1').length;
          if (h1 !== 1) wrong.add(`${persona} ${address}: ${h1} h1`);
          // A part of a page that is being written is refused as a conflict once it is handed in.
          const known = closedNoPages.includes(door.path) ? [200, 403, 404, 409] : [200, 403, 404];
          if (!known.includes(answer.status)) wrong.add(`${persona} ${address}: ${answer.status}`);
        }
      }
    }
  }
  expect([...wrong]).toEqual([]);
  const unseen = closed.map((d) => d.path).filter((p) => !seen.has(p) && !closedNoPages.includes(p));
  // Two stand for a moment only: two people's words that clash, and the queue of the last minutes. Their journeys look at them.
  expect(unseen).toEqual(['/applications/:id/conflicts/:edit', '/applications/:id/submission/waiting']);
});
