-- Double-blind calls. What experts call a proposal whose name they may not read: drawn by chance, so that nothing else can be computed from it.
alter table applications add column blind_code text not null default upper(left(replace(gen_random_uuid()::text, '-', ''), 8));

-- Whom an expert has to do with, named without knowing who proposes.
alter table conflict_declarations add column ties jsonb not null default '[]';

-- The office told the experts of a call who proposed, after its ranking.
create table blind_reveals (
  call_id text constraint blind_reveals_pk primary key constraint blind_reveals_call_fk references calls (id),
  revealed_at timestamptz not null,
  revealed_by uuid not null constraint blind_reveals_by_fk references people (id)
);
