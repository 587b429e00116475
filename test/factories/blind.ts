import type { House } from '#src/plumbing/house.ts';

/** A next version of this call that is double blind: the section on the team says who proposes, the document `proposal` is written without names. */
export async function makeDoubleBlind({ pool }: Pick<House, 'pool'>, callId: string): Promise<void> {
  await pool.query(
    `insert into call_versions (call_id, number, definition, hash, opens_at, closes_at, pot_cents, published_at)
     select call_id, number + 1, jsonb_set(jsonb_set(jsonb_set(definition, '{evaluation,blind}', '"double"'),
       '{form,sections}', (select jsonb_agg(case when s->>'id' = 'team' then s || '{"identifying": true}' else s end order by n)
         from jsonb_array_elements(definition #> '{form,sections}') with ordinality as t(s, n))),
       '{documents}', (select jsonb_agg(case when d->>'id' = 'proposal' then d || '{"anonymous": true}' else d end order by n)
         from jsonb_array_elements(definition->'documents') with ordinality as t(d, n))),
       'double', opens_at, closes_at, pot_cents, published_at
     from call_versions where call_id = $1 order by number desc limit 1`,
    [callId],
  );
}
