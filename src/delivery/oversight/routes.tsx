import { notFound } from '#src/core/errors.ts';
import { readNumber } from '#src/core/figures.ts';
import { parseEuros } from '#src/core/money.ts';
import { isRegion, regions } from '#src/core/regions.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { programmeById, sectorsOf, spokesOf as spokesOfProgramme } from '#src/partnership/programme/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { alarmDoors } from './alarms/routes.tsx';
import { oversightCopy } from './copy.ts';
import { exportDoors } from './exports/routes.tsx';
import { handoverDoors } from './handovers/routes.tsx';
import { can, spokesOf } from './policy.ts';
import { areaOf, asList, isBreakdown, overTime, overview, overviewSpec, pots, progress, team, totals, type OverviewRow, type Scope } from './queries.ts';
import { forecast } from './rules/forecast.ts';
import { reportedDoors } from './reported/routes.tsx';
import { OverviewPage } from './views/overview.tsx';
import { WhatIfPage, type Supposed } from './views/whatIf.tsx';

const programmeOf = (ask: Ask<unknown>) => programmeById(ask.house.db, ask.house.settings.programme);

/** What the address narrows the page to. A Spoke that the person does not lead is none. */
function scopeOf(ask: Ask<unknown>, programme: string, known: { calls: readonly string[]; sectors: readonly string[] }): Scope {
  const asked = (name: string) => ask.url.searchParams.get(name)?.trim() || undefined;
  const spokes = spokesOf(ask.actor);
  const spoke = /^\d{1,2}$/.test(asked('spoke') ?? '') ? Number(asked('spoke')) : undefined;
  const among = (name: string, values: readonly string[]) => values.find((v) => v === asked(name));
  return {
    programme,
    spokes,
    call: among('call', known.calls),
    spoke: spoke !== undefined && (spokes === null || spokes.includes(spoke)) ? spoke : undefined,
    sector: among('sector', known.sectors),
    region: isRegion(asked('region') ?? '') ? asked('region') : undefined,
  };
}

async function overviewPage(ask: Ask<unknown>) {
  if (!can.watch(ask.actor).ok) throw notFound();
  const { db } = ask.house;
  const programme = await programmeOf(ask);
  const calls = await pots(db, programme.id);
  const sectors = await sectorsOf(db, programme.id);
  const scope = scopeOf(ask, programme.id, { calls: calls.map((c) => c.id), sectors: sectors.map((s) => s.id) });
  const asked = ask.url.searchParams.get('by') ?? '';
  const by = isBreakdown(asked) ? asked : 'spoke';
  const spec = overviewSpec(by);
  const rows = await overview(db, by, scope, ask.locale);
  const listed = await list<OverviewRow>(db, asList(rows) as never, spec, ask.url);
  if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `oversight-${by}.csv`);
  const all = await totals(db, scope);
  const { south, other } = await progress(db, scope, romeDate(ask.now));
  const spokes = (await spokesOfProgramme(db, programme.id)).filter((s) => scope.spokes === null || scope.spokes.includes(s.number));
  const { womenFloor, southHiresFloor } = programme.about;
  return page(
    speak(oversightCopy, ask.locale).title,
    <OverviewPage
      totals={all}
      floors={{ south: programme.southFloorPercent, women: womenFloor, southHires: southHiresFloor }}
      forecast={
        south.committedCents + other.committedCents === 0
          ? null
          : {
              south: forecast({ ...south, acceptedCents: all.south.accepted }),
              other: forecast({ ...other, acceptedCents: all.accepted - all.south.accepted }),
            }
      }
      team={await team(db, scope)}
      by={by}
      listed={listed}
      rows={rows}
      months={await overTime(db, scope)}
      exports={can.exportAll(ask.actor).ok}
      spokes={scope.spokes}
      choices={{
        call: { value: scope.call, options: calls.map((c) => ({ value: c.id, label: c.code })) },
        spoke: {
          value: scope.spoke === undefined ? undefined : String(scope.spoke),
          options: spokes.map((s) => ({ value: String(s.number), label: `Spoke ${s.number}` })),
        },
        sector: { value: scope.sector, options: sectors.map((s) => ({ value: s.id, label: s.name[ask.locale] })) },
        region: { value: scope.region, options: regions.map((r) => ({ value: r.id, label: r.name[ask.locale] })) },
      }}
    />,
    { wide: true },
  );
}

const percentOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(readNumber(text)));

async function whatIfPage(ask: Ask<unknown>) {
  if (!can.watch(ask.actor).ok || spokesOf(ask.actor) !== null) throw notFound();
  const { db } = ask.house;
  const programme = await programmeOf(ask);
  const all = await totals(db, { programme: programme.id, spokes: null });
  // As people write amounts and figures; what is none, or beyond what there is, counts as what there is.
  const asked = (name: string, read: (text: string) => number | undefined, most: number, otherwise: number) => {
    const value = read(ask.url.searchParams.get(name) ?? '') ?? Number.NaN;
    return Number.isFinite(value) ? Math.min(most, Math.max(0, value)) : otherwise;
  };
  const supposed = (await pots(db, programme.id))
    .filter((pot) => pot.potCents > 0)
    .map((pot): Supposed => ({
      pot,
      grantCents: asked(`grant-${pot.id}`, parseEuros, pot.potCents, pot.potCents),
      southPercent: Math.round(asked(`south-${pot.id}`, percentOf, 100, programme.southFloorPercent)),
    }));
  return page(speak(oversightCopy, ask.locale).whatIf, <WhatIfPage now={areaOf(all, 'committed')} floor={programme.southFloorPercent} supposed={supposed} />);
}

const watchers = { anyOf: ['office', 'auditor', 'payer', 'spokeLeader'] } as const;

export const oversightDoors: Door[] = [
  ...alarmDoors,
  ...handoverDoors,
  ...exportDoors,
  ...reportedDoors,
  door({ method: 'GET', path: '/oversight', access: watchers, handler: overviewPage }),
  door({ method: 'GET', path: '/oversight/what-if', access: watchers, handler: whatIfPage }),
];
