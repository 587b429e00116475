import { sql, type RawBuilder } from 'kysely';

export const isExcluded = (submission: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from screening_decisions d where d.submission_id = ${submission} and d.superseded_at is null and d.outcome = 'excluded')`;
