import { AppError } from '#src/core/errors.ts';
import { rowsTyped } from '#src/funding/applications/rules/typed.ts';
import { reasonsOf } from '#src/plumbing/http/input.ts';
import type { z } from 'zod';
import { profileInput, publicationsInput, type ProfileInput, type PublicationInput } from '../schema.ts';

type Raw = Record<string, unknown>;

/** Rows of a form that hold anything, with their ids, so that a reason finds its way back to its cell. */
function rowsOf(raw: Raw, name: string, columns: readonly string[]) {
  return rowsTyped({ id: name, columns: columns.map((id) => ({ id })) }, raw).filter((r) => !r.removed && Object.values(r.cells).some((c) => c.trim() !== ''));
}

/** `employments.0.fromOn` of the input is `employments.<row>.fromOn` of the form. */
function parsed<T>(result: z.ZodSafeParseResult<T>, rows: Record<string, readonly { id: string }[]>): T {
  if (result.success) return result.data;
  throw new AppError(
    'invalid',
    reasonsOf(result.error).map((r) => {
      const [name = '', index = '', ...rest] = (r.at ?? '').split('.');
      const row = rows[name]?.[Number(index)];
      return row ? { ...r, at: [name, row.id, rest[0] ?? ''].join('.') } : r;
    }),
  );
}

export function profileOfForm(raw: Raw): ProfileInput {
  const employments = rowsOf(raw, 'employments', ['organisationName', 'role', 'fromOn', 'untilOn']);
  const absences = rowsOf(raw, 'absences', ['fromOn', 'untilOn']);
  const input = {
    ...raw,
    languages: raw['languages'] ?? [],
    employments: employments.map((r) => ({ organisationName: '', ...r.cells })),
    absences: absences.map((r) => ({ fromOn: '', untilOn: '', ...r.cells })),
  };
  return parsed(profileInput.safeParse(input), { employments, absences });
}

export type PublicationRow = { id: string; title: string; year: string; doi: string; coauthors: string; written: string };

/** The rows of the publications form as they were typed. */
export const publicationRows = (raw: Raw): PublicationRow[] =>
  rowsOf(raw, 'publications', ['title', 'year', 'doi', 'coauthors', 'written']).map(({ id, cells }) => ({
    id,
    title: cells['title'] ?? '',
    year: cells['year'] ?? '',
    doi: cells['doi'] ?? '',
    coauthors: cells['coauthors'] ?? '',
    written: cells['written'] ?? '',
  }));

export function publicationsOfForm(raw: Raw): PublicationInput[] {
  const publications = publicationRows(raw);
  const input = {
    publications: publications.map(({ id: _id, coauthors, ...p }) => ({
      ...p,
      coauthors: coauthors
        .split(';')
        .map((a) => a.trim())
        .filter(Boolean),
    })),
  };
  return parsed(publicationsInput.safeParse(input), { publications }).publications;
}
