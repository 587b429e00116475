import { array } from '#src/plumbing/database/arrays.ts';
import { deed, type Question } from '#src/plumbing/database/trip.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';

/** Frozen texts under their hashes; one that is there already is only kept longer. */
export const frozenKept = (texts: readonly { text: string; sha256: string }[]): Question<void>[] =>
  texts.length === 0
    ? []
    : [
        deed(sql`insert into frozen_texts (sha256, text)
    select * from unnest(${array.text(texts.map((t) => t.sha256))}::text[], ${array.text(texts.map((t) => t.text))}::text[]) t order by 1
    on conflict (sha256) do update set kept_on = excluded.kept_on where frozen_texts.kept_on <> excluded.kept_on`),
      ];

/**
 * Throws away what drafts said at some time and nobody handed in, in the second night after: what is being handed in just now is not looked at.
 *
 * @returns how many
 */
export async function sweepFrozen(house: House): Promise<number> {
  return act(house, null, 'frozenTexts.sweep', 'applications', async ({ tx, record }) => {
    const { rows } = await sql<{ removed: number }>`with gone as (
        delete from frozen_texts f where f.kept_on < current_date - 1
          and not exists (select from submissions s where s.sha256 = f.sha256) and not exists (select from application_ready r where r.sha256 = f.sha256)
        returning 1) select count(*)::int as removed from gone`.execute(tx);
    const { removed } = rows[0]!;
    await record({ kind: 'frozenTexts.swept', subject: 'applications', body: { removed } });
    return removed;
  });
}
