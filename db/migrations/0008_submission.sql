-- submission

-- The evidence tree is kept, so that sealing and proving never read all of it: the hashes of complete subtrees of 16, 256, 4096, … leaves
-- (levels 4, 8, 12, …). They never change once they are there.
create table evidence_nodes (
  level int not null constraint evidence_nodes_level_ck check (level > 0 and level % 4 = 0),
  index bigint not null,
  hash text not null constraint evidence_nodes_hash_ck check (hash ~ '^[0-9a-f]{64}$'),
  constraint evidence_nodes_pk primary key (level, index)
);
create trigger evidence_nodes_append_only before update or delete on evidence_nodes for each row execute function evidence_is_append_only();
do $$
declare
  l int := 0;
begin
  create temporary table nodes on commit drop as
    select 0 as level, leaf_index as index, decode(leaf_hash, 'hex') as hash from evidence_events where leaf_index is not null;
  loop
    insert into nodes
      select l + 1, a.index / 2, sha256('\x01'::bytea || a.hash || b.hash)
      from nodes a join nodes b on b.level = l and b.index = a.index + 1
      where a.level = l and a.index % 2 = 0;
    exit when not found;
    l := l + 1;
  end loop;
  insert into evidence_nodes select level, index, encode(hash, 'hex') from nodes where level > 0 and level % 4 = 0;
end $$;

-- On the closing day thousands of submissions are written in a second. What was read out of the frozen text by the database, four times
-- parsed, is handed over by the application, which has it in its hands; what is there stays as it is.
alter table submissions alter column acronym drop expression, alter column title drop expression, alter column main_spoke drop expression, alter column sector drop expression;
alter table submissions alter column acronym set default '', alter column title set default '';

-- Complete drafts are examined and frozen ahead, so that handing in has only to see that nothing has changed since. The stamp of an
-- application is the transaction that last changed anything that its frozen form says; triggers set it, so that no statement can forget to.
create table application_stamps (
  application_id uuid constraint application_stamps_pk primary key,
  stamp bigint not null
);
create function stamp_applications(ids uuid[]) returns void language sql as $$
  insert into application_stamps (application_id, stamp)
  select a.id, pg_current_xact_id()::text::bigint from applications a where a.id = any(ids) order by a.id
  on conflict (application_id) do update set stamp = excluded.stamp where application_stamps.stamp <> excluded.stamp;
$$;
create function application_part_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array[coalesce(new.application_id, old.application_id)]);
  return null;
end $$;
create function application_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array[new.id]);
  return null;
end $$;
create function organisation_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array(select application_id from application_members where organisation_id = new.id));
  return null;
end $$;
create function founding_partner_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array(select application_id from application_members where organisation_id = coalesce(new.organisation_id, old.organisation_id)));
  return null;
end $$;
create function person_changed() returns trigger language plpgsql as $$
begin
  perform stamp_applications(array(select application_id from member_confirmations where person_id = new.id));
  return null;
end $$;
create trigger applications_stamped after insert or update of call_id, lead_id, acronym, title, answers, main_spoke, spokes, sector, starts_on, duration_months,
  wide_dissemination, may_publish_results on applications for each row execute function application_changed();
create trigger application_members_stamped after insert or update or delete on application_members for each row execute function application_part_changed();
create trigger application_costs_stamped after insert or update or delete on application_costs for each row execute function application_part_changed();
create trigger application_staff_stamped after insert or update or delete on application_staff for each row execute function application_part_changed();
create trigger application_documents_stamped after insert or update or delete on application_documents for each row execute function application_part_changed();
create trigger member_confirmations_stamped after insert or update or delete on member_confirmations for each row execute function application_part_changed();
create trigger organisations_stamped after update of legal_name, kind, ownership, size_class on organisations for each row execute function organisation_changed();
create trigger founding_partners_stamped after insert or update or delete on founding_partners for each row execute function founding_partner_changed();
create trigger people_stamped after update of name on people for each row execute function person_changed();
insert into application_stamps (application_id, stamp) select id, pg_current_xact_id()::text::bigint from applications;

create table application_ready (
  application_id uuid constraint application_ready_pk primary key constraint application_ready_application_fk references applications on delete cascade,
  -- The stamp and the version of the call that it was examined under; with others than those in force it counts for nothing.
  stamp bigint not null,
  call_version_id uuid not null constraint application_ready_call_version_fk references call_versions,
  -- Null when something is left to put right.
  snapshot text,
  sha256 text,
  acronym text,
  title text,
  main_spoke int,
  sector text,
  eligible_cents bigint,
  grant_cents bigint,
  south_grant_cents bigint,
  -- Who takes part, with the other proposals that were counted then.
  members jsonb,
  constraint application_ready_whole_ck check ((snapshot is null) = (sha256 is null))
);

-- How the system answered, a row a minute for each process: evidence for an incident.
create table availability_minutes (
  minute timestamptz not null,
  process int not null,
  served int not null,
  turned_back int not null,
  failed int not null,
  requests int not null,
  errors int not null,
  -- Of submissions, from the arrival to the answer; null when there were none.
  p50_ms int,
  p99_ms int,
  constraint availability_minutes_pk primary key (minute, process)
);
