import type { Words } from '#src/core/words.ts';
import type { CellKind } from '#src/plumbing/workbook.ts';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { array } from '#src/plumbing/database/arrays.ts';
import { southIds } from '#src/core/regions.ts';
import { datesOf, type HalfYear } from '../rules/halfYears.ts';
import { checkRow, type Row } from './checks.ts';
import { columnWords as w, meaningWords as m } from './columns.ts';

export type DatasetColumn = { key: string; label: Words; meaning: Words; kind: CellKind };

/** One file of what the ministry gets. `id` and `project` are in every row: who it is, and where it is put right. */
export type Dataset = {
  id: DatasetId;
  columns: readonly DatasetColumn[];
  query: (programme: string, half: HalfYear) => RawBuilder<Row>;
  check: (row: Row) => readonly string[];
};

export const datasetIds = ['beneficiaries', 'projects', 'people', 'costs', 'registers', 'milestones', 'targets'] as const;
export type DatasetId = (typeof datasetIds)[number];

const south = array.text(southIds);
const column = (key: keyof typeof w & keyof typeof m, kind: CellKind = 'text'): DatasetColumn => ({ key, label: w[key], meaning: m[key], kind });

/** Projects that were signed by the end of the half-year and whose grant was not taken back before it began. */
const signed = (programme: string, half: HalfYear) => {
  const { until } = datesOf(half);
  return sql`projects p join calls c on c.id = p.call_id and c.programme_id = ${programme} and p.signed_on <= ${until}::date`;
};
const callCode = sql`(select v.definition::jsonb ->> 'officialCode' from call_versions v where v.id = p.call_version_id)`;

