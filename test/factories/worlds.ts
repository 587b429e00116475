import { personas } from '#src/partnership/identity/personas.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { handedInInstead } from './frozen.ts';
import type { Doorway } from './visitors.ts';

/** Two houses with the example in them that come to differ only in what is hidden from a person. */
export type World = { t: { house: House }; doorway: Doorway };
export type Hidden = { id: string; acronym: string; title: string };

export const CALL = '02-2024-copia';
export const SECRET = { acronym: 'ZQXWV', title: 'Un titolo che nessuno deve poter indovinare' };
/** Who has something to do with the hidden proposal, in both worlds. */
export const tied = ['chair', 'auditor', 'payer'];

export const rowsOf = async <R>({ t }: Pick<World, 't'>, query: string, values: unknown[] = []): Promise<R[]> =>
  (await t.house.pool.query(query, values)).rows as R[];
export const personOf = (persona: string) => personas.find((p) => p.id === persona)!;

/** The proposal whose content is hidden from whoever has something to do with it; in both worlds the chair, the auditor and a second officer have. */
export async function hideOne(here: World, there: World): Promise<Hidden> {
  const [hidden] = (await rowsOf<Hidden>(
    here,
    `select a.id, s.acronym, s.title from submissions s join applications a on a.id = s.application_id
     join screening_decisions d on d.submission_id = s.id and d.superseded_at is null and d.outcome = 'admitted'
     where s.call_id = $1 and s.superseded_at is null and not exists (
       select from application_members m join organisation_people p on p.organisation_id = m.organisation_id where m.application_id = a.id)
     order by s.protocol limit 1`,
    [CALL],
  )) as [Hidden];
  for (const world of [here, there])
    await world.t.house.pool.query(
      `insert into role_grants (person_id, role, scope, granted_by, granted_at) values ($1, 'office', null, null, '2024-01-10T10:00:00Z')`,
      [personOf('payer').personId],
    );
  for (const world of [here, there])
    for (const persona of tied) {
      const { personId } = personOf(persona);
      await world.t.house.pool.query(`insert into experts (person_id, region, gender) values ($1, 'lazio', 'x') on conflict do nothing`, [personId]);
      await world.t.house.pool.query(
        `insert into conflicts (application_id, person_id, kind, detail, found_at) values ($1, $2, 'office', 'Ha diretto il progetto precedente', '2024-03-20T10:00:00Z')`,
        [hidden.id, personId],
      );
    }
  return hidden;
}

export const elsewhere = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const own = personas.map((p) => p.personId);

