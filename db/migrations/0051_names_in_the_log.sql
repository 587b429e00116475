-- What each line of the log names, so that who may not read it is found out at the same small cost for every line, long as the log may be.
-- It follows from the line itself and is no part of its leaf; new lines get it when they are sealed.
create function evidence_names(said text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct t.token[1]), '{}')
  from regexp_matches(said, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]+-[0-9]{4}-[0-9]+', 'g') as t (token)
$$;
alter table evidence_events add column names text[];
alter table evidence_events disable trigger evidence_events_append_only;
update evidence_events set names = evidence_names(subject || ' ' || body) where leaf_index is not null;
alter table evidence_events enable trigger evidence_events_append_only;
