import type { Actor } from '#src/core/actor.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aPerson, applicationsScene, fullDraft } from '../../../../test/factories/applications.ts';
import { saveAnswer, saveAnswers, saveSection } from '../actions/answers.ts';
import { saveDraft } from '../actions/draft.ts';
import { saveProject } from '../actions/project.ts';
import { startApplication } from '../actions/start.ts';
import { applicationById } from '../queries/application.ts';
import { openBranches } from '../queries/edits.ts';
import type { Answer } from '../snapshot.ts';

let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let anna: Actor;
let carla: Actor;
const at = '2026-02-10T09:00:00.000Z';

beforeAll(async () => {
  t = await testHouse({ at });
  s = await applicationsScene(t.house);
  anna = s.applicant;
  carla = await aPerson(t.house, 'Carla Alfa', [], [s.lead.id]);
});
afterAll(() => t.end());

const begin = () => startApplication(t.house, anna, { callId: s.call.id, organisationId: s.lead.id });
const place = { section: 'identity', field: 'abstract' };
const read = async (id: string) => (await applicationById(t.house.db, id))!;
const textOf = async (id: string) => (await read(id)).proposal.answers['identity']?.['abstract'];
const write = (actor: Actor, id: string, value: Answer, base: number, key?: string) =>
  saveAnswer(t.house, actor, id, { ...place, value, base, ...(key && { key }) });
const edits = async (id: string) =>
  (await t.house.pool.query('select version, base, how, value, sent, settles from application_edits where application_id = $1 order by id', [id])).rows;
const events = async (id: string) =>
  (
    await t.house.pool.query("select kind, body::jsonb as body from evidence_events where subject = $1 and kind like 'application.answers%' order by id", [
      `applications/${id}`,
    ])
  ).rows;

