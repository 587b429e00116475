-- A planned meeting can be called off, and planned again. Only meetings that stand take up their hour.
alter table panel_meetings
  add column called_off_at timestamptz,
  add column called_off_by uuid constraint panel_meetings_called_off_by_fk references people,
  add column called_off_why text,
  drop constraint panel_meetings_state_ck,
  add constraint panel_meetings_state_ck check (state in ('planned', 'calledOff', 'open', 'closed')),
  drop constraint panel_meetings_opened_ck,
  add constraint panel_meetings_opened_ck check ((state in ('planned', 'calledOff')) = (opened_at is null)),
  add constraint panel_meetings_called_off_ck check (
    (state = 'calledOff') = (called_off_at is not null) and (called_off_at is null) = (called_off_by is null) and (called_off_at is null) = (called_off_why is null)
  ),
  drop constraint panel_meetings_once_uq;
create unique index panel_meetings_once_uq on panel_meetings (call_id, held_at) where state <> 'calledOff';
