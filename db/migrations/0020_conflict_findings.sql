-- Conflicts of interest as they were found, each with the path that makes it; `conflicts` keeps who may not have to do with what now.
create table conflict_findings (
  id uuid constraint conflict_findings_pk primary key default gen_random_uuid(),
  call_id text not null constraint conflict_findings_call_fk references calls,
  application_id uuid not null constraint conflict_findings_application_fk references applications,
  person_id uuid not null constraint conflict_findings_person_fk references people,
  kind text not null constraint conflict_findings_kind_ck check (kind in
    ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'project', 'competitor', 'declared', 'office')),
  -- Tells apart two findings of one kind: the organisations, publication or project that it goes through.
  via text not null default '',
  detail text not null default '',
  path jsonb not null default '[]',
  bars boolean not null default true,
  found_at timestamptz not null,
  found_by uuid constraint conflict_findings_finder_fk references people,
  ended_at timestamptz
);
create unique index conflict_findings_live_uq on conflict_findings (application_id, person_id, kind, via) where ended_at is null;
create index conflict_findings_call_ix on conflict_findings (call_id);
create index conflict_findings_person_ix on conflict_findings (person_id);

create table conflict_waivers (
  id uuid constraint conflict_waivers_pk primary key default gen_random_uuid(),
  finding_id uuid not null constraint conflict_waivers_finding_fk references conflict_findings,
  reason text not null,
  state text not null constraint conflict_waivers_state_ck check (state in ('proposed', 'confirmed', 'refused')),
  proposed_at timestamptz not null,
  proposed_by uuid not null constraint conflict_waivers_proposer_fk references people,
  answered_at timestamptz,
  answered_by uuid constraint conflict_waivers_answerer_fk references people,
  answer text not null default '',
  constraint conflict_waivers_answered_ck check ((state = 'proposed') = (answered_at is null)),
  constraint conflict_waivers_eyes_ck check (answered_by <> proposed_by)
);
create unique index conflict_waivers_live_uq on conflict_waivers (finding_id) where state in ('proposed', 'confirmed');

insert into conflict_findings (call_id, application_id, person_id, kind, detail, found_at, found_by)
  select a.call_id, c.application_id, c.person_id, c.kind, c.detail, c.found_at, c.found_by from conflicts c join applications a on a.id = c.application_id;
alter table conflicts drop constraint conflicts_expert_fk, drop constraint conflicts_kind_ck;
alter table conflicts add constraint conflicts_person_fk foreign key (person_id) references people,
  add constraint conflicts_kind_ck check (kind in
    ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'project', 'competitor', 'declared', 'office'));
