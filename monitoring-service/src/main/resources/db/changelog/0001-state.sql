--liquibase formatted sql

--changeset monitoring:0001-unit
--comment: Organisations as monitoring knows them; whoever may read a unit's figures may read its name.
create table unit (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null unique,
  parent_id bigint,
  level text not null,
  type text not null,
  full_name text not null,
  short_name text not null,
  status text not null,
  valid_from date,
  closed_on date,
  primary key (region_id, id)
);
create index unit_parent on unit (region_id, parent_id);
create index unit_municipality on unit (region_id, municipality_id);
call protect('unit', array['intake', 'aggregate'], array['intake']);

--changeset monitoring:0001-population
--comment: Denominators with date and source (BR-086).
create table population_state (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  as_of date not null,
  category text not null,
  value bigint not null,
  source text not null,
  approved boolean not null,
  primary key (region_id, id)
);
create index population_state_organisation on population_state (region_id, organisation_id);
call protect('population_state', array['intake', 'aggregate'], array['intake']);

--changeset monitoring:0001-participant
--comment: Latest state of a person in an organisation under the registry's id, without a name; only the intake reads it.
create table participant_state (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  born date not null,
  kind text not null,
  position text,
  experience_since date,
  hired_on date,
  joined_on date,
  left_on date,
  mentor_status text,
  mentor_since date,
  mentee_statuses text[] not null,
  mentee_since date[] not null,
  consent boolean not null,
  primary key (region_id, person_id, organisation_id)
);
call protect('participant_state', array['intake'], array['intake']);

--changeset monitoring:0001-mentorship
create table mentorship_state (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  kind text not null,
  form text not null,
  methods text[] not null,
  status text not null,
  starts_on date not null,
  ended_on date,
  ground text,
  ordered_on date,
  with_minors boolean not null,
  mentors bigint[] not null,
  mentees bigint[] not null,
  primary key (region_id, id)
);
create index mentorship_state_organisation on mentorship_state (region_id, organisation_id);
call protect('mentorship_state', array['intake'], array['intake']);

--changeset monitoring:0001-member
--comment: Index from a person to mentorships: operators on arrays are not leakproof, so an index on the arrays would be ignored behind row-level security.
create table mentorship_member (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  mentorship_id bigint not null,
  role text not null,
  primary key (region_id, person_id, mentorship_id, role)
);
create index mentorship_member_mentorship on mentorship_member (region_id, mentorship_id);
call protect('mentorship_member', array['intake'], array['intake']);

--changeset monitoring:0001-meeting
create table meeting_state (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null,
  status text not null,
  held_on date,
  primary key (region_id, id)
);
create index meeting_state_mentorship on meeting_state (region_id, mentorship_id);
call protect('meeting_state', array['intake'], array['intake']);
