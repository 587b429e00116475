import type { JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { Cents } from '#src/core/money.ts';
import type { Band, Level, ProjectState, VariationKind, VariationState } from './states.ts';

/** A project in its present version; every version is kept beside it. `code` is the protocol number of its application. */
export type ProjectsRow = {
  id: Generated<string>;
  application_id: string;
  contract_id: string;
  call_id: string;
  call_version_id: string;
  code: string;
  cup: string;
  acronym: string;
  title: string;
  main_spoke: number;
  sector: string | null;
  state: ProjectState;
  version: number;
  signed_on: string;
  starts_on: string;
  ends_on: string;
  trl_from: number | null;
  trl_to: number | null;
  created_at: string;
};

export type ProjectMembersRow = {
  project_id: string;
  organisation_id: string;
  role: string;
  kind: string;
  ownership: string;
  size_class: string | null;
  region: string;
  eligible_cents: Cents;
  aid_cents: Cents;
  joined_on: string;
  left_on: string | null;
};

export type ProjectBudgetRow = {
  project_id: string;
  organisation_id: string;
  category: string;
  research_type: string;
  cents: Cents;
};

export type ProjectWorkPackagesRow = {
  project_id: string;
  id: string;
  position: number;
  title: string;
  leader_id: string | null;
  from_month: number;
  until_month: number;
  person_months: string | null;
  description: string;
};

export type ProjectPeopleRow = {
  id: Generated<string>;
  project_id: string;
  organisation_id: string;
  person_id: string | null;
  name: string;
  email: string | null;
  fiscal_code: string | null;
  role: string;
  gender: string | null;
  birth_year: number | null;
  contract: string;
  new_hire: boolean;
  band: Band;
  hour_cents: Cents | null;
  region: string;
  fte_percent: number;
  from_on: string;
  until_on: string | null;
};

/** `content` is the canonical text of a `Plan`. */
export type ProjectVersionsRow = {
  project_id: string;
  number: number;
  content: string;
  sha256: string;
  made_at: string;
  made_by: string | null;
  cause: string;
};

export type ProjectDeliverablesRow = {
  project_id: string;
  id: string;
  position: number;
  title: string;
  work_package: string | null;
  month: number;
  kind: string;
  met_on: string | null;
  evidence_sha256: string | null;
  evidence_name: string | null;
  noted_by: string | null;
};

export type ProjectMilestonesRow = {
  project_id: string;
  id: string;
  position: number;
  title: string;
  work_package: string | null;
  month: number;
  proof: string;
  met_on: string | null;
  evidence_sha256: string | null;
  evidence_name: string | null;
  noted_by: string | null;
};

export type ProjectRisksRow = {
  id: Generated<string>;
  project_id: string;
  risk: string;
  work_package: string | null;
  likelihood: Level;
  impact: Level;
  measure: string;
  closed_on: string | null;
};

export type ProjectIndicatorsRow = {
  id: Generated<string>;
  project_id: string;
  name: string;
  unit: string;
  target: number;
};

export type ProjectIndicatorValuesRow = {
  indicator_id: string;
  on_day: string;
  value: number;
  noted_by: string | null;
};

export type ProjectPhasesRow = {
  project_id: string;
  facet: 'phase' | 'strategy';
  value: string;
};

/** `content` is the canonical text of the plan as it would be, `change` that of a change of partners. */
export type ProjectVariationsRow = {
  id: Generated<string>;
  project_id: string;
  number: number;
  kind: VariationKind;
  state: VariationState;
  reason: string;
  base: number;
  content: string;
  moved_cents: Cents;
  moved_percent: number;
  proposed_at: string;
  proposed_by: string;
  due_on: string | null;
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  version: number | null;
  change: string | null;
  holds_from: string | null;
  ended_at: string | null;
  ended_reasons: JsonOrNull;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    projects: ProjectsRow;
    project_members: ProjectMembersRow;
    project_budget: ProjectBudgetRow;
    project_work_packages: ProjectWorkPackagesRow;
    project_people: ProjectPeopleRow;
    project_versions: ProjectVersionsRow;
    project_deliverables: ProjectDeliverablesRow;
    project_milestones: ProjectMilestonesRow;
    project_risks: ProjectRisksRow;
    project_indicators: ProjectIndicatorsRow;
    project_indicator_values: ProjectIndicatorValuesRow;
    project_phases: ProjectPhasesRow;
    project_variations: ProjectVariationsRow;
  }
}
