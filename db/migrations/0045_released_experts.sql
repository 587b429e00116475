-- An expert of a call may be released: they keep their pseudonym and what they handed in, and nothing more is asked of them. Who comes back is asked again.
alter table call_experts
  add column ended_at timestamptz,
  add column ended_why text not null default '',
  -- How many reviews they had handed in: those stay, and so do the ties that matter to them.
  add column ended_kept int not null default 0,
  add column ended_by uuid constraint call_experts_ended_by_fk references people,
  add constraint call_experts_ended_ck check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why = ''));
