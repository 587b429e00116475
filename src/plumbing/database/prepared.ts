import type pg from 'pg';

/** So often must a statement have come, in this process, before it is worth a plan that is kept. */
const OFTEN = 20;
/** So many statements are kept in each connection; a list with filters has no end of spellings. */
const MOST = 300;

const seen = new Map<string, { times: number; name: string | null }>();
let named = 0;

/**
 * Lets a connection keep the plans of the statements that come often: planning what an application consists of takes the database longer than
 * reading it. Whoever turns kinds of plans off for a transaction (`enable_seqscan = off`) gets plans of its own.
 */
export function prepareOften(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  let strict = false;
  client.query = ((text: unknown, values?: unknown, ...more: unknown[]): unknown => {
    if (typeof text !== 'string') return query(text, values, ...more);
    if (!Array.isArray(values) || values.length === 0) {
      if (text.startsWith('set local enable_seqscan = off')) strict = true;
      else if (text === 'commit' || text === 'rollback') strict = false;
      return query(text, values, ...more);
    }
    const name = nameOf(text);
    return name === null ? query(text, values, ...more) : query({ name: strict ? `${name}s` : name, text, values }, ...more);
  }) as typeof client.query;
}

function nameOf(text: string): string | null {
  let known = seen.get(text);
  if (!known) {
    // What comes rarely is forgotten now and then, so that it does not pile up.
    if (seen.size > 5000) for (const [old, { name }] of seen) if (name === null) seen.delete(old);
    seen.set(text, (known = { times: 0, name: null }));
  }
  if (known.name === null && ++known.times >= OFTEN && named < MOST) known.name = `q${named++}`;
  return known.name;
}
