import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import type { Ask } from '#src/plumbing/http/door.ts';
import { seatOf, seen } from '../actions/shared.ts';
import { can, scopeOf } from '../policy.ts';
import { lineById, type Line, type Scope } from '../queries/lines.ts';
import { reportById, type Report } from '../queries/report.ts';

export const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
export const todayOf = (ask: Ask<unknown>) => romeDate(ask.now);

/** The report that the address names, for whoever may read it. */
export const readable = async (ask: Ask<unknown>): Promise<Report> => seen(ask.actor, await reportById(ask.house.db, idOf(ask)));

export const scopeIn = (ask: Ask<unknown>, report: Report): Scope => scopeOf(ask.actor, seatOf(report));

/** Members that the asker may write for now: those whose time on the project touches the period. */
export const writesIn = (ask: Ask<unknown>, report: Report): string[] =>
  report.project.members
    .filter((m) => (m.leftOn === null || m.leftOn > report.fromOn) && (m.joinedOn === null || m.joinedOn <= report.untilOn))
    .map((m) => m.organisationId)
    .filter((id) => can.write(ask.actor, seatOf(report), id).ok);

/** The line that the address names, of a member that the asker may see. */
export async function readableLine(ask: Ask<unknown>, report: Report): Promise<Line> {
  const line = await lineById(ask.house.db, report.id, ask.params['lineId'] ?? '');
  const scope = scopeIn(ask, report);
  if (!line || (scope !== 'all' && !scope.includes(line.organisationId))) throw notFound();
  return line;
}
