-- Lines of staff may name their people; a name alone is a hint at a conflict, never one.
alter table application_staff add column people jsonb not null default '[]'
  constraint application_staff_people_ck check (jsonb_typeof(people) = 'array' and jsonb_array_length(people) <= heads);
alter table conflicts drop constraint conflicts_kind_ck;
alter table conflicts add constraint conflicts_kind_ck check (kind in
  ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'likelyCoauthor', 'project', 'namesake', 'competitor', 'declared', 'office'));
alter table conflict_findings drop constraint conflict_findings_kind_ck;
alter table conflict_findings add constraint conflict_findings_kind_ck check (kind in
  ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'likelyCoauthor', 'project', 'namesake', 'competitor', 'declared', 'office'));
-- Whom a submission names: its frozen text never changes, and is taken apart once.
create table conflict_readings (
  submission_id uuid not null constraint conflict_readings_pk primary key constraint conflict_readings_submission_fk references submissions (id) on delete cascade,
  people jsonb not null
);
