import { listRows, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { showInstant } from '#src/core/time.ts';
import type { RunLine } from '../assigning.ts';
import { assignmentWords } from '../copy/assignment.ts';

const hows = ['fair', 'total', 'byHand'] as const;
const states = ['open', 'released', 'infeasible', 'undecided'] as const;

/** A run as a row; what is no assignment has no figures. */
export type RunRow = {
  id: string;
  number: number;
  at: string;
  who: string;
  how: (typeof hows)[number];
  pairs: number | null;
  total: number | null;
  minimum: number | null;
  state: (typeof states)[number];
  line: RunLine;
};

const stateWords = {
  open: assignmentWords.stateOpen,
  released: assignmentWords.stateReleased,
  infeasible: assignmentWords.stateInfeasible,
  undecided: assignmentWords.stateUndecided,
};
const howWords = { fair: assignmentWords.how_fair, total: assignmentWords.how_total, byHand: assignmentWords.how_byHand };

export const runsSpec: ListSpec<RunRow> = {
  name: 'runs',
  columns: [
    { key: 'number', label: assignmentWords.runNumber },
    { key: 'at', label: assignmentWords.made, csv: (row, locale) => showInstant(row.at, locale) },
    { key: 'who', label: assignmentWords.madeBy, searched: true },
    { key: 'how', label: assignmentWords.how, filter: { kind: 'choice', options: hows.map((value) => ({ value, label: howWords[value] })) } },
    { key: 'pairs', label: assignmentWords.pairs, numeric: true },
    { key: 'total', label: assignmentWords.sum, numeric: true },
    { key: 'minimum', label: assignmentWords.minimum, numeric: true },
    {
      key: 'state',
      label: assignmentWords.state,
      filter: { kind: 'choice', options: states.map((value) => ({ value, label: stateWords[value] })) },
      csv: (row, locale) => stateWords[row.state][locale],
    },
  ],
  order: '-number',
  key: 'number',
};

function rowOf(line: RunLine): RunRow {
  const { id, number, proposedAt, proposedBy, adjusts, objective, outcome, releasedAt } = line;
  const said = { id, number, at: proposedAt, who: proposedBy, how: adjusts ? ('byHand' as const) : objective, line };
  if ('infeasible' in outcome) return { ...said, pairs: null, total: null, minimum: null, state: outcome.undecided ? 'undecided' : 'infeasible' };
  const { pairs, total, minimum } = outcome;
  return { ...said, pairs, total, minimum, state: releasedAt ? 'released' : 'open' };
}

export const listRuns = (runs: readonly RunLine[], url: URL): Listed<RunRow> => listRows(runs.map(rowOf), runsSpec, url);
