-- What was frozen is kept once, under its hash: a submission names it and copies nothing, however many come in the same second. The
-- database itself looks whether a text is what its hash says.
create table frozen_texts (
  sha256 text constraint frozen_texts_pk primary key,
  text text not null,
  -- When a draft was last found to say this: what nobody refers to is thrown away days later.
  kept_on date not null default current_date,
  constraint frozen_texts_sha256_ck check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);
insert into frozen_texts (sha256, text) select distinct on (sha256) sha256, snapshot from submissions;
create function frozen_texts_stay() returns trigger language plpgsql as $$
begin
  raise exception 'what was frozen does not change' using errcode = 'restrict_violation';
end $$;
create trigger frozen_texts_stay before update of sha256, text on frozen_texts for each row execute function frozen_texts_stay();

alter table submissions drop column snapshot,
  add constraint submissions_frozen_fk foreign key (sha256) references frozen_texts;

-- Drafts are examined and frozen anew by the worker.
delete from application_ready;
alter table application_ready drop constraint application_ready_whole_ck, drop column snapshot,
  add constraint application_ready_frozen_fk foreign key (sha256) references frozen_texts;

-- An application changes its state in the rush: a short row, in no index that the state is part of, changes in its place. What people wrote
-- lies beside it.
drop index applications_call_ix;
create index applications_call_ix on applications (call_id);
alter table applications set (toast_tuple_target = 256, fillfactor = 75);
