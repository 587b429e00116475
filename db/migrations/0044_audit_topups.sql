-- A sample that decides nothing is topped up: the draw goes on from the same seed. Errors that have one cause and can be delimited are set apart from chance.
create table audit_topups (
  sample_id uuid not null constraint audit_topups_sample_fk references audit_samples,
  round int not null constraint audit_topups_round_ck check (round > 0),
  more int not null constraint audit_topups_more_ck check (more > 0),
  content text not null,
  sha256 text not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null constraint audit_topups_drawn_by_fk references people,
  constraint audit_topups_pk primary key (sample_id, round)
);
create index audit_topups_drawn_by_ix on audit_topups (drawn_by);

alter table audit_sample_items add column round int not null default 0;
alter table audit_sample_items add column nature text constraint audit_sample_items_nature_ck check (nature in ('random', 'systemic'));
update audit_sample_items set nature = 'random' where outcome = 'irregular';
alter table audit_sample_items add constraint audit_sample_items_natured_ck check ((nature is not null) = (outcome is not null and outcome = 'irregular'));

-- What systemic errors come to in the whole population, and how that was found out.
alter table audit_samples add column systemic_cents bigint;
alter table audit_samples add column systemic_how text;
alter table audit_samples add constraint audit_samples_systemic_ck check ((systemic_cents is null) = (systemic_how is null) and systemic_cents >= 0);
