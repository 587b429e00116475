import { notFound, see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { membersOf } from '#src/delivery/payments/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { workbook } from '#src/plumbing/workbook.ts';
import { closeSample, drawSample, noteFinding } from './actions/samples.ts';
import { delimitSystemic, topUpSample } from './actions/topUp.ts';
import { auditCopy } from './copy.ts';
import { can } from './policy.ts';
import {
  allItems,
  choices,
  estimateOf,
  itemsOfSample,
  roundsOf,
  sampleById,
  samplesFor,
  type ItemRow,
  type Sample,
  type SampleContent,
  type SampleRow,
} from './queries/samples.ts';
import { drawAll } from './rules/draw.ts';
import { paymentDoors } from './routes/payments.tsx';
import { decisiveSize } from './rules/estimate.ts';
import { closingInput, findingInput, sampleInput, systemicInput, topUpInput } from './schema.ts';
import { ItemPage } from './views/item.tsx';
import { itemSpec, SamplePage, type SampleProps } from './views/sample.tsx';
import { NewSamplePage, sampleSpec, SamplesPage } from './views/samples.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;
const auditors = { anyOf: ['auditor'] } as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const words = (ask: Ask<unknown>) => speak(auditCopy, ask.locale);
const one = '/audit/samples/:id';

async function readable(ask: Ask<unknown>): Promise<Sample> {
  const sample = await sampleById(ask.house.db, ask.params['id'] ?? '');
  if (!sample) throw notFound();
  see(can.read(ask.actor, sample));
  return sample;
}

async function newPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  see(can.draws(ask.actor));
  const { calls, spokes } = await choices(ask.house.db, ask.house.settings.programme);
  return page(words(ask).newSample, <NewSamplePage calls={calls} spokes={spokes} {...(again && { form: again })} />, {
    script: true,
    address: '/audit/samples/new',
    failed: again !== undefined,
  });
}

