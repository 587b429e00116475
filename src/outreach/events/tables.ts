import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';

export type RoadshowsRow = {
  programme_id: string;
  title_it: string;
  title_en: string;
  /** `2024-09` */
  from_month: string;
  to_month: string;
  may_grow: boolean;
  source: Json;
  imported_hash: string;
};

export type RoadshowStopsRow = {
  programme_id: string;
  number: number;
  city: string;
  region: string;
  planned_on: string | null;
  /** As exactly as it is known: `2025`, `2025-03` or `2025-03-14`. */
  held_from: string | null;
  held_until: string | null;
  note_it: string | null;
  note_en: string | null;
  source: JsonOrNull;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    roadshows: RoadshowsRow;
    roadshow_stops: RoadshowStopsRow;
  }
}
