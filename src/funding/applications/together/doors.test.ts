import type { Actor } from '#src/core/actor.ts';
import { explain } from '#src/house/explain.ts';
import { statements } from '#src/plumbing/database/database.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#src/plumbing/database/database.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aCompleteDraft, aPerson, anOrganisation, applicationsScene, serveApplications } from '../../../../test/factories/applications.ts';
import { sendCommentDigest } from '../actions/comments.ts';
import { saveAnswer } from '../actions/answers.ts';
import { startApplication } from '../actions/start.ts';
import { submitApplication } from '../actions/submit.ts';
import { applicationById } from '../queries/application.ts';
import { openBranches } from '../queries/edits.ts';
import { follow, type Told } from './presence.ts';

let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let as: ReturnType<typeof serveApplications>;
let anna: Actor;
let carla: Actor;
const at = '2026-02-10T09:00:00.000Z';

beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  as = serveApplications(t.house);
  anna = s.applicant;
  carla = await aPerson(t.house, 'Carla Alfa', [], [s.lead.id]);
});
afterAll(async () => {
  await liveOf(t.house).close();
  await t.end();
});

const begin = () => startApplication(t.house, anna, { callId: s.call.id, organisationId: s.lead.id });
const read = async (id: string) => (await applicationById(t.house.db, id))!;
const abstractOf = async (id: string) => (await read(id)).proposal.answers['identity']?.['abstract'];
const write = (actor: Actor, id: string, value: string, base: number) =>
  saveAnswer(t.house, actor, id, { section: 'identity', field: 'abstract', value, base });
const inMain = async (response: Response) => /<main[\s\S]*<\/main>/.exec(await response.text())![0];
const said = (code: string, params = {}) => explain({ code, params }, 'it');
const section = (id: string) => `/applications/${id}/sections/identity`;
const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

async function conflicting() {
  const id = await begin();
  await write(anna, id, 'il primo filo', 0);
  await write(carla, id, 'il terzo filo', 1);
  return id;
}