/** What is changed in the other world only. What a persona wrote stays, so that each persona can be asked what the others’ secrets look like. */
export const changesOf = (here: World, there: World, hidden: Hidden) => ({
  /** What the hidden proposal says, and what was said of it. */
  async proposal({ t: { house } }: World) {
    await house.pool.query('update applications set acronym = $2, title = $3 where id = $1', [hidden.id, SECRET.acronym, SECRET.title]);
    await handedInInstead(house, hidden.id, (was) => {
      const says = (text: string, what: string, instead: string) => text.replaceAll(JSON.stringify(what), JSON.stringify(instead));
      return JSON.parse(says(says(JSON.stringify(was), hidden.acronym, SECRET.acronym), hidden.title, SECRET.title)) as typeof was;
    });
    await house.pool.query(
      `update review_scores s set points = 0, typed = '0', motivation = 'Un giudizio che nessuno deve leggere' from review_assignments r
       where r.id = s.assignment_id and r.application_id = $1 and s.points is not null and r.person_id <> all($2::uuid[])`,
      [hidden.id, own],
    );
  },
  /** What the experts of the call think while it is being evaluated. */
  judgements: ({ t: { house } }: World) =>
    house.pool.query(
      `update review_scores s set points = 0, typed = '0', motivation = 'Un giudizio che nessuno deve leggere' from review_assignments r
       join applications a on a.id = r.application_id where r.id = s.assignment_id and a.call_id = $1 and s.points is not null and r.person_id <> all($2::uuid[])`,
      [CALL, own],
    ),
  /** Who the experts are. */
  names: ({ t: { house } }: World) =>
    house.pool.query(
      `update people set name = 'Nome Nascosto ' || right(id::text, 4) where id in (select person_id from call_experts) and id <> all($1::uuid[])`,
      [own],
    ),
  /** How many there are: what was found and said about the hidden proposal. */
  async numbers({ t: { house } }: World) {
    const strangers = [hidden.id, own];
    await house.pool.query(
      `insert into panel_messages (application_id, person_id, body, at) select $1, id, 'Ne parliamo fra noi', '2024-04-02T10:00:00Z' from people where id <> all($2::uuid[]) order by id limit 3`,
      strangers,
    );
    await house.pool.query(
      `insert into conflict_findings (call_id, application_id, person_id, kind, detail, path, found_at)
       select $3, $1, id, 'office', 'Trovato altrove', '[]', '2024-04-02T10:00:00Z' from people where id <> all($2::uuid[]) order by id limit 3`,
      [...strangers, CALL],
    );
  },
  /**
   * How many reviews of it there are: a stranger gave theirs back, two others have one. Their loads, and what may still be given to
   * them, all move; one more is known to have a conflict.
   */
  async reviews({ t: { house } }: World) {
    const strangers = [hidden.id, own];
    const { rows } = await house.pool.query<{ id: string }>(
      `select id from review_assignments where application_id = $1 and person_id <> all($2::uuid[]) order by id`,
      strangers,
    );
    if (rows.length === 0) throw new Error('nobody but personas reviews the hidden proposal');
    await house.pool.query(
      `update review_assignments set state = 'declined', refusal_kind = 'unavailable', refusal = 'Non posso più', submitted_at = null, submission_key = null where id = any($1::uuid[])`,
      [rows.map((r) => r.id)],
    );
    const added = await house.pool.query(
      `insert into review_assignments (application_id, person_id, state, assigned_at, updated_at)
       select $1, e.person_id, 'assigned', '2024-04-02T10:00:00Z', '2024-04-02T10:00:00Z' from call_experts e
       where e.call_id = $3 and e.person_id <> all($2::uuid[]) and not exists (select from review_assignments r where r.application_id = $1 and r.person_id = e.person_id)
       order by e.person_id limit 2`,
      [...strangers, CALL],
    );
    if (added.rowCount !== 2) throw new Error('there are not two more experts to review the hidden proposal');
    await house.pool.query(
      `insert into conflicts (application_id, person_id, kind, detail, found_at)
       select $1, e.person_id, 'office', 'Trovato altrove', '2024-04-02T10:00:00Z' from call_experts e
       where e.call_id = $3 and e.person_id <> all($2::uuid[]) order by e.person_id desc limit 1`,
      [...strangers, CALL],
    );
  },
  /** What was done with it: the same number of lines in the log, others what they say. Both logs are sealed anew. */
  async evidence({ t: { house } }: World) {
    for (const { t } of [here, there]) {
      const body = t === there.t ? '{"altrove":true}' : '{}';
      const about = [`evaluation/${hidden.id}`, `applications/${hidden.id}`];
      for (const subject of about)
        await act(t.house, null, 'log.add', subject, ({ record }) =>
          record({ kind: 'review.noted', subject, body: JSON.parse(body) as Record<string, unknown> }),
        );
      await sealEvidence(t.house);
    }
    await house.pool.query('alter table evidence_events disable trigger user');
    await house.pool.query(
      `update evidence_events set kind = 'altrove.' || kind, body = '{"altrove":true}' where position($1 in subject) > 0 and actor <> all($2::uuid[])`,
      [hidden.id, own],
    );
    await house.pool.query('alter table evidence_events enable trigger user');
  },
  /** Organisations that nobody proposes with yet: the register shows them in both worlds. */
  newcomers: ({ t: { house } }: World) =>
    house.pool.query(
      `insert into organisations (id, legal_name, kind, ownership, size_class, region, city)
       select id, 'Chi propone altrove ' || n, 'enterprise', 'private', 'small', 'sicily', 'Altrove' from unnest($1::uuid[]) with ordinality as t (id, n)`,
      [Array.from({ length: 40 }, (_, i) => elsewhere(i + 1))],
    ),
  /** Who proposes under it: organisations, places, kinds, staff, grants, names of files, numbers, times and fingerprints, and what the team says of itself. */
  async proposers(world: World) {
    const rows = await rowsOf<{ id: string; n: number }>(
      world,
      `select application_id as id, row_number() over (order by protocol)::int as n from submissions where call_id = $1 and superseded_at is null`,
      [CALL],
    );
    for (const { id, n } of rows) {
      const lead = elsewhere(n);
      await handedInInstead(world.t.house, id, (was) => ({
        ...was,
        acronym: `ALTRO${n}`,
        title: `Un titolo altrove ${n}`,
        answers: {
          ...was.answers,
          identity: { ...was.answers['identity'], acronym: `ALTRO${n}`, title: `Un titolo altrove ${n}` },
          team: { teamExperience: 'Altrove', principalInvestigator: `Altra persona ${n}`, genderBalance: 'Altrove' },
        },
        facts: {
          ...was.facts,
          members: [
            {
              ...was.facts.members[0]!,
              id: lead,
              name: `Chi propone altrove ${n}`,
              region: 'sicily',
              kind: 'enterprise',
              size: 'small',
              costs: was.facts.members.flatMap((m) => m.costs),
              staff: { women: 9, men: 9, under40: 9, newHires: 0 },
            },
          ],
        },
        documents: was.documents.map((d) => ({ ...d, fileName: `altrove-${n}.pdf`, bytes: 77 })),
        aid: { ...was.aid, grantCents: 1, members: [] },
      }));
      await world.t.house.pool.query(
        `update submissions set acronym = $2, title = $3, protocol = $4, submitted_at = submitted_at - interval '1 day' where application_id = $1`,
        [id, `ALTRO${n}`, `Un titolo altrove ${n}`, `MICS-ALTRO-${n}`],
      );
      await world.t.house.pool.query('update applications set acronym = $2, title = $3, lead_id = $4 where id = $1', [
        id,
        `ALTRO${n}`,
        `Un titolo altrove ${n}`,
        lead,
      ]);
    }
  },
  /** What others are writing. */
  drafts: ({ t: { house } }: World) =>
    house.pool.query(
      `update applications a set acronym = 'BOZZA', title = 'Una bozza di altri' where a.state = 'draft' and a.created_by <> all($1::uuid[]) and not exists (
         select from application_members m join organisation_people p on p.organisation_id = m.organisation_id where m.application_id = a.id and p.person_id = any($1::uuid[]))`,
      [own],
    ),
});
