-- Who takes part is written before the submission has its number, which waits for the register: the reference is looked at in the end.
alter table submission_members drop constraint submission_members_submission_fk,
  add constraint submission_members_submission_fk foreign key (submission_id) references submissions deferrable initially deferred;
