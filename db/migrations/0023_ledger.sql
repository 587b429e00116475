-- The ledger: double entry in whole cents, append-only. What is a figure of the product is a balance of it.
--
-- Accounts of one kind that share their dimensions are a group: dashboards ask for groups, of which there are few; a project's page asks for accounts.
create table ledger_groups (
  id bigint generated always as identity constraint ledger_groups_pk primary key,
  kind text not null constraint ledger_groups_kind_ck check (kind in (
    'endowment', 'cofinancing', 'available', 'promised', 'pot', 'committed', 'accepted', 'owed', 'retained', 'payable', 'advance', 'ordered', 'paid',
    'receivable', 'recovered', 'interestReceivable', 'interestIncome', 'interestReceived', 'lateInterest', 'interestPayable', 'interestPaid')),
  programme_id text not null constraint ledger_groups_programme_fk references programmes,
  call_id text constraint ledger_groups_call_fk references calls,
  spoke int,
  sector text,
  -- The place of implementation; `south` follows from it and is kept for sums.
  region text,
  south boolean,
  constraint ledger_groups_uq unique nulls not distinct (kind, programme_id, call_id, spoke, sector, region, south),
  constraint ledger_groups_call_ck check ((call_id is null) = (kind in ('endowment', 'cofinancing', 'available', 'promised'))),
  constraint ledger_groups_south_ck check ((region is null) = (south is null))
);
create index ledger_groups_call_ix on ledger_groups (call_id, kind);

create table ledger_accounts (
  id bigint generated always as identity constraint ledger_accounts_pk primary key,
  group_id bigint not null constraint ledger_accounts_group_fk references ledger_groups,
  application_id uuid constraint ledger_accounts_application_fk references applications,
  organisation_id uuid constraint ledger_accounts_organisation_fk references organisations,
  constraint ledger_accounts_uq unique nulls not distinct (group_id, application_id, organisation_id),
  constraint ledger_accounts_beneficiary_ck check ((application_id is null) = (organisation_id is null))
);
create index ledger_accounts_application_ix on ledger_accounts (application_id);
create index ledger_accounts_organisation_ix on ledger_accounts (organisation_id);

-- `posted_on` is the day that it counts for, `recorded_at` the deed that made it; `lines` is how many postings it has, all written with it.
create table ledger_entries (
  id bigint generated always as identity constraint ledger_entries_pk primary key,
  key text not null constraint ledger_entries_key_uq unique,
  kind text not null,
  subject text not null,
  posted_on date not null,
  recorded_at timestamptz not null,
  lines smallint not null constraint ledger_entries_lines_ck check (lines >= 2),
  reverses bigint constraint ledger_entries_reverses_fk references ledger_entries constraint ledger_entries_reverses_uq unique,
  constraint ledger_entries_whole_uq unique (id, posted_on, lines)
);
create index ledger_entries_posted_ix on ledger_entries (posted_on desc, id desc);
create index ledger_entries_subject_ix on ledger_entries (subject, id);

-- Debit is positive, credit negative. A line's number is one of those that its entry declares, and each is there once: when an entry is whole,
-- nothing can be added to it any more.
create table ledger_postings (
  entry_id bigint not null,
  line smallint not null,
  lines smallint not null,
  posted_on date not null,
  account_id bigint not null constraint ledger_postings_account_fk references ledger_accounts,
  cents bigint not null constraint ledger_postings_cents_ck check (cents <> 0 and abs(cents) <= 9007199254740991),
  constraint ledger_postings_pk primary key (entry_id, line),
  constraint ledger_postings_entry_fk foreign key (entry_id, posted_on, lines) references ledger_entries (id, posted_on, lines),
  constraint ledger_postings_line_ck check (line between 1 and lines)
);
create index ledger_postings_account_ix on ledger_postings (account_id, posted_on) include (cents);
create index ledger_postings_posted_ix on ledger_postings (posted_on) include (account_id, cents);

