import type { Severity } from '#src/core/reliability.ts';
import { listRows, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { placeStateWords } from '../copy.ts';
import { readingWords } from '../copy/reading.ts';
import type { Band, Near, Reading } from '../rules/reading.ts';
import { placeStates } from '../states.ts';

/** `marked`: the distance from the others is more than twice its error. */
export type SeverityRow = Severity & { marked: 'yes' | 'no' };

const isMarked = ({ shift, error }: Severity): boolean => shift !== null && error !== null && Math.abs(shift) > 2 * error;

export const severitySpec: ListSpec<SeverityRow> = {
  name: 'experts',
  columns: [
    { key: 'judge', label: readingWords.expert, searched: true },
    { key: 'shift', label: readingWords.shift, numeric: true },
    { key: 'error', label: readingWords.error, numeric: true },
    {
      key: 'marked',
      label: readingWords.marked,
      filter: {
        kind: 'choice',
        options: [
          { value: 'yes', label: readingWords.yes },
          { value: 'no', label: readingWords.no },
        ],
      },
      csv: (row, locale) => readingWords[row.marked][locale],
    },
    { key: 'compared', label: readingWords.compared, numeric: true },
    { key: 'lowest', label: readingWords.lowest, numeric: true },
    { key: 'middle', label: readingWords.middle, numeric: true },
    { key: 'highest', label: readingWords.highest, numeric: true },
  ],
  order: 'judge',
  key: 'judge',
};

export const bandName = (band: Band): string => (band.list === null ? 'band' : `band-${band.list}`);

export const bandSpec = (band: Band): ListSpec<Near> => ({
  name: bandName(band),
  columns: [
    { key: 'position', label: readingWords.position, numeric: true },
    { key: 'title', label: readingWords.acronym, searched: true },
    { key: 'protocol', label: readingWords.protocol, searched: true },
    { key: 'total', label: readingWords.points, numeric: true },
    {
      key: 'state',
      label: readingWords.state,
      filter: { kind: 'choice', options: placeStates.map((value) => ({ value, label: placeStateWords[value] })) },
      csv: (row, locale) => placeStateWords[row.state][locale],
    },
    { key: 'apart', label: readingWords.apart, numeric: true },
    { key: 'margin', label: readingWords.margin, numeric: true },
  ],
  order: 'position',
  key: 'application',
});

/** What of the scores is a list: the experts, and what lies around each funding line. */
export type ReadingLists = { experts: Listed<SeverityRow>; bands: { band: Band; listed: Listed<Near> }[] };

export const listsOfReading = ({ experts, bands }: Reading, url: URL): ReadingLists => ({
  experts: listRows(
    experts.map((e): SeverityRow => ({ ...e, marked: isMarked(e) ? 'yes' : 'no' })),
    severitySpec,
    url,
  ),
  bands: bands.map((band) => ({ band, listed: listRows(band.near, bandSpec(band), url) })),
});
