-- What the office entered stands beside what the expert wrote: neither replaces the other.
alter table expert_publications
  add column entered_by uuid constraint expert_publications_entered_by_fk references people,
  drop constraint expert_publications_place_uq;
create unique index expert_publications_place_uq on expert_publications (person_id, (entered_by is not null), place);
