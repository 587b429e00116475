-- Hours that stand in a report, day by day of each sheet: once in the whole life of a project. What was countersigned after its period's report had been
-- handed in is reported in a later one.
create table report_hours (
  report_id uuid not null constraint report_hours_report_fk references reports,
  timesheet_id uuid not null constraint report_hours_sheet_fk references timesheets,
  day date not null,
  constraint report_hours_pk primary key (timesheet_id, day)
);
create index report_hours_report_ix on report_hours (report_id);

insert into report_hours (report_id, timesheet_id, day)
select distinct r.id, t.id, h.day
from reports r
join timesheets t on t.project_id = r.project_id and t.state = 'countersigned' and t.countersigned_at <= r.submitted_at
join timesheet_hours h on h.timesheet_id = t.id and h.day between r.from_on and r.until_on
where r.submitted_at is not null;

-- The number of the earlier period that the hours of a line belong to.
alter table report_lines add column period int constraint report_lines_period_ck check (period is null or kind = 'personnel');
