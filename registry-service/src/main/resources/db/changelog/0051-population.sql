--liquibase formatted sql

--changeset registry:0051-population-status
--comment: A figure is a draft, submitted, returned with a reason, or approved by the level above (BR-086). The owner is behind the wall too, so it is opened for the length of this change.
alter table population
  add column status text not null default 'submitted',
  add column document_ref text,
  add column note text,
  add column entered_name text not null default '';
alter table population no force row level security;
update population set status = 'approved' where approved;
alter table population force row level security;
alter table population drop column approved;
alter table population add constraint population_status check (status in ('draft', 'submitted', 'returned', 'approved'));

--changeset registry:0051-population-version
--comment: Every state that a figure had, with who wrote it; rows are only added and go with a draft that is deleted.
create table population_version (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  population_id bigint not null,
  no int not null,
  value int not null,
  source text not null,
  document_ref text,
  status text not null,
  note text,
  by_name text not null,
  primary key (region_id, population_id, no),
  constraint version_population foreign key (region_id, population_id) references population (region_id, id) on delete cascade
);
call protect('population_version', array['region'], array['write', 'manage']);
