import type { CalendarDate } from '#src/core/time.ts';
import type { FoundConflict } from '#src/funding/calls/vocabulary.ts';

/**
 * What is known of people, organisations and what they did together. `works` and `acts` lead from a person to an organisation, `part` and `group`
 * from an organisation to the one above it, `takesPart` from an organisation to a proposal of the call, `wrote`, `leads` and `named` from a person to one
 * that they wrote, or that names them; `namesake` to somebody of the same name, as far as a name tells; `author` leads
 * to a publication, `titled` to what two people may have published together as far as title and year tell, `shared` to a proposal of another call, `team` to a funded project. Dates are those of the tie; empty means not known, or still.
 */
export const edgeKinds = ['works', 'acts', 'part', 'group', 'takesPart', 'wrote', 'leads', 'named', 'namesake', 'author', 'titled', 'shared', 'team'] as const;
export type EdgeKind = (typeof edgeKinds)[number];
export type Edge = { kind: EdgeKind; from: string; to: string; fromOn?: CalendarDate | null; untilOn?: CalendarDate | null };

/** What ties a person to a proposal of the call as one of its people. */
export const ofProposal: readonly EdgeKind[] = ['wrote', 'leads', 'named'];

/** One step on the way from a person to a proposal. `back`: against the edge's direction. */
export type Step = { kind: EdgeKind; back: boolean; to: string; fromOn: CalendarDate | null; untilOn: CalendarDate | null };
export type Found = { person: string; proposal: string; kind: FoundConflict; /** What it goes through. */ via: string; path: readonly Step[] };

export type Looking = { persons: readonly string[]; on: CalendarDate; lookBackYears: number };

/** Every conflict of these people with every proposal, one for each way in which it comes about. */
export function conflictsIn(edges: readonly Edge[], { persons, on, lookBackYears }: Looking): Found[] {
  const since = `${String(Number(on.slice(0, 4)) - lookBackYears).padStart(4, '0')}${on.slice(4)}`;
  const counted = edges.filter((e) => (!e.untilOn || e.untilOn >= since) && (!e.fromOn || e.fromOn <= on));
  const [out, into] = [Map.groupBy(counted, (e) => e.from), Map.groupBy(counted, (e) => e.to)];
  const from = (node: string, ...kinds: EdgeKind[]) => (out.get(node) ?? []).filter((e) => kinds.includes(e.kind));
  const to = (node: string, ...kinds: EdgeKind[]) => (into.get(node) ?? []).filter((e) => kinds.includes(e.kind));
  const proposals = [...new Set(counted.filter((e) => e.kind === 'takesPart' || ofProposal.includes(e.kind)).map((e) => e.to))].sort();
  return persons.flatMap((person) => {
    const own = byOwnProposal(person);
    const found = [...byOrganisation(person), ...own, ...byName(person).filter((f) => !own.some((o) => o.proposal === f.proposal)), ...byWork(person)];
    const certain = new Set(found.flatMap((f) => (f.kind === 'coauthor' ? [`${f.proposal} ${partnerOf(f)}`] : [])));
    const told = found.filter((f) => f.kind !== 'likelyCoauthor' || !certain.has(`${f.proposal} ${partnerOf(f)}`));
    return unique([...told, ...byCompetition(person, told)]);
  });

  /** Their organisation, or one that it is a part of, has as a part or shares a group with, takes part. */
  function byOrganisation(person: string): Found[] {
    return from(person, 'works', 'acts').flatMap((start) => {
      const ended = start.kind === 'works' && Boolean(start.untilOn && start.untilOn < on);
      const own: FoundConflict = start.kind === 'acts' ? 'member' : ended ? 'formerEmployer' : 'employer';
      const within = reach(start, false);
      const grouped = new Map([...reach(start, true)].filter(([organisation]) => !within.has(organisation)));
      const of = (kind: FoundConflict) => (reached: Map<string, Step[]>) =>
        [...reached].flatMap(([organisation, path]) =>
          from(organisation, 'takesPart').map((e): Found => ({ person, proposal: e.to, kind, via: `${start.to} ${organisation}`, path: [...path, stepOf(e)] })),
        );
      return [...of(own)(within), ...of('group')(grouped)];
    });
  }

  /** Organisations that are one with this one, with the shortest way there. */
  function reach(start: Edge, groups: boolean): Map<string, Step[]> {
    const paths = new Map([[start.to, [stepOf(start)]]]);
    for (const [node, path] of paths) {
      const kinds: EdgeKind[] = groups ? ['part', 'group'] : ['part'];
      for (const e of from(node, ...kinds)) if (!paths.has(e.to)) paths.set(e.to, [...path, stepOf(e)]);
      for (const e of to(node, ...kinds)) if (!paths.has(e.from)) paths.set(e.from, [...path, stepOf(e, true)]);
    }
    return paths;
  }

  function byOwnProposal(person: string): Found[] {
    return from(person, ...ofProposal).map((e) => ({ person, proposal: e.to, kind: 'proposal', via: e.to, path: [stepOf(e)] }));
  }

  /** It names somebody who is called as they are: whether it is they, a person has to say. */
  function byName(person: string): Found[] {
    return from(person, 'namesake').flatMap((first) =>
      from(first.to, ...ofProposal).map((e): Found => ({ person, proposal: e.to, kind: 'namesake', via: first.to, path: [stepOf(first), stepOf(e)] })),
    );
  }

  /** They published, or did a project at the same time, with somebody of the proposal, or who acts for one of its organisations. */
  function byWork(person: string): Found[] {
    return from(person, 'author', 'titled', 'shared', 'team').flatMap((first) =>
      to(first.to, first.kind)
        .filter((second) => second.from !== person && overlap(first, second))
        .flatMap((second) => {
          const [path, via] = [[stepOf(first), stepOf(second, true)], `${first.to} ${second.from}`];
          const kind = kindOfWork[first.kind as keyof typeof kindOfWork];
          const wrote = from(second.from, ...ofProposal).map((e): Found => ({ person, proposal: e.to, kind, via, path: [...path, stepOf(e)] }));
          const acts = from(second.from, 'acts').flatMap((a) =>
            from(a.to, 'takesPart').map((e): Found => ({ person, proposal: e.to, kind, via, path: [...path, stepOf(a), stepOf(e)] })),
          );
          return [...wrote, ...acts];
        }),
    );
  }

  /** Their organisation takes part in one proposal, and so competes with every other. */
  function byCompetition(person: string, found: readonly Found[]): Found[] {
    return found
      .filter((f) => f.kind === 'employer' || f.kind === 'member')
      .flatMap((f) =>
        proposals.filter((p) => p !== f.proposal).map((proposal): Found => ({ person, proposal, kind: 'competitor', via: f.proposal, path: f.path })),
      );
  }
}

const kindOfWork = { author: 'coauthor', titled: 'likelyCoauthor', shared: 'project', team: 'project' } as const;

/** As far as their dates tell, at one time. */
const overlap = (a: Edge, b: Edge): boolean => !(a.untilOn && b.fromOn && a.untilOn < b.fromOn) && !(b.untilOn && a.fromOn && b.untilOn < a.fromOn);

const stepOf = (e: Edge, back = false): Step => ({ kind: e.kind, back, to: back ? e.from : e.to, fromOn: e.fromOn ?? null, untilOn: e.untilOn ?? null });

/** With whom somebody published. */
const partnerOf = (f: Found): string => f.path[1]!.to;

/** The first of those that go the same way. */
function unique(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const f of found) {
    const key = [f.proposal, f.kind, f.via].join('\n');
    if (!seen.has(key)) seen.set(key, f);
  }
  return [...seen.values()];
}
