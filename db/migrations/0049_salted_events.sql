-- A leaf's neighbours read its hash in their proofs. Without a secret of its own what is short and follows a pattern could be guessed from it.
alter table evidence_events add column salt text constraint evidence_events_salt_ck check (salt ~ '^[0-9a-f]{32}$');
create or replace function evidence_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.leaf_index is null and new.leaf_index is not null
     and (old.id, old.at, old.actor, old.kind, old.subject, old.body, old.salt, old.leaf_hash) is not distinct from
         (new.id, new.at, new.actor, new.kind, new.subject, new.body, new.salt, new.leaf_hash) then
    return new;
  end if;
  raise exception 'the evidence log is append-only' using errcode = 'check_violation', constraint = 'evidence_events_append_only';
end $$;
