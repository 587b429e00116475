import type { ProposalFacts } from '#src/funding/calls/facts.ts';

/** What the page of the project asks. */
export type ProjectPart = {
  mainSpoke: number | null;
  spokes: readonly number[];
  sector: string | null;
  startsOn: string | null;
  durationMonths: number | null;
  wideDissemination: boolean;
  mayPublishResults: boolean;
};

export const projectPart = (facts: ProposalFacts): ProjectPart => ({
  mainSpoke: facts.mainSpoke,
  spokes: [...facts.spokes].sort((a, b) => a - b),
  sector: facts.sector,
  startsOn: facts.startsOn,
  durationMonths: facts.durationMonths,
  wideDissemination: facts.wideDissemination,
  mayPublishResults: facts.mayPublishResults,
});

const said = (value: ProjectPart[keyof ProjectPart]) => JSON.stringify(Array.isArray(value) ? [...(value as number[])].sort((a, b) => a - b) : value);

/**
 * Field by field: what I changed is mine, what I left is as it stands now. `clash` are the fields that both changed since `seen`, and not to
 * the same.
 */
export function mergeProject(seen: ProjectPart, mine: ProjectPart, now: ProjectPart): { merged: ProjectPart; clash: (keyof ProjectPart)[] } {
  const fields = Object.keys(seen) as (keyof ProjectPart)[];
  const changed = (from: ProjectPart, to: ProjectPart, field: keyof ProjectPart) => said(from[field]) !== said(to[field]);
  return {
    merged: { ...now, ...Object.fromEntries(fields.filter((f) => changed(seen, mine, f)).map((f) => [f, mine[f]])) },
    clash: fields.filter((f) => changed(seen, mine, f) && changed(seen, now, f) && changed(mine, now, f)),
  };
}
