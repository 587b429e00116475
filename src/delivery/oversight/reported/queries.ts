import type { Cents } from '#src/core/money.ts';
import { southIds } from '#src/core/regions.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../queries.ts';

/** What a report that waits to be examined claims for one member, as aid. Values that are not stated are `-`, as in the addresses that lead here. */
export type Claim = {
  id: string;
  reportId: string;
  number: number;
  project: string;
  code: string;
  beneficiary: string;
  costCents: Cents;
  aidShare: number;
  aidCents: Cents;
  call: string;
  spoke: string;
  sector: string;
  region: string;
  south: 'yes' | 'no';
  organisation: string;
};

/**
 * Aid on the costs of reports that were handed in and not decided yet, flat rates left out: a claim, which is in no account. One row for each member and
 * report, in whole cents, of which the overview's sums are made.
 */
export const claims = ({ programme, spokes }: Pick<Scope, 'programme' | 'spokes'>): RawBuilder<Claim> => sql<Claim>`
  select r.id || '/' || m.organisation_id as id, r.id as "reportId", r.number, p.acronym as project, p.code, o.legal_name as beneficiary, c.cents as "costCents",
    case when m.eligible_cents > 0 then round(m.aid_cents * 100.0 / m.eligible_cents, 2)::float8 else 0 end as "aidShare",
    case when m.eligible_cents > 0 then c.cents * m.aid_cents::numeric / m.eligible_cents else 0 end::bigint as "aidCents",
    p.call_id as call, coalesce(p.main_spoke::text, '-') as spoke, coalesce(p.sector, '-') as sector, coalesce(m.region, '-') as region,
    case when m.region = any(${array.text(southIds)}::text[]) then 'yes' else 'no' end as south, m.organisation_id::text as organisation
  from reports r
  join (select report_id, organisation_id, sum(cents) as cents from report_lines where claimed group by 1, 2) c on c.report_id = r.id
  join projects p on p.id = r.project_id
  join project_members m on m.project_id = p.id and m.organisation_id = c.organisation_id
  join organisations o on o.id = m.organisation_id
  where r.state = 'submitted' and exists (select from calls k where k.id = p.call_id and k.programme_id = ${programme})
    and (${spokes === null} or p.main_spoke = any(${[...(spokes ?? [])]}::int[]))`;
