-- Who confirmed for each partner, as it was frozen: what looks for conflicts of interest need not read the frozen texts, thousands of them on a closing day.
alter table submission_members add column confirmed_by uuid constraint submission_members_confirmed_by_fk references people;
update submission_members m set confirmed_by = p.id
  from submissions s
  cross join lateral jsonb_array_elements(coalesce(s.snapshot::jsonb -> 'confirmations', '[]')) c
  join people p on p.id = (c ->> 'person')::uuid
  where m.submission_id = s.id and m.organisation_id = (c ->> 'organisation')::uuid;
-- What was examined ahead does not say it yet: the worker looks at it again.
delete from application_ready;
