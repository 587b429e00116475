-- panels: meetings with their agenda, who left, decisions and minutes; a rapporteur's draft; the discussion of a proposal

create table panel_meetings (
  id uuid constraint panel_meetings_pk primary key default gen_random_uuid(),
  call_id text not null constraint panel_meetings_call_fk references calls,
  number int not null,
  state text not null constraint panel_meetings_state_ck check (state in ('planned', 'open', 'closed')),
  held_at timestamptz not null,
  place text not null,
  revision int not null default 1,
  planned_at timestamptz not null,
  planned_by uuid not null constraint panel_meetings_planned_by_fk references people,
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by uuid constraint panel_meetings_closed_by_fk references people,
  content jsonb,
  sha256 text,
  constraint panel_meetings_number_uq unique (call_id, number),
  constraint panel_meetings_once_uq unique (call_id, held_at),
  constraint panel_meetings_opened_ck check ((state = 'planned') = (opened_at is null)),
  constraint panel_meetings_closed_ck check (
    (state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_by is null) and (closed_at is null) = (content is null) and (closed_at is null) = (sha256 is null)
  )
);

create table panel_meeting_people (
  meeting_id uuid not null constraint panel_meeting_people_meeting_fk references panel_meetings,
  person_id uuid not null constraint panel_meeting_people_person_fk references people,
  role text not null constraint panel_meeting_people_role_ck check (role in ('chair', 'member', 'secretary')),
  present boolean not null default false,
  constraint panel_meeting_people_pk primary key (meeting_id, person_id)
);
create index panel_meeting_people_person_ix on panel_meeting_people (person_id);

create table panel_meeting_items (
  id uuid constraint panel_meeting_items_pk primary key default gen_random_uuid(),
  meeting_id uuid not null constraint panel_meeting_items_meeting_fk references panel_meetings,
  application_id uuid not null constraint panel_meeting_items_application_fk references applications,
  position int not null,
  discussion text not null default '',
  decision text not null default '',
  outcome text constraint panel_meeting_items_outcome_ck check (outcome in ('agreed', 'asIs', 'further', 'postponed')),
  against int not null default 0,
  abstained int not null default 0,
  deciders uuid[] not null default '{}',
  decided_at timestamptz,
  decided_by uuid constraint panel_meeting_items_decided_by_fk references people,
  revision int not null default 1,
  constraint panel_meeting_items_uq unique (meeting_id, application_id),
  constraint panel_meeting_items_decided_ck check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  constraint panel_meeting_items_votes_ck check (against >= 0 and abstained >= 0 and against + abstained <= cardinality(deciders))
);
create index panel_meeting_items_application_ix on panel_meeting_items (application_id);

create table panel_meeting_leaves (
  item_id uuid not null constraint panel_meeting_leaves_item_fk references panel_meeting_items on delete cascade,
  person_id uuid not null constraint panel_meeting_leaves_person_fk references people,
  -- A conflict of interest: nobody takes it back.
  by_rule boolean not null,
  reason text not null default '',
  noted_at timestamptz not null,
  noted_by uuid constraint panel_meeting_leaves_noted_by_fk references people,
  constraint panel_meeting_leaves_pk primary key (item_id, person_id)
);

create table panel_minutes_signatures (
  meeting_id uuid not null constraint panel_minutes_signatures_meeting_fk references panel_meetings,
  person_id uuid not null constraint panel_minutes_signatures_person_fk references people,
  file_name text not null,
  sha256 text not null,
  signature jsonb not null,
  signed_at timestamptz not null,
  constraint panel_minutes_signatures_pk primary key (meeting_id, person_id)
);

create table panel_rapporteurs (
  application_id uuid constraint panel_rapporteurs_pk primary key constraint panel_rapporteurs_application_fk references applications,
  person_id uuid not null constraint panel_rapporteurs_person_fk references people,
  named_at timestamptz not null,
  named_by uuid not null constraint panel_rapporteurs_named_by_fk references people,
  entry jsonb,
  revision int not null default 1,
  saved_at timestamptz
);

-- Nothing here is ever changed or taken away.
create table panel_messages (
  id bigint generated always as identity constraint panel_messages_pk primary key,
  application_id uuid not null constraint panel_messages_application_fk references applications,
  person_id uuid not null constraint panel_messages_person_fk references people,
  body text not null,
  at timestamptz not null,
  key text,
  constraint panel_messages_key_uq unique (person_id, key)
);
create index panel_messages_application_ix on panel_messages (application_id, id);

create table panel_messages_told (
  application_id uuid not null constraint panel_messages_told_application_fk references applications,
  person_id uuid not null constraint panel_messages_told_person_fk references people,
  upto bigint not null,
  constraint panel_messages_told_pk primary key (application_id, person_id)
);
