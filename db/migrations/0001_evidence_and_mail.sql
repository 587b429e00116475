-- The evidence log: every deed and every refusal, append-only. `leaf_index` is given when the log is sealed (RFC 9162 tree).
create table evidence_events (
  id bigint generated always as identity constraint evidence_events_pk primary key,
  at timestamptz not null,
  actor uuid,
  kind text not null,
  subject text not null,
  body text not null,
  leaf_hash text not null constraint evidence_events_leaf_hash_ck check (leaf_hash ~ '^[0-9a-f]{64}$'),
  leaf_index bigint constraint evidence_events_leaf_index_uq unique
);
create index evidence_events_subject_ix on evidence_events (subject, id);
create index evidence_events_actor_ix on evidence_events (actor, id);
create index evidence_events_kind_ix on evidence_events (kind, id);
create index evidence_events_unsealed_ix on evidence_events (id) where leaf_index is null;

create table evidence_heads (
  size bigint constraint evidence_heads_pk primary key,
  root text not null,
  signed_at timestamptz not null,
  signature text not null,
  public_key text not null
);

create function evidence_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.leaf_index is null and new.leaf_index is not null
     and (old.id, old.at, old.actor, old.kind, old.subject, old.body, old.leaf_hash) is not distinct from
         (new.id, new.at, new.actor, new.kind, new.subject, new.body, new.leaf_hash) then
    return new;
  end if;
  raise exception 'the evidence log is append-only' using errcode = 'check_violation', constraint = 'evidence_events_append_only';
end $$;
create trigger evidence_events_append_only before update or delete on evidence_events for each row execute function evidence_is_append_only();
create trigger evidence_heads_append_only before update or delete on evidence_heads for each row execute function evidence_is_append_only();

-- Outgoing mail, written in the transaction that causes it, sent by a job.
create table mail_messages (
  id uuid constraint mail_messages_pk primary key default gen_random_uuid(),
  key text not null constraint mail_messages_key_uq unique,
  recipient text not null,
  subject text not null,
  body text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  failure text
);
create index mail_messages_queued_at_ix on mail_messages (queued_at desc);
