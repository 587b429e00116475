-- Every field of the form has a version of its own, so that several people can write one section: section → field → number; 0 where none is named.
alter table applications
  add column answer_versions jsonb not null default '{}' constraint applications_answer_versions_ck check (jsonb_typeof(answer_versions) = 'object'),
  -- The revision at which anything but the answers was changed last: a form of the budget stays good while others write.
  add column parts_revision int not null default 1;
update applications set parts_revision = revision;

-- Every text that anybody saved, for ever. A row with a version became the current text; one without is a branch, kept beside it because
-- somebody else had changed the same words. An edit that settles a branch names it.
create table application_edits (
  id bigint generated always as identity constraint application_edits_pk primary key,
  application_id uuid not null constraint application_edits_application_fk references applications on delete cascade,
  section text not null,
  field text not null,
  version int constraint application_edits_version_ck check (version >= 0),
  -- The version that the writer had before them.
  base int not null constraint application_edits_base_ck check (base >= 0),
  how text not null constraint application_edits_how_ck check (how in ('found', 'typed', 'merged', 'restored', 'reused', 'chosen', 'branched')),
  value jsonb not null,
  -- What was sent, where something else was saved: a merge.
  sent jsonb,
  -- Nobody is named for what was there before there was a history.
  person_id uuid constraint application_edits_person_fk references people,
  at timestamptz not null,
  -- The key of the request: one that arrives again finds what it did.
  key text constraint application_edits_key_ck check (length(key) <= 100),
  settles bigint constraint application_edits_settles_fk references application_edits on delete cascade,
  constraint application_edits_branch_ck check ((version is null) = (how = 'branched')),
  constraint application_edits_person_ck check ((person_id is null) = (how = 'found'))
);
create unique index application_edits_version_uq on application_edits (application_id, section, field, version) where version is not null;
create unique index application_edits_key_uq on application_edits (application_id, person_id, key, section, field) where key is not null;
create unique index application_edits_settles_uq on application_edits (settles) where settles is not null;
create index application_edits_branch_ix on application_edits (application_id) where version is null;

-- Nothing of the history is changed, and nothing of it goes but with the whole application.
create function application_edits_stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from applications where id = old.application_id) then
    return old;
  end if;
  raise exception 'the history of an application is append-only' using errcode = 'check_violation', constraint = 'application_edits_append_only';
end $$;
create trigger application_edits_append_only before update or delete on application_edits for each row execute function application_edits_stay();

-- What the writers of an application say to each other. Never part of what is submitted.
create table application_comments (
  id uuid constraint application_comments_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint application_comments_application_fk references applications on delete cascade,
  -- The comment that this one answers; null for the first of a thread.
  thread_id uuid constraint application_comments_thread_fk references application_comments on delete cascade,
  -- Both null: on the whole application. An answer has them of its thread.
  section text,
  field text,
  body text not null constraint application_comments_body_ck check (length(body) <= 4000),
  person_id uuid not null constraint application_comments_person_fk references people,
  at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  resolved_at timestamptz,
  resolved_by uuid constraint application_comments_resolved_by_fk references people,
  key text constraint application_comments_key_ck check (length(key) <= 100),
  constraint application_comments_place_ck check ((section is null) = (field is null)),
  constraint application_comments_resolved_ck check ((resolved_at is null) = (resolved_by is null)),
  constraint application_comments_thread_ck check (thread_id is null or resolved_at is null)
);
create index application_comments_application_ix on application_comments (application_id, at);
create unique index application_comments_key_uq on application_comments (application_id, person_id, key) where key is not null;

-- Who is to hear of a comment by mail; several are told in one letter.
create table comment_mentions (
  comment_id uuid not null constraint comment_mentions_comment_fk references application_comments on delete cascade,
  person_id uuid not null constraint comment_mentions_person_fk references people,
  told_at timestamptz,
  constraint comment_mentions_pk primary key (comment_id, person_id)
);
create index comment_mentions_untold_ix on comment_mentions (person_id) where told_at is null;
