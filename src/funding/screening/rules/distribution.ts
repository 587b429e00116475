/** Who can be given cases, and how many still open ones they have. */
export type OfficerLoad = { id: string; load: number; organisationIds: readonly string[] };
/** `barred`: people who have something to do with it. */
export type OpenCase = { id: string; memberIds: readonly string[]; barred?: readonly string[] };

export type Distribution = { assigned: Map<string, string>; /** Every officer has something to do with it. */ nobody: string[] };

/** Who may look at a case without a conflict of interest. */
export const mayWorkOn = (officer: Pick<OfficerLoad, 'id' | 'organisationIds'>, it: OpenCase): boolean =>
  !it.barred?.includes(officer.id) && !it.memberIds.some((m) => officer.organisationIds.includes(m));

/**
 * Gives each case to an officer without a conflict so that the loads, with what each has already, are as even as they can be: first to the least
 * loaded, then along chains of exchanges until none makes it more even. The same cases and officers always give the same answer.
 */
export function distribute(cases: readonly OpenCase[], officers: readonly OfficerLoad[]): Distribution {
  const load = new Map(officers.map((o) => [o.id, o.load]));
  const able = new Map(cases.map((c) => [c.id, officers.filter((o) => mayWorkOn(o, c)).map((o) => o.id)]));
  const assigned = new Map<string, string>();
  const nobody: string[] = [];
  const scarceFirst = cases.toSorted((a, b) => able.get(a.id)!.length - able.get(b.id)!.length || (a.id < b.id ? -1 : 1));
  for (const { id } of scarceFirst) {
    const to = able.get(id)!.toSorted((a, b) => load.get(a)! - load.get(b)! || (a < b ? -1 : 1))[0];
    if (to === undefined) nobody.push(id);
    else move(id, to);
  }
  while (evenOut());
  return { assigned, nobody };

  function move(id: string, to: string) {
    const from = assigned.get(id);
    if (from !== undefined) load.set(from, load.get(from)! - 1);
    load.set(to, load.get(to)! + 1);
    assigned.set(id, to);
  }

  /** One chain from an officer to another who has at least two cases fewer: each on the way hands one on. */
  function evenOut(): boolean {
    for (const start of [...load].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)) {
      const cameBy = new Map<string, { from: string; by: string }>();
      const reached = [start];
      for (let next = reached.shift(); next !== undefined; next = reached.shift()) {
        if (load.get(next)! <= load.get(start)! - 2) {
          for (let at = next; at !== start; at = cameBy.get(at)!.from) move(cameBy.get(at)!.by, at);
          return true;
        }
        for (const [id, holder] of assigned)
          if (holder === next)
            for (const to of able.get(id)!)
              if (to !== start && !cameBy.has(to)) {
                cameBy.set(to, { from: next, by: id });
                reached.push(to);
              }
      }
    }
    return false;
  }
}
