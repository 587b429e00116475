-- Two publications of one title and year, where a DOI is missing: a hint that people published together.
alter table conflicts drop constraint conflicts_kind_ck;
alter table conflicts add constraint conflicts_kind_ck check (kind in
  ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'likelyCoauthor', 'project', 'competitor', 'declared', 'office'));
alter table conflict_findings drop constraint conflict_findings_kind_ck;
alter table conflict_findings add constraint conflict_findings_kind_ck check (kind in
  ('employer', 'formerEmployer', 'member', 'group', 'proposal', 'coauthor', 'likelyCoauthor', 'project', 'competitor', 'declared', 'office'));
