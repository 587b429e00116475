-- Declarations of conflicts stand apart from who is an expert of a call.
create table conflict_declarations (
  call_id text not null,
  person_id uuid not null,
  declared_at timestamptz not null,
  -- The applications that the expert's last declaration speaks of; one that came later is not covered by it.
  declared_for uuid[] not null default '{}',
  constraint conflict_declarations_pk primary key (call_id, person_id),
  constraint conflict_declarations_expert_fk foreign key (call_id, person_id) references call_experts
);
create index conflict_declarations_person_ix on conflict_declarations (person_id);
insert into conflict_declarations (call_id, person_id, declared_at, declared_for)
  select call_id, person_id, declared_at, declared_for from call_experts where declared_at is not null;
alter table call_experts drop column declared_at, drop column declared_for;
