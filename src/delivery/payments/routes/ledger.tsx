import { notFound, see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { balancesBy, figuresOf } from '#src/plumbing/ledger/read.ts';
import { csv } from '#src/plumbing/listing.ts';
import { ledgerCopy } from '../copy/ledger.ts';
import { can, ledSpokes } from '../policy.ts';
import { entryFile, ledgerCalls, ledgerNames } from '../queries/ledger.ts';
import { postingsPage } from '../queries/postings.ts';
import { ChartPage, EntryPage, namedPostings, postingSpec, PostingsPage } from '../views/ledger.tsx';

const staff = { anyOf: ['office', 'auditor', 'payer'] } as const;

/** A day of the address, or none. */
const dayOf = (ask: Ask<unknown>): string => {
  const at = ask.url.searchParams.get('at') ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(at) && !Number.isNaN(Date.parse(at)) ? at : '';
};

export const ledgerDoors: Door[] = [
  door({
    method: 'GET',
    path: '/ledger',
    access: staff,
    async handler(ask) {
      see(can.readLedger(ask.actor));
      const { db } = ask.house;
      const calls = await ledgerCalls(db);
      const asked = ask.url.searchParams.get('call') ?? '';
      const call = calls.some((c) => c.id === asked) ? asked : '';
      const at = dayOf(ask);
      const rows = await balancesBy(db, ['kind'], { ...(call && { call }), ...(at && { at }) });
      return page(speak(ledgerCopy, ask.locale).ledger, <ChartPage rows={rows} figures={figuresOf(rows)} call={call} at={at} calls={calls} />);
    },
  }),
  door({
    method: 'GET',
    path: '/ledger/entries',
    access: { anyOf: [...staff.anyOf, 'spokeLeader'] },
    async handler(ask) {
      see(can.readEntries(ask.actor));
      const at = dayOf(ask);
      const whole = can.readLedger(ask.actor).ok;
      const found = await postingsPage(ask.house.db, postingSpec, ask.url, at || null, whole ? null : ledSpokes(ask.actor));
      const spec = namedPostings(await ledgerNames(ask.house.db, ask.house.settings.programme, found, whole));
      if (found.state.csv) return file(csv(spec, found.rows, ask.locale), 'text/csv; charset=utf-8', 'libro-mastro.csv');
      return page(speak(ledgerCopy, ask.locale).entries, <PostingsPage listed={found} spec={spec} at={at} whole={whole} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/ledger/entries/:id',
    access: staff,
    async handler(ask) {
      see(can.readLedger(ask.actor));
      const entry = await entryFile(ask.house.db, ask.params['id'] ?? '');
      if (!entry) throw notFound();
      return page(speak(ledgerCopy, ask.locale).entry(entry.id), <EntryPage entry={entry} />);
    },
  }),
];
