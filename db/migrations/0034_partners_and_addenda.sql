-- A change of partners with the day from which it holds and everything that passes from one to another, and what a variation still waits for after
-- the office's answer: an addendum to be signed, or its day.
alter table project_variations
  add column change text,
  add column holds_from date,
  add column ended_at timestamptz,
  -- Why it lapsed, as reasons.
  add column ended_reasons jsonb,
  drop constraint project_variations_state_ck,
  add constraint project_variations_state_ck check (state in ('requested', 'toSign', 'agreed', 'approved', 'refused', 'withdrawn', 'noticed', 'lapsed')),
  add constraint project_variations_lapsed_ck check ((state = 'lapsed') = (ended_at is not null) and (ended_at is null) = (ended_reasons is null));
drop index project_variations_open_uq;
create unique index project_variations_open_uq on project_variations (project_id) where state in ('requested', 'toSign', 'agreed');

-- Addenda that have to be signed stand beside those that a decree makes (`issued`); `change` is the canonical text of what the variation changes.
alter table contract_addenda
  add column state text not null default 'issued' constraint contract_addenda_state_ck check (state in ('issued', 'preparing', 'offered', 'signed', 'lapsed', 'withdrawn')),
  add column variation int,
  add column change text,
  add column due_on date,
  add column offered_at timestamptz,
  add column signed_at timestamptz,
  add column ended_at timestamptz,
  add column ended_reason text,
  alter column content drop not null,
  alter column sha256 drop not null,
  alter column paper_sha256 drop not null,
  add constraint contract_addenda_paper_ck check (state in ('preparing', 'withdrawn') or (content is not null and sha256 is not null and paper_sha256 is not null)),
  add constraint contract_addenda_change_ck check ((state = 'issued') = (variation is null) and (variation is null) = (change is null)),
  add constraint contract_addenda_term_ck check (state not in ('offered', 'signed', 'lapsed') or (due_on is not null and offered_at is not null)),
  add constraint contract_addenda_signed_ck check ((state = 'signed') = (signed_at is not null)),
  add constraint contract_addenda_ended_ck check ((state in ('lapsed', 'withdrawn')) = (ended_at is not null));
create unique index contract_addenda_variation_uq on contract_addenda (contract_id, variation) where variation is not null;

-- Who joins by an addendum is asked for its documents before it is a party; who left stays one for what it was awarded.
alter table contract_members
  add column joins_with int,
  add column left_on date;