async function samplePage(ask: Ask<unknown>, again?: SampleProps['again']): Promise<Reply> {
  const { db } = ask.house;
  const sample = await readable(ask);
  const listed = await list<ItemRow>(db, itemsOfSample(sample.id) as never, itemSpec, ask.url);
  if (listed.state.csv) return file(csv(itemSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${sample.code}.csv`);
  const content = JSON.parse(sample.content) as SampleContent;
  const items = await allItems(db, sample.id);
  const rounds = await roundsOf(db, sample.id);
  const redrawn = drawAll(
    content.seed,
    content.units,
    content.method,
    rounds.map((r) => r.more),
  );
  const estimate = estimateOf(sample, items);
  const { calls } = await choices(db, ask.house.settings.programme);
  return page(
    words(ask).sample(sample.code),
    <SamplePage
      sample={sample}
      listed={listed}
      estimate={estimate}
      rounds={rounds}
      same={redrawn.length === items.length && redrawn.every((d, i) => d.id === items[i]!.item && d.as === items[i]!.drawnAs)}
      close={can.close(ask.actor, sample)}
      delimit={can.delimit(ask.actor, sample)}
      topUp={can.topUp(ask.actor, sample, estimate)}
      suggested={estimate ? decisiveSize(content.units, estimate, content.method, items.length) - items.length : 1}
      call={calls.find((c) => c.id === sample.callId)?.code ?? sample.callId}
      {...(again && { again })}
    />,
    { wide: true, script: true, address: `/audit/samples/${sample.id}`, failed: again !== undefined },
  );
}

const againAt =
  (part: 'closing' | 'topUp' | 'systemic') =>
  (ask: Ask<unknown>, form: Again): Promise<Reply> =>
    samplePage(ask, { part, form });

async function itemPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const sample = await readable(ask);
  const item = (await allItems(ask.house.db, sample.id)).find((i) => String(i.number) === ask.params['number']);
  if (!item) throw notFound();
  const memberIds = (await membersOf(ask.house.db, [item.projectId])).get(item.projectId) ?? [];
  return page(
    words(ask).itemOf(String(item.number), sample.code),
    <ItemPage sample={sample} item={item} note={can.note(ask.actor, sample, { memberIds, cents: item.cents })} {...(again && { form: again })} />,
    { script: true, address: `/audit/samples/${sample.id}/items/${item.number}`, failed: again !== undefined },
  );
}

/** The items as a sheet, in the order in which they were drawn. */
async function sheetOf(ask: Ask<unknown>, sample: Sample): Promise<Buffer> {
  const kinds = { cents: 'cents', errorCents: 'cents', on: 'day', number: 'number' } as Record<string, 'cents' | 'day' | 'number'>;
  const items = await allItems(ask.house.db, sample.id);
  return workbook(
    [
      {
        name: sample.code,
        columns: itemSpec.columns.map((c) => ({ label: c.label[ask.locale], kind: kinds[c.key] ?? 'text' })),
        rows: items.map((r) => itemSpec.columns.map((c) => (kinds[c.key] || !c.csv ? r[c.key] : c.csv(r, ask.locale)))),
      },
    ],
    sample.drawnAt,
  );
}

export const auditDoors: Door[] = [
  ...paymentDoors,
  door({
    method: 'GET',
    path: '/audit',
    access: readers,
    async handler(ask) {
      const listed = await list<SampleRow>(ask.house.db, samplesFor(ask.actor) as never, sampleSpec, ask.url);
      if (listed.state.csv) return file(csv(sampleSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'campioni.csv');
      return page(words(ask).title, <SamplesPage listed={listed} draw={can.draws(ask.actor)} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/audit/samples/new', access: auditors, handler: (ask) => newPage(ask) }),
  door({
    method: 'POST',
    path: '/audit/samples',
    access: auditors,
    does: 'audit.draw',
    input: sampleInput,
    again: newPage,
    handler: async (ask) => seeOther(`/audit/samples/${await drawSample(ask.house, ask.actor, ask.input, ask.idempotencyKey)}`),
  }),
  door({ method: 'GET', path: one, access: readers, handler: (ask) => samplePage(ask) }),
  door({
    method: 'GET',
    path: `${one}/file.xlsx`,
    access: readers,
    async handler(ask) {
      const sample = await readable(ask);
      return file(await sheetOf(ask, sample), xlsx, `${sample.code}.xlsx`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/content`,
    access: readers,
    async handler(ask) {
      const sample = await readable(ask);
      return file(sample.content, 'application/json', `${sample.code}.json`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/outcome`,
    access: readers,
    async handler(ask) {
      const sample = await readable(ask);
      if (sample.outcome === null) throw notFound();
      return file(sample.outcome, 'application/json', `${sample.code}-esito.json`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/closing`,
    access: auditors,
    does: 'audit.close',
    input: closingInput,
    again: againAt('closing'),
    async handler(ask) {
      await closeSample(ask.house, ask.actor, ask.params['id'] ?? '', ask.input.conclusion);
      return seeOther(`/audit/samples/${ask.params['id']}#estimate`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/rounds/:round`,
    access: readers,
    async handler(ask) {
      const sample = await readable(ask);
      const round = (await roundsOf(ask.house.db, sample.id)).find((r) => String(r.round) === ask.params['round']);
      if (!round) throw notFound();
      return file(round.content, 'application/json', `${sample.code}-${round.round}.json`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/rounds`,
    access: auditors,
    does: 'audit.topUp',
    input: topUpInput,
    again: againAt('topUp'),
    async handler(ask) {
      await topUpSample(ask.house, ask.actor, ask.params['id'] ?? '', ask.input);
      return seeOther(`/audit/samples/${ask.params['id']}#items`);
    },
  }),
  door({
    method: 'POST',
    path: `${one}/systemic`,
    access: auditors,
    does: 'audit.delimit',
    input: systemicInput,
    again: againAt('systemic'),
    async handler(ask) {
      await delimitSystemic(ask.house, ask.actor, ask.params['id'] ?? '', ask.input);
      return seeOther(`/audit/samples/${ask.params['id']}#estimate`);
    },
  }),
  door({ method: 'GET', path: `${one}/items/:number`, access: readers, handler: (ask) => itemPage(ask) }),
  door({
    method: 'POST',
    path: `${one}/items/:number`,
    access: auditors,
    does: 'audit.note',
    input: findingInput,
    again: itemPage,
    async handler(ask) {
      const id = ask.params['id'] ?? '';
      await noteFinding(ask.house, ask.actor, id, Number(ask.params['number']), ask.input);
      // On to the next that nobody has looked into.
      const next = (await allItems(ask.house.db, id)).find((i) => i.outcome === 'open');
      return seeOther(next ? `/audit/samples/${id}/items/${next.number}` : `/audit/samples/${id}#estimate`);
    },
  }),
];
