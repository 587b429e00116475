import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { regions } from '#src/core/regions.ts';
import { speak } from '#src/core/words.ts';
import { programmeById, sectorsOf, spokesOf as spokesOfProgramme } from '#src/partnership/programme/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { oversightCopy } from '../copy.ts';
import { can, spokesOf } from '../policy.ts';
import { pots } from '../queries.ts';
import { claims, type Claim } from './queries.ts';
import { ClaimsPage, claimSpec, type ClaimChoices } from './view.tsx';

const same = (text: string) => ({ it: text, en: text });

export const reportedDoors: Door[] = [
  door({
    method: 'GET',
    path: '/oversight/reported',
    access: { anyOf: ['office', 'auditor', 'payer', 'spokeLeader'] },
    async handler(ask) {
      if (!can.watch(ask.actor).ok) throw notFound();
      const { db } = ask.house;
      const programme = await programmeById(db, ask.house.settings.programme);
      const spokes = spokesOf(ask.actor);
      const choices: ClaimChoices = {
        call: (await pots(db, programme.id)).map((c) => ({ value: c.id, label: same(c.code) })),
        spoke: (await spokesOfProgramme(db, programme.id))
          .filter((s) => spokes === null || spokes.includes(s.number))
          .map((s) => ({ value: String(s.number), label: same(`Spoke ${s.number}`) })),
        sector: (await sectorsOf(db, programme.id)).map((s) => ({ value: s.id, label: s.name })),
        region: regions.map((r) => ({ value: r.id, label: r.name })),
      };
      const spec = claimSpec(choices);
      const rows = claims({ programme: programme.id, spokes });
      const listed = await list<Claim>(db, rows as never, spec, ask.url);
      if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'reported.csv');
      const whole = new URL(ask.url);
      whole.searchParams.set('format', 'csv');
      const all = (await list<Claim>(db, rows as never, spec, whole)).rows;
      // Who pays sees what is claimed, and reads no reports.
      const opens = hasRole(ask.actor, 'office', 'auditor', 'spokeLeader');
      return page(speak(oversightCopy, ask.locale).reported, <ClaimsPage listed={listed} all={all} choices={choices} opens={opens} />, { wide: true });
    },
  }),
];
