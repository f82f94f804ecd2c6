--liquibase formatted sql

--changeset registry:0012-organisation-code
--comment: Codes that an organisation had before: a reorganised municipality keeps its old code with the last day on which it held (BR-109).
create table organisation_code (
  id bigint not null generated always as identity,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  kind text not null,
  value text not null,
  next_value text,
  valid_to date not null,
  primary key (region_id, id),
  constraint code_organisation foreign key (region_id, organisation_id) references organisation (region_id, id)
);
create index organisation_code_owner on organisation_code (region_id, organisation_id, valid_to);
call protect('organisation_code', array['region'], array['manage']);
