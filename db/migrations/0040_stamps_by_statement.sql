-- In the rush documents come in together, many in one statement: their applications are stamped once for the statement, not once for each row.
create function application_parts_written() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array(select application_id from written));
  return null;
end $$;
create function application_parts_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array(select application_id from written union select application_id from there_before));
  return null;
end $$;

do $$
declare part text;
begin
  foreach part in array array['application_members', 'application_costs', 'application_staff', 'application_documents', 'member_confirmations'] loop
    execute format('drop trigger %s_stamped on %s', part, part);
    execute format('create trigger %s_inserted after insert on %s referencing new table as written for each statement execute function application_parts_written()', part, part);
    execute format('create trigger %s_deleted after delete on %s referencing old table as written for each statement execute function application_parts_written()', part, part);
    execute format('create trigger %s_updated after update on %s referencing new table as written old table as there_before for each statement execute function application_parts_changed()', part, part);
  end loop;
end $$;
drop function application_part_changed();
