import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { ItemOutcome, MeetingState, Seat } from './states.ts';

export type ConsensusReportsRow = {
  application_id: string;
  points: Json;
  premiums: Json;
  report: string;
  decided_at: string;
  decided_by: string;
};

export type PanelMeetingsRow = {
  id: Generated<string>;
  call_id: string;
  number: number;
  state: MeetingState;
  held_at: string;
  place: string;
  revision: Generated<number>;
  planned_at: string;
  planned_by: string;
  called_off_at: string | null;
  called_off_by: string | null;
  called_off_why: string | null;
  opened_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  /** What the minutes say, from the moment they are closed: the PDF is made of it again, byte for byte. */
  content: JsonOrNull;
  sha256: string | null;
};

export type PanelMeetingPeopleRow = {
  meeting_id: string;
  person_id: string;
  role: Seat;
  present: Generated<boolean>;
};

export type PanelMeetingItemsRow = {
  id: Generated<string>;
  meeting_id: string;
  application_id: string;
  position: number;
  discussion: Generated<string>;
  decision: Generated<string>;
  outcome: ItemOutcome | null;
  against: Generated<number>;
  abstained: Generated<number>;
  /** Who counted when it was decided: present, with a vote, and not out of the room. */
  deciders: Generated<string[]>;
  decided_at: string | null;
  decided_by: string | null;
  revision: Generated<number>;
};

export type PanelMeetingLeavesRow = {
  item_id: string;
  person_id: string;
  by_rule: boolean;
  reason: Generated<string>;
  noted_at: string;
  noted_by: string | null;
};

export type PanelMinutesSignaturesRow = {
  meeting_id: string;
  person_id: string;
  file_name: string;
  sha256: string;
  signature: Json;
  signed_at: string;
};

/** The reviewer who writes the draft of a proposal's consensus report. */
export type PanelRapporteursRow = {
  application_id: string;
  person_id: string;
  named_at: string;
  named_by: string;
  entry: JsonOrNull;
  revision: Generated<number>;
  saved_at: string | null;
};

export type PanelMessagesRow = {
  id: Generated<string>;
  application_id: string;
  person_id: string;
  body: string;
  at: string;
  key: string | null;
};

/** Up to which message a person has been written to. */
export type PanelMessagesToldRow = {
  application_id: string;
  person_id: string;
  upto: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    consensus_reports: ConsensusReportsRow;
    panel_meetings: PanelMeetingsRow;
    panel_meeting_people: PanelMeetingPeopleRow;
    panel_meeting_items: PanelMeetingItemsRow;
    panel_meeting_leaves: PanelMeetingLeavesRow;
    panel_minutes_signatures: PanelMinutesSignaturesRow;
    panel_rapporteurs: PanelRapporteursRow;
    panel_messages: PanelMessagesRow;
    panel_messages_told: PanelMessagesToldRow;
  }
}
