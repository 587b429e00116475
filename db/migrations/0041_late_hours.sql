-- Hours never typed before a period's report was handed in go into the next one: what a report holds is a cell of a sheet (day and work package), with
-- the fingerprint of the sheet as it was taken.
alter table report_hours drop constraint report_hours_pk;
alter table report_hours add column work_package text;
alter table report_hours add column sheet text;
insert into report_hours (report_id, timesheet_id, day, work_package, sheet)
select u.report_id, u.timesheet_id, u.day, h.work_package, coalesce(t.sha256, '')
from report_hours u
join timesheets t on t.id = u.timesheet_id
join timesheet_hours h on h.timesheet_id = u.timesheet_id and h.day = u.day;
delete from report_hours where work_package is null;
alter table report_hours alter column work_package set not null;
alter table report_hours alter column sheet set not null;
alter table report_hours add constraint report_hours_pk primary key (timesheet_id, day, work_package);

-- A countersigned month as it was confirmed, kept when it is opened again: reports rest on it.
create table timesheet_papers (
  timesheet_id uuid not null constraint timesheet_papers_sheet_fk references timesheets,
  sha256 text not null,
  content text not null,
  signed_at timestamptz not null,
  signed_by uuid not null constraint timesheet_papers_signer_fk references people,
  countersigned_at timestamptz not null,
  countersigned_by uuid not null constraint timesheet_papers_countersigner_fk references people,
  constraint timesheet_papers_pk primary key (timesheet_id, sha256)
);
