import { canonical, hashOf, sha256 } from '#src/core/canonical.ts';
import { romeLocal } from '#src/core/time.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { currentDeadline, currentPot, opensAt } from '#src/funding/calls/rules/calendar.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import { mustConfirm, toConfirm } from '#src/funding/applications/rules/consortium.ts';
import { staffCounts } from '#src/funding/applications/rules/staff.ts';
import type { StaffLine } from '#src/funding/applications/snapshot.ts';
import { exampleAnswers } from '#src/house/seed/answers.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { House } from '#src/plumbing/house.ts';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

export type Draft = { id: string; cookie: string; person: string };

const PROGRAMME = 'mics';
const UNIVERSITIES = 100;
const AT_ONCE = 500;

/** A call that is open now, so many complete drafts of three partners each, and the people who lead them, signed in. All synthetic, by SQL. */
export async function makeWorld(house: House, count: number): Promise<Draft[]> {
  const { pool } = house;
  const call = openNow(callSchema.parse(JSON.parse(readFileSync(join(process.cwd(), 'calls/03-2026/call.json'), 'utf8'))));
  const universities = Array.from({ length: UNIVERSITIES }, () => randomUUID());
  await pool.query(`insert into programmes values ($1,'MICS','MICS','MICS','MUR','m','m','PE','CUP',0,0,40,'[]','x')`, [PROGRAMME]);
  for (const [i, id] of ['clothing', 'furniture', 'automation'].entries())
    await pool.query('insert into sectors values ($1,$2,$3,$4)', [PROGRAMME, id, `Settore ${i}`, `Sector ${i}`]);
  await organisations(pool, universities, 'university');
  for (let n = 1; n <= 8; n++)
    await pool.query('insert into spokes values ($1,$2,$3,$4,$5,$6)', [PROGRAMME, n, `Tema ${n}`, `Theme ${n}`, 'Responsabile', universities[0]]);
  await pool.query('insert into calls (id, programme_id, draft, created_at, created_by) values ($1,$2,null,now(),null)', [call.id, PROGRAMME]);
  const versionId = randomUUID();
  await pool.query(
    `insert into call_versions (id, call_id, number, definition, hash, opens_at, closes_at, pot_cents, published_at) values ($1,$2,1,$3,$4,$5,$6,$7,now())`,
    [versionId, call.id, canonical(call), hashOf(call), opensAt(call), currentDeadline(call), currentPot(call)],
  );
  const representative = randomUUID();
  await people(pool, [representative]);
  const drafts: Draft[] = [];
  for (let from = 0; from < count; from += AT_ONCE)
    drafts.push(...(await someDrafts(house, call, versionId, universities, representative, from, Math.min(AT_ONCE, count - from))));
  await pool.query('insert into application_stamps (application_id, stamp) select id, 1 from applications on conflict do nothing');
  await pool.query('vacuum analyze');
  return drafts;
}

function openNow(call: Call): Call {
  const day = 86_400_000;
  const at = (days: number) => romeLocal(new Date(Date.now() + days * day));
  const dates = { ...call.dates, publishedOn: at(-20).slice(0, 10), opensAt: at(-10), questionsUntil: at(5), closesAt: at(10) };
  const tables = call.aid.tables.map((t, i) => (i === 0 ? { ...t, from: '2024-01-01' } : t));
  // One document that nobody has to sign, so that the client can upload it.
  const annex = { ...call.documents[0]!, id: 'annex', signature: 'none' as const };
  return { ...call, id: 'closing-day', officialCode: 'Bando sintetico', documents: [...call.documents, annex], dates, acts: [], aid: { ...call.aid, tables } };
}

const lines: readonly StaffLine[] = [
  { profile: 'Ricerca', gender: 'f', age: 'under40', contract: 'permanent', newHire: false, heads: 2, personMonths: 12 },
  { profile: 'Sviluppo', gender: 'm', age: '40plus', contract: 'permanent', newHire: false, heads: 2, personMonths: 8 },
];