export const datasets: readonly Dataset[] = [
  {
    id: 'beneficiaries',
    columns: [
      column('cup'),
      column('projectCode'),
      column('role'),
      column('legalName'),
      column('fiscalCode'),
      column('vatNumber'),
      column('bodyKind'),
      column('ownership'),
      column('sizeClass'),
      column('seatRegion'),
      column('seatCity'),
      column('workRegion'),
      column('inSouth', 'yesNo'),
      column('eligibleCents', 'cents'),
      column('aidCents', 'cents'),
      column('joinedOn', 'day'),
      column('leftOn', 'day'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || m.organisation_id as id, p.id as project, p.cup, p.code as "projectCode", m.role, o.legal_name as "legalName", o.fiscal_code as "fiscalCode",
        o.vat_number as "vatNumber", m.kind as "bodyKind", m.ownership, m.size_class as "sizeClass", o.region as "seatRegion", o.city as "seatCity",
        m.region as "workRegion", m.region = any(${south}::text[]) as "inSouth", m.eligible_cents as "eligibleCents", m.aid_cents as "aidCents",
        m.joined_on as "joinedOn", m.left_on as "leftOn",
        (select count(*)::int from project_people w where w.project_id = p.id and w.organisation_id = m.organisation_id) as "peopleCount"
      from ${signed(programme, half)} join project_members m on m.project_id = p.id join organisations o on o.id = m.organisation_id`,
    check: (row) => checkRow.beneficiary(row),
  },
  {
    id: 'projects',
    columns: [
      column('cup'),
      column('projectCode'),
      column('callCode'),
      column('acronym'),
      column('projectTitle'),
      column('mainSpoke', 'number'),
      column('sectorId'),
      column('projectState'),
      column('signedOn', 'day'),
      column('startsOn', 'day'),
      column('endsOn', 'day'),
      column('trlFrom', 'number'),
      column('trlTo', 'number'),
      column('eligibleCents', 'cents'),
      column('aidCents', 'cents'),
      column('southCents', 'cents'),
      column('acceptedCents', 'cents'),
      column('paidCents', 'cents'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code as id, p.id as project, p.cup, p.code as "projectCode", ${callCode} as "callCode", p.acronym, p.title as "projectTitle", p.main_spoke as "mainSpoke",
        p.sector as "sectorId", p.state as "projectState", p.signed_on as "signedOn", p.starts_on as "startsOn", p.ends_on as "endsOn", p.trl_from as "trlFrom",
        p.trl_to as "trlTo", m.eligible as "eligibleCents", m.aid as "aidCents", m.south as "southCents", coalesce(l.accepted, 0) as "acceptedCents",
        coalesce(l.paid, 0) as "paidCents"
      from ${signed(programme, half)}
      cross join lateral (select coalesce(sum(eligible_cents), 0)::bigint as eligible, coalesce(sum(aid_cents), 0)::bigint as aid,
        coalesce(sum(aid_cents) filter (where region = any(${south}::text[])), 0)::bigint as south from project_members where project_id = p.id and left_on is null) m
      left join (select a.application_id, sum(s.cents) filter (where g.kind = 'accepted')::bigint as accepted, -sum(s.cents) filter (where g.kind = 'paid')::bigint as paid
        from ledger_accounts a join ledger_groups g on g.id = a.group_id and g.kind in ('accepted', 'paid')
        join ledger_postings s on s.account_id = a.id and s.posted_on <= ${datesOf(half).until}::date group by a.application_id) l on l.application_id = p.application_id`,
    check: (row) => checkRow.project(row),
  },
  {
    id: 'people',
    columns: [
      column('cup'),
      column('projectCode'),
      column('employerCode'),
      column('employer'),
      column('personRole'),
      column('gender'),
      column('birthYear', 'number'),
      column('contractKind'),
      column('newHire', 'yesNo'),
      column('workRegion'),
      column('inSouth', 'yesNo'),
      column('ftePercent', 'number'),
      column('fromOn', 'day'),
      column('untilOn', 'day'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || w.id as id, p.id as project, p.cup, p.code as "projectCode", o.fiscal_code as "employerCode", o.legal_name as employer, w.role as "personRole",
        w.gender, w.birth_year as "birthYear", w.contract as "contractKind", w.new_hire as "newHire", w.region as "workRegion",
        w.region = any(${south}::text[]) as "inSouth", w.fte_percent as "ftePercent", w.from_on as "fromOn", w.until_on as "untilOn"
      from ${signed(programme, half)} join project_people w on w.project_id = p.id join organisations o on o.id = w.organisation_id
      where w.from_on <= ${datesOf(half).until}::date and (w.until_on is null or w.until_on >= ${datesOf(half).from}::date)`,
    check: (row) => checkRow.person(row),
  },
  {
    id: 'costs',
    columns: [
      column('cup'),
      column('projectCode'),
      column('reportNumber', 'number'),
      column('acceptedOn', 'day'),
      column('fiscalCode'),
      column('legalName'),
      column('category'),
      column('costKind'),
      column('description'),
      column('supplierVat'),
      column('invoiceNumber'),
      column('invoiceOn', 'day'),
      column('paidOn', 'day'),
      column('reportedCents', 'cents'),
      column('cutCents', 'cents'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || r.number || '/' || l.position as id, p.id as project, p.cup, p.code as "projectCode", r.number as "reportNumber",
        (r.decided_at at time zone 'Europe/Rome')::date as "acceptedOn", o.fiscal_code as "fiscalCode", o.legal_name as "legalName", l.category, l.kind as "costKind",
        case l.kind when 'cost' then l.description else '' end as description, l.supplier_vat as "supplierVat", l.invoice_number as "invoiceNumber",
        l.invoice_on as "invoiceOn", l.paid_on as "paidOn", l.cents as "reportedCents", l.cut_cents as "cutCents", l.cup as "lineCup"
      from ${signed(programme, half)} join reports r on r.project_id = p.id and r.state = 'accepted'
        and (r.decided_at at time zone 'Europe/Rome')::date between ${datesOf(half).from}::date and ${datesOf(half).until}::date
      join report_lines l on l.report_id = r.id and l.claimed join organisations o on o.id = l.organisation_id`,
    check: (row) => checkRow.cost(row),
  },
  {
    id: 'registers',
    columns: [
      column('cup'),
      column('projectCode'),
      column('legalName'),
      column('fiscalCode'),
      column('sizeClass'),
      column('aidCents', 'cents'),
      column('rnaCar'),
      column('rnaCor'),
      column('rnaOn', 'day'),
      column('deggendorf'),
      column('deMinimisCents', 'cents'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || m.organisation_id as id, p.id as project, p.cup, p.code as "projectCode", o.legal_name as "legalName", o.fiscal_code as "fiscalCode",
        m.size_class as "sizeClass", m.aid_cents as "aidCents", k.rna_car as "rnaCar", k.rna_cor as "rnaCor", k.rna_on as "rnaOn", k.deggendorf,
        k.de_minimis_cents as "deMinimisCents"
      from ${signed(programme, half)} join project_members m on m.project_id = p.id and m.kind = 'enterprise' join organisations o on o.id = m.organisation_id
      left join contract_members k on k.contract_id = p.contract_id and k.organisation_id = m.organisation_id`,
    check: (row) => checkRow.register(row),
  },
  {
    id: 'milestones',
    columns: [
      column('cup'),
      column('projectCode'),
      column('itemKind'),
      column('itemTitle'),
      column('workPackage'),
      column('dueOn', 'day'),
      column('metOn', 'day'),
      column('evidenceName'),
      column('evidenceSha256'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || d.kind || '/' || d.id as id, p.id as project, p.cup, p.code as "projectCode", d.kind as "itemKind", d.title as "itemTitle",
        d.work_package as "workPackage", ((p.starts_on + make_interval(months => d.month))::date - 1) as "dueOn",
        case when d.met_on <= ${datesOf(half).until}::date then d.met_on end as "metOn", d.evidence_name as "evidenceName", d.evidence_sha256 as "evidenceSha256",
        ((p.starts_on + make_interval(months => d.month))::date - 1) <= ${datesOf(half).until}::date as due
      from ${signed(programme, half)} join (
        select project_id, 'milestone' as kind, id, title, work_package, month, met_on, evidence_name, evidence_sha256 from project_milestones
        union all select project_id, 'deliverable', id, title, work_package, month, met_on, evidence_name, evidence_sha256 from project_deliverables) d on d.project_id = p.id
      where ((p.starts_on + make_interval(months => d.month))::date - 1) >= ${datesOf(half).from}::date or d.met_on is null or d.met_on >= ${datesOf(half).from}::date`,
    check: (row) => checkRow.milestone(row),
  },
  {
    id: 'targets',
    columns: [
      column('cup'),
      column('projectCode'),
      column('indicatorName'),
      column('indicatorUnit'),
      column('indicatorTarget', 'number'),
      column('indicatorValue', 'number'),
      column('valueOn', 'day'),
    ],
    query: (programme, half) => sql<Row>`
      select p.code || '/' || i.id as id, p.id as project, p.cup, p.code as "projectCode", i.name as "indicatorName", i.unit as "indicatorUnit",
        i.target::float8 as "indicatorTarget", v.value::float8 as "indicatorValue", v.on_day as "valueOn",
        (p.starts_on <= ${datesOf(half).until}::date and p.ends_on >= ${datesOf(half).from}::date and (v.on_day is null or v.on_day < ${datesOf(half).from}::date)) as stale
      from ${signed(programme, half)} join project_indicators i on i.project_id = p.id
      left join lateral (select value, on_day from project_indicator_values where indicator_id = i.id and on_day <= ${datesOf(half).until}::date order by on_day desc limit 1) v on true`,
    check: (row) => checkRow.target(row),
  },
];

export const datasetById = (id: string): Dataset | undefined => datasets.find((d) => d.id === id);