-- Sums that a trigger keeps. Each row stands once for each slot: a transaction writes the rows of a slot that is its own until it ends, so that
-- two deeds that touch the same pot do not wait for each other. A sum adds the slots.
create table ledger_balances (
  account_id bigint not null constraint ledger_balances_account_fk references ledger_accounts,
  slot smallint not null,
  cents bigint not null,
  constraint ledger_balances_pk primary key (account_id, slot)
);
create table ledger_group_balances (
  group_id bigint not null constraint ledger_group_balances_group_fk references ledger_groups,
  slot smallint not null,
  cents bigint not null,
  constraint ledger_group_balances_pk primary key (group_id, slot)
);
create table ledger_group_months (
  group_id bigint not null constraint ledger_group_months_group_fk references ledger_groups,
  month date not null,
  slot smallint not null,
  cents bigint not null,
  constraint ledger_group_months_pk primary key (group_id, month, slot)
);

create function ledger_slot() returns smallint language plpgsql as $$
declare kept text := current_setting('mics.ledger_slot', true);
declare taken int;
begin
  if coalesce(kept, '') <> '' then return kept::smallint; end if;
  for n in 0..15 loop
    if pg_try_advisory_xact_lock(7112100, n) then taken := n; exit; end if;
  end loop;
  if taken is null then
    taken := pg_backend_pid() % 16;
    perform pg_advisory_xact_lock(7112100, taken);
  end if;
  perform set_config('mics.ledger_slot', taken::text, true);
  return taken;
end $$;

create function ledger_keep_sums() returns trigger language plpgsql as $$
declare mine smallint := ledger_slot();
begin
  insert into ledger_balances as b (account_id, slot, cents)
    select account_id, mine, sum(cents) from added group by account_id
    on conflict (account_id, slot) do update set cents = b.cents + excluded.cents;
  insert into ledger_group_balances as b (group_id, slot, cents)
    select a.group_id, mine, sum(p.cents) from added p join ledger_accounts a on a.id = p.account_id group by a.group_id
    on conflict (group_id, slot) do update set cents = b.cents + excluded.cents;
  insert into ledger_group_months as b (group_id, month, slot, cents)
    select a.group_id, date_trunc('month', p.posted_on)::date, mine, sum(p.cents)
      from added p join ledger_accounts a on a.id = p.account_id group by a.group_id, date_trunc('month', p.posted_on)
    on conflict (group_id, month, slot) do update set cents = b.cents + excluded.cents;
  return null;
end $$;
create trigger ledger_postings_sums after insert on ledger_postings referencing new table as added for each statement execute function ledger_keep_sums();

-- At the end of the transaction each entry has all its lines and they come to zero; otherwise nothing of the transaction is kept.
create function ledger_entry_balances() returns trigger language plpgsql as $$
declare n int; total numeric;
begin
  select count(*), coalesce(sum(cents), 0) into n, total from ledger_postings where entry_id = new.id;
  if n <> new.lines or total <> 0 then
    raise exception 'the ledger refuses entry %: % of % lines, which come to % cents', new.key, n, new.lines, total
      using errcode = 'check_violation', constraint = 'ledger_entries_balanced';
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_balanced after insert on ledger_entries deferrable initially deferred
  for each row execute function ledger_entry_balances();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'check_violation', constraint = 'ledger_append_only';
end $$;
create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries for each statement execute function ledger_is_append_only();
create trigger ledger_postings_append_only before update or delete or truncate on ledger_postings for each statement execute function ledger_is_append_only();
create trigger ledger_accounts_append_only before update or delete or truncate on ledger_accounts for each statement execute function ledger_is_append_only();
create trigger ledger_groups_append_only before update or delete or truncate on ledger_groups for each statement execute function ledger_is_append_only();

create function ledger_sums_are_kept() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'sums of the ledger follow its postings' using errcode = 'check_violation', constraint = 'ledger_append_only';
  end if;
  return null;
end $$;
create trigger ledger_balances_kept before insert or update or delete or truncate on ledger_balances for each statement execute function ledger_sums_are_kept();
create trigger ledger_group_balances_kept before insert or update or delete or truncate on ledger_group_balances for each statement execute function ledger_sums_are_kept();
create trigger ledger_group_months_kept before insert or update or delete or truncate on ledger_group_months for each statement execute function ledger_sums_are_kept();