describe('without a script', () => {
  test('a form carries the version of each field and is saved against it', async () => {
    const id = await begin();
    await write(anna, id, 'il primo e il secondo filo', 0);
    const page = await inMain(await as(anna).get(section(id)));
    expect(page).toContain('name="_base.abstract" value="1"');
    expect(page).toContain('Ultima modifica di questa parte: io, 10 febbraio 2026');
    expect(textOf(await inMain(await as(carla).get(section(id))))).toContain('Ultima modifica di questa parte: Anna Alfa, ');
    await write(carla, id, 'il primo e il secondo tessuto', 1);
    const saved = await as(anna).post(section(id), {
      abstract: 'il nuovo e il secondo filo',
      '_base.abstract': '1',
      title: 'Fibre',
      '_base.title': '0',
      next: 'stay',
    });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${section(id)}?saved=sections%2Fidentity&merged=abstract`]);
    expect(await abstractOf(id)).toBe('il nuovo e il secondo tessuto');
    expect(textOf(await inMain(await as(anna).get(saved.headers.get('location')!)))).toContain('Unito alle modifiche fatte da altri nel frattempo: «');
  });

  test('two texts are shown beside each other with their differences, then settled by a third', async () => {
    const id = await conflicting();
    const answer = await as(anna).post(section(id), { abstract: 'il secondo filo', '_base.abstract': '1' });
    expect(answer.status).toBe(409);
    const page = await inMain(answer);
    expect(page).toContain('terzo<span class="visually-hidden"> fine </span></ins>');
    expect(page).toContain('secondo<span class="visually-hidden"> fine </span></ins>');
    expect(page).toMatch(/<textarea[^>]*>il secondo filo<\/textarea>/);
    const [branch] = await openBranches(t.house.db, id);
    const address = `/applications/${id}/conflicts/${branch!.edit}`;
    expect(page).toContain(`action="${address}"`);
    for (const where of ['', '/sections/identity']) expect(await inMain(await as(carla).get(`/applications/${id}${where}`))).toContain(`href="${address}"`);
    const settled = await as(carla).post(address, { choice: 'written', abstract: 'il secondo e il terzo filo', '_base.abstract': '2' });
    expect([settled.status, settled.headers.get('location'), await abstractOf(id)]).toEqual([
      303,
      `${section(id)}?saved=sections%2Fidentity`,
      'il secondo e il terzo filo',
    ]);
    expect([(await as(anna).get(address)).status, (await as(anna).post(address, { choice: 'mine', '_base.abstract': '3' })).status]).toEqual([404, 404]);
  });

  test.each([
    ['theirs', 'il terzo filo'],
    ['mine', 'il secondo filo'],
  ])('or by one of the two: %s', async (choice, text) => {
    const id = await conflicting();
    await write(anna, id, 'il secondo filo', 1);
    const [branch] = await openBranches(t.house.db, id);
    await as(anna).post(`/applications/${id}/conflicts/${branch!.edit}`, { choice, abstract: 'non conta', '_base.abstract': '2' });
    expect([await abstractOf(id), await openBranches(t.house.db, id)]).toEqual([text, []]);
  });

  test('what does not fit is shown again as it was typed, against the version that it was written on', async () => {
    const id = await begin();
    await write(anna, id, 'uno', 0);
    const form = { trlStart: 'molto', '_base.trlStart': '0' };
    const answer = await as(anna).post(`/applications/${id}/sections/idea`, form);
    const page = await inMain(answer);
    expect([answer.status, page.includes('value="molto"'), page.includes('name="_base.trlStart" value="0"')]).toEqual([422, true, true]);
  });
});

describe('by script', () => {
  const json = (actor: Actor, path: string, form: Record<string, string>, key: string = crypto.randomUUID()) =>
    as(actor).post(path, { ...form, idempotencyKey: key }, { accept: 'application/json' });

  test('an autosave answers what was saved, and both texts with their differences where they clash', async () => {
    const id = await begin();
    const first = await json(anna, section(id), { abstract: 'il primo filo', '_base.abstract': '0' });
    expect([first.status, await first.json()]).toMatchObject([
      200,
      { revision: 2, at, saved: [{ field: 'abstract', version: 1, how: 'typed' }], conflicts: [] },
    ]);
    await write(carla, id, 'il terzo filo', 1);
    const clash = await json(anna, section(id), { abstract: 'il secondo filo', '_base.abstract': '1' }, 'autosave-again-1');
    const told = (await clash.json()) as { conflicts: { edit: number; differences: unknown[] }[] };
    expect([clash.status, told]).toMatchObject([
      409,
      {
        saved: [],
        conflicts: [
          {
            field: 'abstract',
            version: 2,
            by: 'Carla Alfa',
            values: { abstract: 'il terzo filo' },
            differences: [
              { kind: 'same', text: 'il ' },
              { kind: 'removed', text: 'terzo' },
              { kind: 'added', text: 'secondo' },
              { kind: 'same', text: ' filo' },
            ],
          },
        ],
      },
    ]);
    expect((await (await json(anna, section(id), { abstract: 'il secondo filo', '_base.abstract': '1' }, 'autosave-again-1')).json()) as unknown).toEqual(told);
    const settled = await json(anna, `/applications/${id}/conflicts/${told.conflicts[0]!.edit}`, {
      choice: 'written',
      abstract: 'il quarto filo',
      '_base.abstract': '2',
    });
    expect([settled.status, await abstractOf(id)]).toEqual([200, 'il quarto filo']);
  });

  test('who went on writing while a merge was made goes on from what they sent', async () => {
    const id = await begin();
    await write(anna, id, 'uno due tre quattro cinque', 0);
    await write(carla, id, 'uno due tre quattro CINQUE', 1);
    const merged = await json(anna, section(id), { abstract: 'UNO due tre quattro cinque', '_base.abstract': '1' });
    expect(await merged.json()).toMatchObject({ saved: [{ version: 3, how: 'merged', values: { abstract: 'UNO due tre quattro CINQUE' } }] });
    await json(anna, section(id), { abstract: 'UNO due TRE quattro cinque', '_base.abstract': '3s' });
    expect(await abstractOf(id)).toBe('UNO due TRE quattro CINQUE');
  });

  test('what is newer than the page shows is handed out with who wrote it', async () => {
    const id = await conflicting();
    const now = (actor: Actor, query: string) => as(actor).get(`${section(id)}/now?${query}`);
    expect(await (await now(anna, 'known=abstract:1,title:0&field=title')).json()).toEqual({
      here: [],
      answers: [{ field: 'abstract', version: 2, person: 'Carla Alfa', at, values: { abstract: 'il terzo filo' } }],
    });
    expect(await (await now(carla, 'known=abstract:2')).json()).toEqual({
      here: [{ person: anna.id, name: 'Anna Alfa', section: 'identity', field: 'title' }],
      answers: [],
    });
    expect([(await now(s.office, '')).status, (await now(s.partner, '')).status, (await as(anna).get(`/applications/${id}/sections/none/now`)).status]).toEqual(
      [404, 404, 404],
    );
  });
});

describe('live', () => {
  const until = async (ready: () => boolean) => {
    for (let i = 0; i < 100 && !ready(); i++) await new Promise((done) => setTimeout(done, 30));
    expect(ready()).toBe(true);
  };

  test('the stream tells who is here and what is saved, and costs no connection of the pool', async () => {
    const id = await begin();
    const response = await as(anna).get(`/applications/${id}/live?section=identity`);
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-accel-buffering')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no',
    ]);
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let heard = '';
    const listening = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        heard += decoder.decode(value);
      }
    })();
    const viewers = await Promise.all(Array.from({ length: 30 }, () => as(carla).get(`/applications/${id}/live?section=budget`)));
    await until(() => heard.includes('"name":"Carla Alfa","section":"budget"'));
    expect(t.house.pool.totalCount).toBeLessThanOrEqual(5);
    await write(carla, id, 'uno', 0);
    await until(() => heard.includes('event: changed') && heard.includes('"field":"abstract","version":1'));
    await Promise.all(viewers.map((v) => v.body!.cancel()));
    await until(() => heard.endsWith('event: here\ndata: {"kind":"here","here":[]}\n\n'));
    await reader.cancel();
    await listening;
  });

  test('is for those who may write: not the office, not strangers, nobody once the call is closed; and it leaves no trace', async () => {
    const id = await aCompleteDraft(t.house, anna, s.call, s.lead.id);
    await submitApplication(t.house, anna, id, { arrivedAt: new Date(at), idempotencyKey: `live-${id}` });
    const count = async () => Number((await t.house.pool.query('select count(*) as n from evidence_events')).rows[0].n);
    const before = await count();
    for (const someone of [s.office, s.partner]) expect((await as(someone).get(`/applications/${id}/live`)).status).toBe(404);
    await (await as(anna).get(`/applications/${id}/live`)).body!.cancel();
    t.setClock('2026-02-21T09:00:00.000Z');
    expect((await as(anna).get(`/applications/${id}/live`)).status).toBe(409);
    t.setClock(at);
    expect(await count()).toBe(before);
  });

  test('two processes hear each other, also after the connection was lost', async () => {
    const id = await begin();
    const other = connect(t.databaseUrl, 2);
    const there = { ...t.house, pool: other.pool };
    const here: Told[] = [];
    const elsewhere: Told[] = [];
    const leave = [follow(t.house, anna, id, 'identity', (m) => void here.push(m)), follow(there, carla, id, 'idea', (m) => void elsewhere.push(m))];
    const sees = (told: Told[], name: string) => told.some((m) => m.kind === 'here' && m.here.some((h) => h.name === name));
    await until(() => sees(here, 'Carla Alfa') && sees(elsewhere, 'Anna Alfa'));
    await t.house.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mics live' and datname = current_database()");
    await until(() => elsewhere.some((m) => m.kind === 'resumed') && here.some((m) => m.kind === 'resumed'));
    await write(anna, id, 'uno', 0);
    await until(() => elsewhere.some((m) => m.kind === 'changed' && m.answers[0]?.field === 'abstract'));
    for (const go of leave) go();
    await liveOf(there).close();
    await other.end();
  });
});

describe('history', () => {
  test('lists every text with its differences, filtered by field and person, as CSV; restoring makes a new version', async () => {
    const id = await conflicting();
    await as(anna).post(section(id), { title: 'Fibre', '_base.title': '0' });
    const address = `/applications/${id}/history`;
    const page = await inMain(await as(carla).get(`${address}?field=abstract&section=identity`));
    expect(page).toContain('<del><span class="visually-hidden">tolto: </span>primo');
    expect(page).toContain('<ins><span class="visually-hidden">aggiunto: </span>terzo');
    expect(page).not.toContain('Fibre</ins>');
    const lines = async (query: string) => (await (await as(anna).get(`${address}?format=csv&${query}`)).text()).trim().split('\r\n').length - 1;
    expect([await lines(''), await lines('person=Carla'), await lines('on=2026-02-10'), await lines('on=2026-02-11'), await lines('how=branched')]).toEqual([
      3, 1, 3, 0, 0,
    ]);
    const first = (await t.house.pool.query('select min(id) as id from application_edits where application_id = $1', [id])).rows[0].id as string;
    const back = await as(anna).post(`${address}/${first}/restoration`, { '_base.abstract': '2' });
    expect([back.status, await abstractOf(id), (await read(id)).answerVersions['identity']!['abstract']]).toEqual([303, 'il primo filo', 3]);
    expect(await lines('how=restored')).toBe(1);
    expect((await as(anna).post(`${address}/999999/restoration`, {})).status).toBe(404);
  });

  test('is not there for the office, not even after the submission', async () => {
    const organisation = await anOrganisation(t.house, 'Storia S.r.l.', 'enterprise');
    const actor = await aPerson(t.house, 'Storia', [], [organisation.id]);
    const id = await aCompleteDraft(t.house, actor, s.call, organisation.id);
    await submitApplication(t.house, actor, id, { arrivedAt: new Date(at), idempotencyKey: `history-${id}` });
    for (const path of ['history', 'comments', 'conflicts/1'])
      expect([path, (await as(s.office).get(`/applications/${id}/${path}`)).status]).toEqual([path, 404]);
    expect((await as(s.office).get(`/api/applications/${id}/answers`)).status).toBe(404);
    expect((await as(s.office).get(`/applications/${id}`)).status).toBe(200);
  });
});

describe('comments', () => {
  const comment = async (actor: Actor, id: string, form: Record<string, string | string[]>) => {
    const answer = await as(actor).post(`/applications/${id}/comments`, form);
    expect(answer.status).toBe(303);
    return /#comment-(.*)$/.exec(answer.headers.get('location')!)![1]!;
  };
  const onAbstract = { section: 'identity', field: 'abstract' };

  test('stand in threads on a field or the whole, are answered, resolved and reopened, and counted', async () => {
    const id = await begin();
    const first = await comment(anna, id, { ...onAbstract, body: 'Troppo lungo?' });
    await comment(carla, id, { thread: first, body: 'Sì, tolgo la fine.' });
    await comment(carla, id, { body: 'Chi firma?' });
    const page = await inMain(await as(anna).get(`/applications/${id}/comments`));
    for (const text of ['Troppo lungo?', 'Sì, tolgo la fine.', 'Chi firma?']) expect(page).toContain(text);
    expect(await inMain(await as(anna).get(`/applications/${id}/comments?section=identity&field=abstract`))).not.toContain('Chi firma?');
    expect(textOf(await inMain(await as(anna).get(section(id))))).toContain('1 commento aperto: ');
    expect(textOf(await inMain(await as(anna).get(`/applications/${id}`)))).toContain('Sulla domanda intera: 1 commento aperto');
    expect((await as(carla).post(`/applications/${id}/comments/${first}/resolution`, {})).status).toBe(303);
    expect(textOf(await inMain(await as(anna).get(section(id))))).not.toContain('1 commento aperto');
    const refused = await as(anna).post(`/applications/${id}/comments`, { thread: first, body: 'Ancora' });
    expect([refused.status, (await refused.text()).includes(said('application.commentResolved'))]).toEqual([409, true]);
    await as(anna).post(`/applications/${id}/comments/${first}/reopening`, {});
    await comment(anna, id, { thread: first, body: 'Ancora' });
  });

  test('are changed and deleted by their writer only; the trace stays', async () => {
    const id = await begin();
    const mine = await comment(anna, id, { body: 'Prima stesura' });
    expect((await as(carla).post(`/applications/${id}/comments/${mine}`, { body: 'x' })).status).toBe(403);
    expect((await as(carla).post(`/applications/${id}/comments/${mine}/removal`, {})).status).toBe(403);
    await as(anna).post(`/applications/${id}/comments/${mine}`, { body: 'Seconda stesura' });
    expect(await inMain(await as(carla).get(`/applications/${id}/comments`))).toContain('Seconda stesura');
    await as(anna).post(`/applications/${id}/comments/${mine}/removal`, {});
    expect(await inMain(await as(carla).get(`/applications/${id}/comments`))).not.toContain('Seconda stesura');
    const { rows } = await t.house.pool.query("select kind, body from evidence_events where subject = $1 and kind like 'application.comment%' order by id", [
      `applications/${id}`,
    ]);
    expect(rows.map((r) => r.kind)).toEqual(['application.commented', 'application.commentEdited', 'application.commentDeleted']);
    expect(rows.some((r) => String(r.body).includes('stesura'))).toBe(false);
  });

  test('empty, by a stranger, or telling a stranger, are refused; the same key writes once', async () => {
    const id = await begin();
    const empty = await as(anna).post(`/applications/${id}/comments`, { ...onAbstract, body: '  ' });
    expect(empty.status).toBe(422);
    for (const someone of [s.office, s.partner]) expect((await as(someone).post(`/applications/${id}/comments`, { body: 'x' })).status).toBe(404);
    const told = await as(anna).post(`/applications/${id}/comments`, { body: 'Da leggere', tell: s.partner.id });
    expect([told.status, (await told.text()).includes(said('application.mentionStranger'))]).toEqual([422, true]);
    const key = { body: 'Una volta', idempotencyKey: 'comment-key-1' };
    expect(await comment(anna, id, key)).toBe(await comment(anna, id, key));
  });

  test('reach those who are named, and who wrote in the thread, in one letter an hour', async () => {
    const id = await begin();
    const first = await comment(anna, id, { ...onAbstract, body: 'Guarda qui', tell: carla.id });
    await comment(anna, id, { body: 'E anche qui', tell: [carla.id, anna.id] });
    await comment(carla, id, { thread: first, body: 'Fatto' });
    const jobs = (
      await t.house.pool.query('select key, run_at from graphile_worker._private_jobs where key like $1 order by key', [`application.commentDigest/${id}/%`])
    ).rows as { key: string; run_at: string }[];
    expect(jobs.map((j) => [j.key.split('/')[2], new Date(j.run_at).toISOString()]).sort()).toEqual(
      [anna.id, carla.id].map((p) => [p, '2026-02-10T10:00:00.000Z']).sort(),
    );
    const letters = async () =>
      (
        await t.house.pool.query('select recipient, subject, body from mail_messages where key like $1 order by recipient', [
          `application.commentDigest/${id}/%`,
        ])
      ).rows;
    for (const person of [anna.id, carla.id, carla.id]) await sendCommentDigest(t.house, id, person);
    const sent = await letters();
    expect(sent.map((m) => [m.recipient, m.subject])).toEqual([
      [anna.email, 'Un commento alla domanda domanda senza titolo'],
      [carla.email, '2 commenti alla domanda domanda senza titolo'],
    ]);
    expect(sent[1].body).toContain('Guarda qui');
    expect(sent[1].body).toContain('E anche qui');
  });

  test('do not go to who does not work on the application any more', async () => {
    const id = await begin();
    const dario = await aPerson(t.house, 'Dario', [], [s.lead.id]);
    await comment(anna, id, { body: 'Per Dario', tell: dario.id });
    await t.house.pool.query('delete from organisation_people where person_id = $1', [dario.id]);
    await sendCommentDigest(t.house, id, dario.id);
    expect((await t.house.pool.query('select 1 from mail_messages where recipient = $1', [dario.email])).rowCount).toBe(0);
  });
});

test('the API saves answers, tells both texts of a clash, the history and the comments', async () => {
  const id = await begin();
  const answers = (value: string, base: number) =>
    as(anna).json('POST', `/api/applications/${id}/answers`, { answers: [{ section: 'identity', field: 'abstract', value, base }] });
  expect(await (await answers('il primo filo', 0)).json()).toMatchObject({ saved: [{ version: 1, how: 'typed' }] });
  await write(carla, id, 'il terzo filo', 1);
  const clash = await answers('il secondo filo', 1);
  expect([clash.status, await clash.json()]).toMatchObject([409, { conflicts: [{ mine: 'il secondo filo', theirs: 'il terzo filo', by: 'Carla Alfa' }] }]);
  expect(await (await as(anna).get(`/api/applications/${id}/answers`)).json()).toMatchObject({
    answers: [{ section: 'identity', field: 'abstract', value: 'il terzo filo', version: 2, by: 'Carla Alfa', at }],
    conflicts: [{ mine: 'il secondo filo', original: 'il primo filo' }],
  });
  expect(await (await as(anna).get(`/api/applications/${id}/history?how=branched`)).json()).toMatchObject({ total: 1 });
  const made = (await (await as(anna).json('POST', `/api/applications/${id}/comments`, { body: 'Via API' })).json()) as { id: string };
  await as(carla).json('POST', `/api/applications/${id}/comments/${made.id}/resolution`, {});
  expect(await (await as(carla).get(`/api/applications/${id}/comments`)).json()).toMatchObject({
    threads: [{ body: 'Via API', resolvedBy: 'Carla Alfa', answers: [] }],
  });
});

test('a form of the project that somebody else saved first shows what is stored beside what was typed, and keeps it', async () => {
  const id = await begin();
  const save = (actor: Actor, seen: string, months: string, startsOn: string) =>
    as(actor).post(`/applications/${id}/project`, { seen, mainSpoke: '3', durationMonths: months, startsOn, next: 'stay' });
  const seenOn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"');
  const seen = seenOn(await inMain(await as(anna).get(`/applications/${id}/project`)));
  await save(carla, seen, '12', '2026-06-01');
  await write(carla, id, 'non tocca il progetto', 0);
  const stale = await save(anna, seen, '18', '2026-06-01');
  const page = await inMain(stale);
  expect([stale.status, page.includes('name="durationMonths"') && page.includes('value="18"')]).toEqual([409, true]);
  expect(textOf(page)).toContain('Salvato oraaggiunto: 12 fine Scritto quiaggiunto: 18 fine ');
  expect(page.split('class="m-stale"')[1]!.split('</section>')[0]).not.toContain('2026-06-01');
  expect((await save(anna, seenOn(page), '18', '2026-06-01')).status).toBe(303);
  expect((await save(anna, 'not what it was', '18', '2026-06-01')).status).toBe(422);
});

test('a section and the overview cost as many statements with much history as with none', async () => {
  const id = await begin();
  const count = async (path: string) => {
    const before = statements.count;
    expect((await as(anna).get(`/applications/${id}${path}`)).status).toBe(200);
    return statements.count - before;
  };
  const paths = ['', '/sections/identity', '/history', '/comments'];
  const few = [];
  for (const path of paths) few.push(await count(path));
  for (let i = 0; i < 15; i++) {
    await write(i % 2 ? anna : carla, id, `testo ${i}`, i);
    await as(anna).post(`/applications/${id}/comments`, { body: `Commento ${i}` });
  }
  const many = [];
  for (const path of paths) many.push(await count(path));
  expect(many).toEqual(few);
});
