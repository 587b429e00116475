import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { alarms, kindsFor, placeOf, type AlarmRow } from './alarms/queries.ts';
import { sharesNow } from './alarms/shares.ts';
import { handOver } from './handovers/actions.ts';
import { filesNow } from './handovers/content.ts';
import { changed, handedOver, handoverById, handovers, handoversOf, type Handover } from './handovers/queries.ts';
import { handoverInput } from './handovers/routes.tsx';
import { can, spokesOf } from './policy.ts';
import { alarmSpec } from './views/alarms.tsx';
import { handoverSpec } from './views/handovers.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;

async function readable(ask: Ask<unknown>): Promise<Handover> {
  const handover = can.exportAll(ask.actor).ok ? await handoverById(ask.house.db, ask.house.settings.programme, ask.params['id'] ?? '') : undefined;
  if (!handover) throw notFound();
  return handover;
}

/** The same doors as the pages: what asks for action, and what the ministry was handed. */
export const oversightApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/oversight/alarms',
    access: { anyOf: ['office', 'auditor', 'payer', 'spokeLeader'] },
    summary: 'Shares beside their floors, and what is late or about to end, of the kinds that one may open; `place` is where it is put right',
    async handler({ house, actor, url, now }) {
      if (!can.watch(actor).ok) throw notFound();
      const programme = await programmeById(house.db, house.settings.programme);
      const scope = { programme: programme.id, spokes: spokesOf(actor) };
      const today = romeDate(now);
      const { rows, total, pages, state } = await list<AlarmRow>(house.db, alarms(kindsFor(actor), scope, today) as never, alarmSpec, url);
      return json({
        shares: await sharesNow(house.db, programme, scope, today),
        alarms: rows.map((r) => ({ ...r, place: placeOf(r) })),
        total,
        page: state.page,
        pages,
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/oversight/handovers',
    access: readers,
    summary: 'What the ministry was handed, each with its fingerprint, a page at a time',
    async handler({ house, actor, url }) {
      if (!can.exportAll(actor).ok) throw notFound();
      const { rows, total, pages, state } = await list<Handover>(house.db, handovers(house.settings.programme) as never, handoverSpec, url);
      return json({ handovers: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/oversight/handovers',
    access: { anyOf: ['office'] },
    does: 'oversight.handOver',
    input: handoverInput,
    summary: 'Freezes the files of a half-year as they were handed over; the same Idempotency-Key freezes once',
    once: true,
    handler: async ({ house, actor, input, idempotencyKey }) => json({ id: await handOver(house, actor, input.half, input.note, idempotencyKey) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/oversight/handovers/:id',
    access: readers,
    summary: 'One hand-over and what has changed since, cell by cell: until today, or until the later hand-over named by `with`',
    async handler(ask) {
      const { db, files, settings } = ask.house;
      const handover = await readable(ask);
      const others = await handoversOf(db, settings.programme, handover.half);
      const other = others.find((h) => h.number > handover.number && h.id === ask.url.searchParams.get('with'));
      const rows = other ? (await handedOver(files, other)).datasets : (await filesNow(db, await programmeById(db, settings.programme), handover.half)).rows;
      return json({ handover, with: other?.id ?? null, changes: changed(await handedOver(files, handover), rows) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/oversight/handovers/:id/content',
    access: readers,
    summary: 'The very files of a hand-over, as they were frozen: their SHA-256 is the fingerprint in the log',
    async handler(ask) {
      const handover = await readable(ask);
      return file(await ask.house.files.get(handover.sha256), 'application/json', `${handover.half}-${handover.number}.json`);
    },
  }),
];
