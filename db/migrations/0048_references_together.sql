-- In the rush what a submission refers to is looked at once for all rows of a statement, and not row by row, fourteen times for each submission:
-- half of what the database spent on it. The rule is the same: nothing names what is not there, and what is named is not deleted. Who deletes
-- waits for those who write and looks again; who writes meanwhile waits and finds it gone.
alter table submissions drop constraint submissions_application_fk, drop constraint submissions_call_fk, drop constraint submissions_call_version_fk,
  drop constraint submissions_submitted_by_fk, drop constraint submissions_frozen_fk;
alter table submission_members drop constraint submission_members_organisation_fk, drop constraint submission_members_confirmed_by_fk;

create function refuse_reference(name text) returns void language plpgsql as $$
begin
  raise exception 'violates %', name using errcode = 'foreign_key_violation', constraint = name;
end $$;

-- Looked up by keys: a plan made while the tables were empty is kept.
create function submissions_refer() returns trigger language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added n where not exists (select from applications x where x.id = n.application_id)) then perform refuse_reference('submissions_application_fk'); end if;
  if exists (select from added n where not exists (select from calls x where x.id = n.call_id)) then perform refuse_reference('submissions_call_fk'); end if;
  if exists (select from added n where not exists (select from call_versions x where x.id = n.call_version_id)) then perform refuse_reference('submissions_call_version_fk'); end if;
  if exists (select from added n where not exists (select from people x where x.id = n.submitted_by)) then perform refuse_reference('submissions_submitted_by_fk'); end if;
  if exists (select from added n where not exists (select from frozen_texts x where x.sha256 = n.sha256)) then perform refuse_reference('submissions_frozen_fk'); end if;
  return null;
end $$;
create trigger submissions_refer_inserted after insert on submissions referencing new table as added for each statement execute function submissions_refer();
create trigger submissions_refer_updated after update on submissions referencing new table as added for each statement execute function submissions_refer();

create function submission_members_refer() returns trigger language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added n where not exists (select from organisations x where x.id = n.organisation_id)) then perform refuse_reference('submission_members_organisation_fk'); end if;
  if exists (select from added n where n.confirmed_by is not null and not exists (select from people x where x.id = n.confirmed_by)) then perform refuse_reference('submission_members_confirmed_by_fk'); end if;
  return null;
end $$;
create trigger submission_members_refer_inserted after insert on submission_members referencing new table as added for each statement execute function submission_members_refer();
create trigger submission_members_refer_updated after update on submission_members referencing new table as added for each statement execute function submission_members_refer();

-- The lock waits for whoever is writing submissions; what they wrote is seen then.
create function submissions_referred() returns trigger language plpgsql as $$
declare named text;
begin
  if not exists (select from gone) then return null; end if;
  lock table submissions, submission_members in share mode;
  case tg_table_name
    when 'applications' then if exists (select from submissions s join gone on s.application_id = gone.id) then named := 'submissions_application_fk'; end if;
    when 'calls' then if exists (select from submissions s join gone on s.call_id = gone.id) then named := 'submissions_call_fk'; end if;
    when 'call_versions' then if exists (select from submissions s join gone on s.call_version_id = gone.id) then named := 'submissions_call_version_fk'; end if;
    when 'frozen_texts' then if exists (select from submissions s join gone on s.sha256 = gone.sha256) then named := 'submissions_frozen_fk'; end if;
    when 'organisations' then if exists (select from submission_members m join gone on m.organisation_id = gone.id) then named := 'submission_members_organisation_fk'; end if;
    when 'people' then
      if exists (select from submissions s join gone on s.submitted_by = gone.id) then named := 'submissions_submitted_by_fk';
      elsif exists (select from submission_members m join gone on m.confirmed_by = gone.id) then named := 'submission_members_confirmed_by_fk'; end if;
  end case;
  if named is not null then perform refuse_reference(named); end if;
  return null;
end $$;
create trigger applications_referred after delete on applications referencing old table as gone for each statement execute function submissions_referred();
create trigger calls_referred after delete on calls referencing old table as gone for each statement execute function submissions_referred();
create trigger call_versions_referred after delete on call_versions referencing old table as gone for each statement execute function submissions_referred();
create trigger frozen_texts_referred after delete on frozen_texts referencing old table as gone for each statement execute function submissions_referred();
create trigger organisations_referred after delete on organisations referencing old table as gone for each statement execute function submissions_referred();
create trigger people_referred after delete on people referencing old table as gone for each statement execute function submissions_referred();
