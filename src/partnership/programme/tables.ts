import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type ProgrammesRow = {
  id: string;
  acronym: string;
  name_it: string;
  name_en: string;
  funder: string;
  mission_it: string;
  mission_en: string;
  project_code: string;
  cup: string;
  public_cents: number;
  private_cents: number;
  south_floor_percent: number;
  /** Aims, lifecycle, funder in both languages, and the sources of it all: what is said and never computed with. */
  about: Json;
  imported_hash: string;
};

export type SectorsRow = {
  programme_id: string;
  id: string;
  name_it: string;
  name_en: string;
};

export type SpokesRow = {
  programme_id: string;
  number: number;
  title_it: string;
  title_en: string;
  leader: string;
  lead_organisation_id: string;
};

export type FoundingPartnersRow = {
  programme_id: string;
  organisation_id: string;
  role: 'public' | 'industrial';
  sector_id: string | null;
};

export type PartnershipProjectsRow = {
  id: Generated<string>;
  programme_id: string;
  code: string;
  title_it: string;
  title_en: string;
  spoke: number;
  sector_id: string;
  example: boolean;
  /** Where a project that is no example is known from. */
  source: JsonOrNull;
};

export type ResearchersRow = {
  id: Generated<string>;
  programme_id: string;
  organisation_id: string;
  spoke: number;
  gender: 'f' | 'm' | 'x';
  birth_year: number;
  newly_hired: boolean;
  example: boolean;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    programmes: ProgrammesRow;
    sectors: SectorsRow;
    spokes: SpokesRow;
    founding_partners: FoundingPartnersRow;
    partnership_projects: PartnershipProjectsRow;
    researchers: ResearchersRow;
  }
}