async function someDrafts(
  house: House,
  call: Call,
  versionId: string,
  universities: readonly string[],
  representative: string,
  from: number,
  count: number,
): Promise<Draft[]> {
  const { pool, settings } = house;
  const made = Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const ids = [randomUUID(), randomUUID(), universities[n % universities.length]!];
    const member = (at: number, more: Partial<MemberFacts>, euros: number): MemberFacts => ({
      id: ids[at]!,
      name: at === 2 ? `Università ${n % universities.length}` : `Impresa ${ids[at]!.slice(0, 8)}`,
      role: at === 0 ? 'lead' : 'partner',
      kind: 'enterprise',
      ownership: 'private',
      size: 'small',
      region: 'lombardy',
      inPartnership: false,
      otherProposals: { asLead: 0, asMember: 0 },
      staff: staffCounts(lines),
      costs: [
        { category: 'materials', researchType: 'industrial', cents: euros * 60 },
        { category: 'personnel', researchType: 'industrial', cents: euros * 40 },
      ],
      ...more,
    });
    const members = [member(0, {}, 120_000), member(1, {}, 100_000), member(2, { kind: 'university', ownership: 'public', size: null }, 40_000)];
    const text = (asked: { maxChars?: number | undefined }) =>
      `Testo sintetico della proposta ${n}, scritto per la prova di carico. `
        .repeat(5)
        .slice(0, Math.min(asked.maxChars ?? 200, 320))
        .trim();
    const answers = exampleAnswers(call, { own: { title: `Proposta ${n}`, acronym: `P${n}`, trlTarget: '3' }, members: ids, months: 12, text });
    return { id: randomUUID(), person: randomUUID(), token: randomBytes(24).toString('base64url').slice(0, 32), members, answers, n };
  });
  const client = await pool.connect();
  try {
    // The triggers of each row are not what is measured; stamps are written afterwards.
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'");
    const enterprises = made.flatMap((m) => m.members.slice(0, 2).map((x) => x.id));
    await organisations(client, enterprises, 'enterprise');
    await people(
      client,
      made.map((m) => m.person),
    );
    await client.query(`insert into organisation_people (organisation_id, person_id, role) select *, 'representative' from unnest($1::uuid[], $2::uuid[])`, [
      array.uuid(made.map((m) => m.members[0]!.id)),
      array.uuid(made.map((m) => m.person)),
    ]);
    await client.query(
      `insert into sessions (person_id, token, expires_at) select p, t, now() + interval '1 day' from unnest($1::uuid[], $2::text[]) as x (p, t)`,
      [array.uuid(made.map((m) => m.person)), array.text(made.map((m) => m.token))],
    );
    await client.query(
      `insert into applications (id, call_id, call_version_id, state, lead_id, acronym, title, answers, main_spoke, spokes, sector, starts_on, duration_months, example, created_by,
         created_at, updated_at)
       select id, $4, $5, 'draft', lead, 'P' || n, 'Proposta ' || n, answers::jsonb, 3, '{3}', 'clothing', current_date + 300, 12, true, person, now(), now()
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $6::text[], $7::int[]) as x (id, lead, person, answers, n)`,
      [
        array.uuid(made.map((m) => m.id)),
        array.uuid(made.map((m) => m.members[0]!.id)),
        array.uuid(made.map((m) => m.person)),
        call.id,
        versionId,
        array.text(made.map((m) => JSON.stringify(m.answers))),
        array.int(made.map((m) => m.n)),
      ],
    );
    const rows = made.flatMap((m) => m.members.map((x, position) => ({ app: m.id, x, position })));
    await client.query(
      `insert into application_members (application_id, organisation_id, role, position, region) select a, o, r, p, 'lombardy' from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[]) as x (a, o, r, p)`,
      [array.uuid(rows.map((r) => r.app)), array.uuid(rows.map((r) => r.x.id)), array.text(rows.map((r) => r.x.role)), array.int(rows.map((r) => r.position))],
    );
    const costs = rows.flatMap((r) => r.x.costs.map((c) => ({ ...r, c })));
    await client.query(
      `insert into application_costs (application_id, organisation_id, category, research_type, cents) select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[])`,
      [
        array.uuid(costs.map((r) => r.app)),
        array.uuid(costs.map((r) => r.x.id)),
        array.text(costs.map((r) => r.c.category)),
        array.text(costs.map((r) => r.c.researchType)),
        array.bigint(costs.map((r) => r.c.cents)),
      ],
    );
    const staff = rows.flatMap((r) => lines.map((line, i) => ({ ...r, line, i })));
    await client.query(
      `insert into application_staff (application_id, organisation_id, position, profile, gender, age_band, contract, new_hire, heads, person_months)
       select a, o, i, p, g, b, c, false, h, m from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[]) as x (a, o, i, p, g, b, c, h, m)`,
      [
        array.uuid(staff.map((s) => s.app)),
        array.uuid(staff.map((s) => s.x.id)),
        array.int(staff.map((s) => s.i)),
        array.text(staff.map((s) => s.line.profile)),
        array.text(staff.map((s) => s.line.gender)),
        array.text(staff.map((s) => s.line.age)),
        array.text(staff.map((s) => s.line.contract)),
        array.int(staff.map((s) => s.line.heads)),
        array.int(staff.map((s) => s.line.personMonths)),
      ],
    );
    const confirming = rows.filter((r) => mustConfirm(call, r.x)).map((r) => ({ ...r, text: canonical(toConfirm(call, r.x, lines)) }));
    await client.query(
      `insert into member_confirmations (application_id, organisation_id, call_version_id, person_id, confirmed, sha256, confirmed_at)
       select a, o, $5, $6, t, h, now() from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as x (a, o, t, h)`,
      [
        array.uuid(confirming.map((c) => c.app)),
        array.uuid(confirming.map((c) => c.x.id)),
        array.text(confirming.map((c) => c.text)),
        array.text(confirming.map((c) => sha256(c.text))),
        versionId,
        representative,
      ],
    );
    const documents = made.flatMap((m) =>
      documentsAsked(call, factsOf(m.members)).map((a) => ({ app: m.id, person: m.person, document: a.document.id, organisation: a.member?.id ?? null })),
    );
    await client.query(
      `insert into application_documents (application_id, organisation_id, document_id, file_name, media_type, bytes, sha256, uploaded_at, uploaded_by, signature)
       select a, o, d, d || '.pdf', 'application/pdf', 102400, $5, now(), p, $6::jsonb from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) as x (a, o, d, p)`,
      [
        array.uuid(documents.map((d) => d.app)),
        array.uuid(documents.map((d) => d.organisation)),
        array.text(documents.map((d) => d.document)),
        array.uuid(documents.map((d) => d.person)),
        sha256('document'),
        JSON.stringify(validSignature),
      ],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  return made.map((m) => ({
    id: m.id,
    person: m.person,
    cookie: `mics.session_token=${encodeURIComponent(`${m.token}.${createHmac('sha256', settings.secret).update(m.token).digest('base64')}`)}`,
  }));
}

const factsOf = (members: readonly MemberFacts[]) => ({
  members,
  mainSpoke: 3,
  spokes: [3],
  sector: 'clothing',
  durationMonths: 12,
  startsOn: null,
  wideDissemination: false,
  mayPublishResults: false,
});

const validSignature = {
  format: 'pades',
  outcome: 'valid',
  checkedAt: '2026-01-01T00:00:00.000Z',
  reasons: [],
  notes: [],
  signers: [
    {
      name: 'Rappresentante Legale',
      fiscalCode: 'PRPSNT70A01H501O',
      organisation: null,
      signedAt: '2026-01-01T00:00:00.000Z',
      intact: true,
      inTime: true,
      trusted: true,
      coversWholeDocument: true,
      certificate: {
        issuer: 'Autorità di prova',
        serial: '01',
        from: '2025-01-01T00:00:00.000Z',
        until: '2030-01-01T00:00:00.000Z',
        sha256: sha256('certificate'),
      },
      reasons: [],
      notes: [],
    },
  ],
};

type Queries = Pick<pg.ClientBase, 'query'>;

const organisations = (client: Queries | pg.Pool, ids: readonly string[], kind: 'enterprise' | 'university') =>
  client.query(
    `insert into organisations (id, legal_name, kind, ownership, size_class, region, city, example)
     select id, case when $2 = 'enterprise' then 'Impresa ' else 'Università ' end || left(id::text, 8), $2, case when $2 = 'enterprise' then 'private' else 'public' end,
       case when $2 = 'enterprise' then 'small' end, 'lombardy', 'Milano', true from unnest($1::uuid[]) id`,
    [array.uuid(ids), kind],
  );

const people = (client: Queries | pg.Pool, ids: readonly string[]) =>
  client.query(
    `insert into people (id, name, email, email_verified, example) select id, 'Persona ' || left(id::text, 8), id || '@example.org', true, true from unnest($1::uuid[]) id`,
    [array.uuid(ids)],
  );

/** Nothing lies ready any more: every submission examines its draft itself. */
export const forgetReady = (pool: pg.Pool) => pool.query('truncate application_ready, frozen_texts cascade');

/** All drafts as they were before anything was handed in. */
export async function reset(pool: pg.Pool): Promise<void> {
  // The server's jobs of the minute read and write the same tables: whichever of the two the database breaks off, this is done again.
  for (let again = true; again;)
    again = await pool.query('truncate submission_members, submissions, protocol_years cascade').then(
      () => false,
      (error: { code?: string }) => {
        if (error.code !== '40P01') throw error;
        return true;
      },
    );
  await pool.query("update applications set state = 'draft' where state <> 'draft'");
  await pool.query('delete from graphile_worker._private_jobs').catch(() => undefined);
  await pool.query('checkpoint');
}