-- What was decided before there was a ledger is posted under the keys that the same deeds have today.
create function pg_temp.account(k text, programme text, call text, application uuid, organisation uuid, sp int, se text, re text) returns bigint language plpgsql as $$
declare g bigint; a bigint;
declare so boolean := case when re is null then null else re in ('abruzzo', 'apulia', 'basilicata', 'calabria', 'campania', 'molise', 'sardinia', 'sicily') end;
begin
  insert into ledger_groups (kind, programme_id, call_id, spoke, sector, region, south) values (k, programme, call, sp, se, re, so) on conflict do nothing;
  select id into g from ledger_groups where (kind, programme_id) = (k, programme) and call_id is not distinct from call and spoke is not distinct from sp
    and sector is not distinct from se and region is not distinct from re;
  insert into ledger_accounts (group_id, application_id, organisation_id) values (g, application, organisation) on conflict do nothing;
  select id into a from ledger_accounts where group_id = g and application_id is not distinct from application and organisation_id is not distinct from organisation;
  return a;
end $$;
create function pg_temp.post(k text, what text, about text, day date, at timestamptz, accounts bigint[], amounts bigint[]) returns void language plpgsql as $$
declare e bigint;
begin
  insert into ledger_entries (key, kind, subject, posted_on, recorded_at, lines) values (k, what, about, day, at, cardinality(accounts)) returning id into e;
  insert into ledger_postings (entry_id, line, lines, posted_on, account_id, cents)
    select e, n, cardinality(accounts), day, account, cents from unnest(accounts, amounts) with ordinality as u (account, cents, n);
end $$;
do $$
declare r record; paths bigint[]; amounts bigint[];
begin
  for r in select p.*, coalesce((select min(v.published_at) from calls c join call_versions v on v.call_id = c.id where c.programme_id = p.id), now()) as since from programmes p loop
    paths := '{}'; amounts := '{}';
    if r.public_cents > 0 then
      paths := paths || pg_temp.account('endowment', r.id, null, null, null, null, null, null) || pg_temp.account('available', r.id, null, null, null, null, null, null);
      amounts := amounts || array[-r.public_cents, r.public_cents];
    end if;
    if r.private_cents > 0 then
      paths := paths || pg_temp.account('cofinancing', r.id, null, null, null, null, null, null) || pg_temp.account('promised', r.id, null, null, null, null, null, null);
      amounts := amounts || array[-r.private_cents, r.private_cents];
    end if;
    if cardinality(paths) > 0 then
      perform pg_temp.post('programme/' || r.id || '/' || r.imported_hash, 'programme.endowed', 'programmes/' || r.id, r.since::date, r.since, paths, amounts);
    end if;
  end loop;
  for r in select v.*, c.programme_id, v.pot_cents - coalesce(lag(v.pot_cents) over (partition by v.call_id order by v.number), 0) as more,
      coalesce((select a ->> 'on' from jsonb_array_elements(v.definition -> 'acts') a where a ->> 'id' = v.act_id), v.definition #>> '{dates,publishedOn}')::date as day
      from call_versions v join calls c on c.id = v.call_id loop
    if r.more <> 0 then
      perform pg_temp.post('call/' || r.call_id || '/version/' || r.number, 'call.allotted', 'call/' || r.call_id, r.day, r.published_at,
        array[pg_temp.account('available', r.programme_id, null, null, null, null, null, null), pg_temp.account('pot', r.programme_id, r.call_id, null, null, null, null, null)],
        array[-r.more, r.more]);
    end if;
  end loop;
  for r in select w.decree_id, w.application_id, w.call_id, c.programme_id, (d.adopted_at at time zone 'Europe/Rome')::date as day, d.adopted_at,
      array_agg(pg_temp.account('committed', c.programme_id, w.call_id, w.application_id, b.organisation_id, s.main_spoke, s.sector, b.region) order by b.organisation_id) as accounts,
      array_agg(b.aid_cents order by b.organisation_id) as cents, sum(b.aid_cents)::bigint as total
      from awards w join decrees d on d.id = w.decree_id join calls c on c.id = w.call_id join award_beneficiaries b on b.award_id = w.id and b.aid_cents > 0
      join submissions s on s.application_id = w.application_id and s.superseded_at is null
      where not exists (select 1 from renunciations x where x.application_id = w.application_id)
      group by w.decree_id, w.application_id, w.call_id, c.programme_id, d.adopted_at loop
    perform pg_temp.post('decree/' || r.decree_id || '/' || r.application_id, 'award.committed', 'decree/' || r.decree_id, r.day, r.adopted_at,
      pg_temp.account('pot', r.programme_id, r.call_id, null, null, null, null, null) || r.accounts, -r.total || r.cents);
  end loop;
end $$;
