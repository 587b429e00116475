-- What a report says of each deliverable and milestone that is due in its period and not shown by a file yet.
create table report_dues (
  report_id uuid not null constraint report_dues_report_fk references reports,
  kind text not null constraint report_dues_kind_ck check (kind in ('deliverables', 'milestones')),
  due_id text not null,
  outcome text not null constraint report_dues_outcome_ck check (outcome in ('late', 'notReached')),
  -- When it will be there instead.
  new_on date,
  reason text not null,
  said_at timestamptz not null,
  said_by uuid constraint report_dues_said_by_fk references people,
  constraint report_dues_pk primary key (report_id, kind, due_id),
  constraint report_dues_new_ck check ((outcome = 'late') = (new_on is not null))
);
