--liquibase formatted sql

--changeset registry:0050-organisation-details
--comment: The fields of an organisation that it keeps itself (entities 3.1): its form, contacts and head. Apart from the directory, which the institute alone writes, and readable by the region as the directory is.
create table organisation_details (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  legal_form text,
  kpp text,
  address text,
  phone text,
  email text,
  site text,
  head_name text,
  head_position text,
  primary key (region_id, organisation_id)
);
call protect('organisation_details', array['region'], array['write', 'manage']);