describe('saving one answer', () => {
  test('makes a version of it; the event says which, by its hash, never the text', async () => {
    const id = await begin();
    const outcome = await write(anna, id, 'filo di lana', 0);
    expect(outcome.saved).toEqual([{ ...place, version: 1, how: 'typed', value: 'filo di lana' }]);
    expect(await read(id)).toMatchObject({ revision: 2, partsRevision: 1, answerVersions: { identity: { abstract: 1 } } });
    const [event] = await events(id);
    expect(event).toEqual({
      kind: 'application.answersSaved',
      body: { revision: 2, saved: [{ ...place, version: 1, how: 'typed', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    });
  });

  test('of other words than somebody else’s is merged with theirs, and what was sent is kept too', async () => {
    const id = await begin();
    await write(anna, id, 'il primo e il secondo filo', 0);
    await write(carla, id, 'il primo e il secondo tessuto', 1);
    const merged = await write(anna, id, 'il nuovo e il secondo filo', 1);
    expect(merged.saved).toEqual([{ ...place, version: 3, how: 'merged', value: 'il nuovo e il secondo tessuto' }]);
    expect((await edits(id)).at(-1)).toEqual({
      version: 3,
      base: 1,
      how: 'merged',
      value: 'il nuovo e il secondo tessuto',
      sent: 'il nuovo e il secondo filo',
      settles: null,
    });
  });

  test('of the same words keeps both: theirs counts, mine is a branch until somebody settles it, once', async () => {
    const id = await begin();
    await write(anna, id, 'il primo filo', 0);
    await write(carla, id, 'il terzo filo', 1);
    const { saved, conflicts } = await write(anna, id, 'il secondo filo', 1);
    expect(saved).toEqual([]);
    expect(conflicts).toEqual([{ ...place, edit: expect.any(Number), version: 2, mine: 'il secondo filo', theirs: 'il terzo filo', by: 'Carla Alfa', at }]);
    expect([await textOf(id), (await openBranches(t.house.db, id)).map((b) => [b.mine, b.original, b.person])]).toEqual([
      'il terzo filo',
      [['il secondo filo', 'il primo filo', 'Anna Alfa']],
    ]);
    expect((await events(id)).at(-1)).toMatchObject({ kind: 'application.answersBranched', body: { saved: [], kept: [{ ...place, base: 1 }] } });
    const settles = conflicts[0]!.edit;
    const settled = await saveAnswer(t.house, carla, id, { ...place, value: 'il secondo e il terzo filo', base: 2, settles });
    expect(settled.saved).toEqual([{ ...place, version: 3, how: 'chosen', value: 'il secondo e il terzo filo' }]);
    expect(await openBranches(t.house.db, id)).toEqual([]);
    await expect(saveAnswer(t.house, anna, id, { ...place, value: 'x', base: 3, settles })).rejects.toMatchObject({
      kind: 'conflict',
      reasons: [{ code: 'application.alreadySettled' }],
    });
  });

  test('leaving what counts settles too, as a version of its own', async () => {
    const id = await begin();
    await write(anna, id, 'a', 0);
    await write(carla, id, 'b', 1);
    const { conflicts } = await write(anna, id, 'c', 1);
    await saveAnswer(t.house, anna, id, { ...place, value: 'b', base: 2, settles: conflicts[0]!.edit });
    expect([await textOf(id), await openBranches(t.house.db, id), (await read(id)).answerVersions]).toEqual(['b', [], { identity: { abstract: 3 } }]);
  });

  test('with the same key is done once, whatever happened since', async () => {
    const id = await begin();
    const first = await write(anna, id, 'uno', 0, 'autosave-key-1');
    await write(carla, id, 'due', 1);
    const again = await write(anna, id, 'uno', 0, 'autosave-key-1');
    expect([again.saved, await textOf(id), (await edits(id)).length]).toEqual([first.saved, 'due', 2]);
    const lost = await write(anna, id, 'tre', 1, 'autosave-key-2');
    expect((await write(anna, id, 'tre', 1, 'autosave-key-2')).conflicts).toEqual(lost.conflicts);
    expect((await edits(id)).length).toBe(3);
  });

  test('a text without a base that fits is a branch where there is one already, and nothing where it says the same', async () => {
    const id = await begin();
    await write(anna, id, 'uno', 0);
    const blind = (value: string, revision: number) => saveAnswers(t.house, carla, id, [{ ...place, value, base: null }], { revision });
    expect((await blind('uno', 1)).saved).toEqual([{ ...place, version: 1, how: 'kept', value: 'uno' }]);
    expect((await blind('due', 1)).conflicts).toHaveLength(1);
    expect((await blind('due', 2)).saved).toEqual([{ ...place, version: 2, how: 'typed', value: 'due' }]);
  });

  test('against a version that there is none of, of a field that there is none of, or that does not fit, is refused', async () => {
    const id = await begin();
    await expect(write(anna, id, 'uno', 1)).rejects.toMatchObject({ kind: 'invalid', reasons: [{ code: 'form.invalid', at: 'sections.identity.abstract' }] });
    await expect(saveAnswer(t.house, anna, id, { section: 'identity', field: 'none', value: 'x', base: 0 })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(write(anna, id, 'x'.repeat(30_000), 0)).rejects.toMatchObject({ kind: 'invalid', reasons: [{ code: 'application.answerTooLong' }] });
    await expect(write(s.partner, id, 'x', 0)).rejects.toMatchObject({ kind: 'notFound' });
    expect(await edits(id)).toEqual([]);
  });

  test('a merge that would be too long is for somebody to settle', async () => {
    const id = await begin();
    const max = s.call.form.sections.find((x) => x.id === 'identity')!.fields.find((f) => f.id === 'abstract')!.maxChars ?? 20_000;
    const half = 'parola '.repeat(Math.floor(max / 7 / 2));
    const middle = `${half}fine`;
    await write(anna, id, middle, 0);
    await write(carla, id, `inizio ${half}${middle}`.slice(0, max).trim(), 1);
    expect((await write(anna, id, `${middle} ${'coda '.repeat(Math.floor(max / 10) - 2)}`.trim(), 1)).conflicts).toHaveLength(1);
  });
});

test('what there was before there was a history is its version 0', async () => {
  const id = await begin();
  await t.house.pool.query(`update applications set answers = '{"identity":{"abstract":"da prima"}}' where id = $1`, [id]);
  await write(anna, id, 'da prima e dopo', 0);
  expect((await edits(id)).map((e) => [e.version, e.how, e.value])).toEqual([
    [0, 'found', 'da prima'],
    [1, 'typed', 'da prima e dopo'],
  ]);
  expect((await write(carla, id, 'anche da prima', 0)).saved).toEqual([{ ...place, version: 2, how: 'merged', value: 'anche da prima e dopo' }]);
});

test('a form leaves alone what it did not send, and saves each field against its own version', async () => {
  const id = await begin();
  await write(anna, id, 'sommario', 0);
  const outcome = await saveSection(t.house, carla, id, { section: 'identity', values: { title: 'Titolo', '_base.title': '0' } });
  expect(outcome.saved).toEqual([{ section: 'identity', field: 'title', version: 1, how: 'typed', value: 'Titolo' }]);
  expect([await textOf(id), (await read(id)).proposal.title]).toEqual(['sommario', 'Titolo']);
});

test('writing answers leaves other forms good; a whole draft is stale after any change', async () => {
  const id = await begin();
  const project = { mainSpoke: 3, spokes: [3], sector: null, startsOn: null, durationMonths: 12, wideDissemination: false, mayPublishResults: false };
  await write(carla, id, 'uno', 0);
  expect(await saveProject(t.house, anna, id, { ...project, revision: 1 })).toBe(3);
  await expect(saveProject(t.house, anna, id, { ...project, revision: 2 })).rejects.toMatchObject({ kind: 'conflict', reasons: [{ code: 'form.stale' }] });
  await expect(saveDraft(t.house, anna, id, fullDraft(s.call, s.lead.id, 2))).rejects.toMatchObject({ kind: 'conflict' });
  await saveDraft(t.house, anna, id, fullDraft(s.call, s.lead.id, 3));
  expect((await write(carla, id, 'uno', 1)).saved[0]).toMatchObject({ version: 2, how: 'kept' });
});

test('two on the page of the project meet only in a field that both changed', async () => {
  const id = await begin();
  const seen = { mainSpoke: null, spokes: [], sector: null, startsOn: null, durationMonths: null, wideDissemination: false, mayPublishResults: false };
  expect(await saveProject(t.house, anna, id, { ...seen, seen, durationMonths: 14 })).toBe(2);
  expect(await saveProject(t.house, anna, id, { ...seen, seen, sector: 'clothing' })).toBe(3);
  const { facts } = (await read(id)).proposal;
  expect([facts.durationMonths, facts.sector]).toEqual([14, 'clothing']);
  await expect(saveProject(t.house, anna, id, { ...seen, seen, durationMonths: 10 })).rejects.toMatchObject({
    kind: 'conflict',
    reasons: [{ code: 'form.stale' }],
  });
  await expect(saveProject(t.house, anna, id, seen)).rejects.toMatchObject({ kind: 'invalid' });
});

test('the history is never changed, and goes only with its application', async () => {
  const id = await begin();
  await write(anna, id, 'uno', 0);
  for (const statement of ['update application_edits set value = \'"x"\' where application_id = $1', 'delete from application_edits where application_id = $1'])
    await expect(t.house.pool.query(statement, [id])).rejects.toMatchObject({ constraint: 'application_edits_append_only' });
});

test('many at once: every save has a version of its own, in one order', async () => {
  const id = await begin();
  await write(anna, id, Array.from({ length: 12 }, (_, i) => `riga${i}`).join('\n\n'), 0);
  const mine = (i: number) => Array.from({ length: 12 }, (_, j) => (i === j ? `cambiata${i}` : `riga${j}`)).join('\n\n');
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => write(i % 2 ? anna : carla, id, mine(i), 1)));
  expect(outcomes.flatMap((o) => o.conflicts)).toEqual([]);
  expect(await textOf(id)).toBe(Array.from({ length: 12 }, (_, i) => `cambiata${i}`).join('\n\n'));
  expect((await edits(id)).map((e) => e.version)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
});

test('whatever the order of saves, every word typed is in the text, in an open conflict or in the history, and no version is lost', async () => {
  const change = fc.record({ who: fc.nat(2), open: fc.boolean(), at: fc.nat(30), how: fc.constantFrom('put', 'put', 'replace', 'drop'), settle: fc.boolean() });
  const writers = [anna, carla, anna];
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 14 }), async (changes) => {
      const id = await begin();
      await write(anna, id, 'uno due tre quattro cinque\nsei sette otto nove dieci', 0);
      const open = writers.map(() => ({ text: '', base: -1 }));
      const typed: string[] = [];
      for (const [i, c] of changes.entries()) {
        const editor = open[c.who]!;
        // An editor opens the page anew, or goes on with what they had.
        if (c.open || editor.base < 0)
          Object.assign(editor, { text: (await textOf(id)) as string, base: (await read(id)).answerVersions['identity']!['abstract'] });
        const words = editor.text.split(/(?<=\s)/);
        const word = `parola${i} `;
        words.splice(c.at % (words.length + 1), c.how === 'put' ? 0 : 1, ...(c.how === 'drop' ? [] : [word]));
        if (c.how !== 'drop') typed.push(word.trim());
        editor.text = words.join('').trim();
        const outcome = await write(writers[c.who]!, id, editor.text, editor.base);
        const [done] = outcome.saved;
        if (done) Object.assign(editor, { text: done.value, base: done.version });
        const [conflict] = outcome.conflicts;
        if (conflict && c.settle)
          await saveAnswer(t.house, carla, id, {
            ...place,
            value: `${String(conflict.theirs)} ${String(conflict.mine)}`.slice(0, 900),
            base: conflict.version,
            settles: conflict.edit,
          });
      }
      const rows = await edits(id);
      const everything = JSON.stringify([await textOf(id), rows]);
      for (const word of typed) expect(everything).toContain(word);
      const versions = rows.filter((r) => r.version !== null);
      expect(versions.map((r) => r.version)).toEqual(versions.map((_, i) => i + 1));
      expect(versions.at(-1)!.value).toBe(await textOf(id));
      // No lost update: whoever made words disappear had them before their eyes.
      const words = (text: string) => new Set(text.split(/\s+/).filter(Boolean));
      versions.slice(1).forEach((row, i) => {
        const seen = words(versions[row.base - 1]!.value as string);
        for (const word of words(versions[i]!.value as string)) if (!words(row.value as string).has(word)) expect([...seen]).toContain(word);
      });
      const settled = rows.map((r) => r.settles).filter(Boolean);
      expect((await openBranches(t.house.db, id)).length).toBe(rows.filter((r) => r.how === 'branched').length - settled.length);
    }),
    { numRuns: 25 },
  );
}, 60_000);
