import { array } from '#src/plumbing/database/arrays.ts';
import pg from 'pg';

const GROUP = 100;
type Row = Record<string, string | number>;

/**
 * The same rows that were just handed in, written again straight by one connection that has them in memory: in groups and one by one,
 * submissions a second. No rule, no session, no HTTP: what the database alone could take.
 */
export async function floors(pool: pg.Pool, url: string): Promise<{ groups: number; single: number }> {
  const { rows } =
    await pool.query(`select s.id, s.application_id, s.call_id, s.call_version_id, s.number, s.protocol, s.submitted_by, s.idempotency_key, s.sha256,
      s.eligible_cents, s.grant_cents, s.acronym, s.title, e.subject, e.body, e.salt, e.leaf_hash,
      (select json_agg(json_build_object('o', m.organisation_id, 'r', m.role)) from submission_members m where m.submission_id = s.id) as members
    from submissions s
    cross join lateral (select * from evidence_events e where e.subject = 'applications/' || s.application_id and e.kind = 'application.submitted' order by e.id desc limit 1) e
    order by s.number limit 8000`);
  await pool.query('truncate submission_members, submissions cascade');
  await pool.query("update applications set state = 'draft' where state <> 'draft'");
  await pool.query('checkpoint');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const write = async (some: readonly Row[]) => {
    const text = (name: string) => array.text(some.map((r) => r[name] as string));
    const uuid = (name: string) => array.uuid(some.map((r) => r[name] as string));
    const members = some.flatMap((r) => (r['members'] as unknown as { o: string; r: string }[]).map((m) => ({ id: r['id'] as string, ...m })));
    await client.query('begin');
    await client.query({
      name: 'floor-1',
      text: `insert into submissions (id, application_id, call_id, call_version_id, year, number, protocol, submitted_at, submitted_by, idempotency_key, sha256, eligible_cents,
          grant_cents, south_grant_cents, acronym, title, main_spoke, sector)
        select i, a, c, v, 2000, n, p, now(), b, k, h, e, g, 0, y, t, 3, 'clothing'
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
          as x (i, a, c, v, n, p, b, k, h, e, g, y, t)`,
      values: [
        uuid('id'),
        uuid('application_id'),
        text('call_id'),
        uuid('call_version_id'),
        array.int(some.map((r) => Number(r['number']))),
        text('protocol'),
        uuid('submitted_by'),
        text('idempotency_key'),
        text('sha256'),
        array.bigint(some.map((r) => Number(r['eligible_cents']))),
        array.bigint(some.map((r) => Number(r['grant_cents']))),
        text('acronym'),
        text('title'),
      ],
    });
    await client.query({
      name: 'floor-2',
      text: 'insert into submission_members (submission_id, organisation_id, role) select * from unnest($1::uuid[], $2::uuid[], $3::text[])',
      values: [array.uuid(members.map((m) => m.id)), array.uuid(members.map((m) => m.o)), array.text(members.map((m) => m.r))],
    });
    await client.query({
      name: 'floor-3',
      text: `insert into evidence_events (at, actor, kind, subject, body, salt, leaf_hash) select now(), a, 'application.submitted', s, b, t, h
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as x (a, s, b, t, h)`,
      values: [uuid('submitted_by'), text('subject'), text('body'), text('salt'), text('leaf_hash')],
    });
    await client.query({ name: 'floor-4', text: "update applications set state = 'submitted' where id = any($1::uuid[])", values: [uuid('application_id')] });
    await client.query('commit');
  };
  try {
    const timed = async (some: readonly Row[], size: number) => {
      const began = performance.now();
      for (let i = 0; i < some.length; i += size) await write(some.slice(i, i + size));
      return some.length / ((performance.now() - began) / 1000);
    };
    const single = await timed(rows.slice(0, Math.min(1000, rows.length / 4)), 1);
    const groups = await timed(rows.slice(Math.min(1000, rows.length / 4)), GROUP);
    return { groups, single };
  } finally {
    await client.end();
  }
}
