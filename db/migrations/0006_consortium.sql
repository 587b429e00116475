-- Staff as lines. Gender and age band are null where a plain count does not say them.
create table application_staff (
  id uuid constraint application_staff_pk primary key default gen_random_uuid(),
  application_id uuid not null,
  organisation_id uuid not null,
  position int not null,
  profile text not null constraint application_staff_profile_ck check (length(profile) <= 200),
  gender text constraint application_staff_gender_ck check (gender in ('f', 'm', 'x')),
  age_band text constraint application_staff_age_ck check (age_band in ('under30', '30to39', '40plus', 'under40')),
  contract text not null constraint application_staff_contract_ck check (contract in ('permanent', 'fixedTerm', 'researchFellow', 'phd', 'contractor', 'toHire', 'notStated')),
  new_hire boolean not null,
  heads int not null constraint application_staff_heads_ck check (heads > 0),
  person_months int constraint application_staff_months_ck check (person_months >= 0),
  constraint application_staff_member_fk foreign key (application_id, organisation_id) references application_members on delete cascade
);
create unique index application_staff_position_uq on application_staff (application_id, organisation_id, position);
-- The counts that there were become lines with the same totals: younger people divided as women and men are, new hires among the younger first.
with counts as (
  select application_id, organisation_id, women, men, under40, new_hires,
    case when women + men = 0 then 0 else (2 * under40 * women + women + men) / (2 * (women + men)) end as young_women
  from application_members
), cells as (
  select application_id, organisation_id, new_hires, cell.*
  from counts, lateral (values
    (0, 'f', 'under40', young_women),
    (1, 'm', 'under40', under40 - young_women),
    (2, 'f', '40plus', women - young_women),
    (3, 'm', '40plus', men - under40 + young_women)) as cell (place, gender, age_band, heads)
), hired as (
  select *, least(heads, greatest(0, new_hires - coalesce(sum(heads) over (partition by application_id, organisation_id order by place rows between unbounded preceding and 1 preceding), 0)))::int as hires
  from cells
), lines as (
  select application_id, organisation_id, place * 2 as place, gender, age_band, false as new_hire, heads - hires as heads from hired
  union all select application_id, organisation_id, place * 2 + 1, gender, age_band, true, hires from hired
  union all select application_id, organisation_id, 8, null, null, true, new_hires - women - men from counts
)
insert into application_staff (application_id, organisation_id, position, profile, gender, age_band, contract, new_hire, heads)
select application_id, organisation_id, place, '', gender, age_band, 'notStated', new_hire, heads from lines where heads > 0;
alter table application_members drop column women, drop column men, drop column under40, drop column new_hires;

-- Persons invited by name, with a right of their own.
create table application_people (
  application_id uuid not null constraint application_people_application_fk references applications on delete cascade,
  person_id uuid not null constraint application_people_person_fk references people,
  access text not null constraint application_people_access_ck check (access in ('editor', 'reader')),
  since timestamptz not null,
  invited_by uuid not null constraint application_people_invited_by_fk references people,
  constraint application_people_pk primary key (application_id, person_id)
);
create index application_people_person_ix on application_people (person_id);

create table application_invitations (
  id uuid constraint application_invitations_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint application_invitations_application_fk references applications on delete cascade,
  kind text not null constraint application_invitations_kind_ck check (kind in ('partner', 'editor', 'reader')),
  email text not null constraint application_invitations_email_ck check (email = lower(email) and length(email) <= 254),
  -- The organisation that the lead means, where it is in the register already.
  organisation_id uuid constraint application_invitations_organisation_fk references organisations,
  message text not null default '' constraint application_invitations_message_ck check (length(message) <= 1000),
  -- SHA-256 of the secret in the letter.
  token_hash text not null constraint application_invitations_token_uq unique,
  state text not null constraint application_invitations_state_ck check (state in ('sent', 'accepted', 'refused', 'revoked')),
  sent_at timestamptz not null,
  times_sent int not null default 1,
  expires_at timestamptz not null,
  invited_by uuid not null constraint application_invitations_invited_by_fk references people,
  answered_at timestamptz,
  answered_by uuid constraint application_invitations_answered_by_fk references people,
  -- The organisation that took part by it.
  accepted_for uuid constraint application_invitations_accepted_for_fk references organisations,
  constraint application_invitations_organisation_ck check (kind = 'partner' or organisation_id is null)
);
create index application_invitations_application_ix on application_invitations (application_id);
create unique index application_invitations_open_uq on application_invitations (application_id, email, kind) where state = 'sent';

-- What the legal representative of a partner confirmed, as it read then; the text is never changed, only ended.
create table member_confirmations (
  id uuid constraint member_confirmations_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint member_confirmations_application_fk references applications on delete cascade,
  organisation_id uuid not null constraint member_confirmations_organisation_fk references organisations,
  call_version_id uuid not null constraint member_confirmations_call_version_fk references call_versions,
  person_id uuid not null constraint member_confirmations_person_fk references people,
  confirmed text not null,
  sha256 text not null,
  confirmed_at timestamptz not null,
  ended_at timestamptz
);
create unique index member_confirmations_live_uq on member_confirmations (application_id, organisation_id) where ended_at is null;

-- Organisations that took part and do not any more, with what they had, so that a removal can be undone.
create table application_departures (
  id uuid constraint application_departures_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint application_departures_application_fk references applications on delete cascade,
  organisation_id uuid not null constraint application_departures_organisation_fk references organisations,
  why text not null constraint application_departures_why_ck check (why in ('removed', 'left', 'replaced')),
  motive text not null default '' constraint application_departures_motive_ck check (length(motive) <= 1000),
  replaced_by uuid constraint application_departures_replaced_by_fk references organisations,
  kept jsonb not null,
  gone_at timestamptz not null,
  gone_by uuid not null constraint application_departures_gone_by_fk references people,
  undone_at timestamptz,
  constraint application_departures_replaced_ck check ((why = 'replaced') = (replaced_by is not null))
);
create index application_departures_application_ix on application_departures (application_id);
