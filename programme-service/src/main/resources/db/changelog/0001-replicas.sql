--liquibase formatted sql

--changeset programme:0001-organisation
--comment: Replica of the registry's directory; everybody of the region may read it.
create table organisation (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  parent_id bigint,
  level text not null,
  type text not null,
  full_name text not null,
  short_name text not null,
  status text not null,
  primary key (region_id, organisation_id)
);
call protect('organisation', array['region', 'intake'], array['intake']);

--changeset programme:0001-participant
--comment: Replica of the people who take part, one row for a person and an organisation. The facts feed fills the state, the named feed the names; either may come first. The list of participants names the people who share a live mentorship with this one, so that they may read the name; this service keeps it itself.
create table participant (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  born date not null,
  kind text,
  position text,
  grade int,
  since date,
  until date,
  mentor_status text,
  max_load int,
  mentee_status text,
  mentee_category text,
  consent boolean not null default false,
  last_name text,
  first_name text,
  middle_name text,
  name_norm text collate "C",
  participants bigint[] not null default '{}',
  primary key (region_id, organisation_id, person_id)
);
create index participant_name on participant (region_id, organisation_id, name_norm);
create statistics participant_place (dependencies) on region_id, municipality_id, organisation_id from participant;
call protect('participant', array['own', 'self', 'participant', 'intake', 'named'], array['intake', 'write'],
  'born <= current_date - interval ''18 years''');
