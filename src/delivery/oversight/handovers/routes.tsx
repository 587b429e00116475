import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { workbook } from '#src/plumbing/workbook.ts';
import { z } from 'zod';
import { sheetFrom } from '../exports/files.ts';
import { datasets } from '../exports/datasets.ts';
import { can } from '../policy.ts';
import { isHalfYear, type HalfYear } from '../rules/halfYears.ts';
import { ChangesPage, changeSpec, HandoversPage, handoverSpec } from '../views/handovers.tsx';
import { handOver } from './actions.ts';
import { filesNow } from './content.ts';
import { handoverCopy } from './copy.ts';
import { changed, changeList, handedOver, handoverById, handovers, handoversOf, type ChangeRow, type Handover } from './queries.ts';

const readers = { anyOf: ['office', 'auditor'] } as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const one = '/oversight/handovers/:id';

export const handoverInput = z.object({
  half: z.custom<HalfYear>((v) => typeof v === 'string' && isHalfYear(v), 'form.invalid'),
  note: z.string().trim().max(500).default(''),
});

const programmeOf = (ask: Ask<unknown>) => programmeById(ask.house.db, ask.house.settings.programme);

async function readable(ask: Ask<unknown>): Promise<Handover> {
  const handover = can.exportAll(ask.actor).ok ? await handoverById(ask.house.db, ask.house.settings.programme, ask.params['id'] ?? '') : undefined;
  if (!handover) throw notFound();
  return handover;
}

async function handoverPage(ask: Ask<unknown>): Promise<Reply> {
  const { db, files } = ask.house;
  const handover = await readable(ask);
  const programme = await programmeOf(ask);
  const others = (await handoversOf(db, programme.id, handover.half)).filter((h) => h.number > handover.number);
  const other = others.find((h) => h.id === ask.url.searchParams.get('with'));
  const rows = other ? (await handedOver(files, other)).datasets : (await filesNow(db, programme, handover.half)).rows;
  const changes = changed(await handedOver(files, handover), rows);
  const listed = await list<ChangeRow>(db, changeList(changes) as never, changeSpec, ask.url);
  if (listed.state.csv) return file(csv(changeSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `changes-${handover.half}-${handover.number}.csv`);
  return page(
    speak(handoverCopy, ask.locale).one(handover.half, handover.number),
    <ChangesPage handover={handover} others={others} other={other ?? null} listed={listed} />,
    { wide: true },
  );
}

export const handoverDoors: Door[] = [
  door({
    method: 'GET',
    path: '/oversight/handovers',
    access: readers,
    async handler(ask) {
      if (!can.exportAll(ask.actor).ok) throw notFound();
      const listed = await list<Handover>(ask.house.db, handovers(ask.house.settings.programme) as never, handoverSpec, ask.url);
      if (listed.state.csv) return file(csv(handoverSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'handovers.csv');
      return page(speak(handoverCopy, ask.locale).title, <HandoversPage listed={listed} />, { wide: true });
    },
  }),
  door({
    method: 'POST',
    path: '/oversight/handovers',
    access: { anyOf: ['office'] },
    does: 'oversight.handOver',
    input: handoverInput,
    handler: async (ask) => seeOther(`/oversight/handovers/${await handOver(ask.house, ask.actor, ask.input.half, ask.input.note, ask.idempotencyKey)}`),
  }),
  door({ method: 'GET', path: one, access: readers, handler: handoverPage }),
  door({
    method: 'GET',
    path: `${one}/content`,
    access: readers,
    async handler(ask) {
      const handover = await readable(ask);
      return file(await ask.house.files.get(handover.sha256), 'application/json', `${handover.half}-${handover.number}.json`);
    },
  }),
  door({
    method: 'GET',
    path: `${one}/file.xlsx`,
    access: readers,
    async handler(ask) {
      const handover = await readable(ask);
      const handed = await handedOver(ask.house.files, handover);
      const sheets = datasets.map((d) => sheetFrom(d, handed.datasets[d.id] ?? [], ask.locale));
      return file(workbook(sheets, handover.madeAt), xlsx, `${handover.half}-${handover.number}.xlsx`);
    },
  }),
];
