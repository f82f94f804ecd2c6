--liquibase formatted sql

--changeset registry:0004-account
--comment: An account belongs to the organisation that issued it. Keycloak knows the password, the registry knows the power.
create sequence account_seq increment by 50 start with 50;
create table account (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  username text not null,
  display_name text not null,
  email text,
  person_id bigint,
  born date,
  enabled boolean not null default true,
  projected_at timestamptz,
  primary key (region_id, id)
);
create unique index account_username on account (username);
create index account_organisation on account (region_id, organisation_id);
call protect('account', array['own', 'self', 'intake', 'named'], array['write', 'intake', 'manage'],
  'born is null or born <= current_date - interval ''18 years''');

--changeset registry:0004-grant
--comment: unit_id is where the power works; the place columns say who gave it.
create sequence role_grant_seq increment by 50 start with 50;
create table role_grant (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  account_id bigint not null,
  role text not null,
  unit_id bigint not null,
  person_id bigint,
  born date,
  valid_from date not null,
  valid_to date,
  basis text,
  revoked_at timestamptz,
  projected_at timestamptz,
  primary key (region_id, id),
  constraint role_grant_dates check (valid_to is null or valid_to >= valid_from),
  constraint role_grant_account foreign key (region_id, account_id) references account (region_id, id)
);
create index role_grant_account on role_grant (region_id, account_id);
create index role_grant_unit on role_grant (region_id, unit_id);
call protect('role_grant', array['own', 'self', 'intake', 'named'], array['write', 'intake', 'manage'],
  'born is null or born <= current_date - interval ''18 years''');

--changeset registry:0004-projection
--comment: What Keycloak has yet to learn. Anybody in the region may add, only the projector reads: an initial password of the demonstration passes through here.
create table account_projection (
  id bigint generated always as identity primary key,
  region_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  name text,
  password text,
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  problem text
);
create index account_projection_due on account_projection (due_at);
call protect('account_projection', array['feed'], array['feed', 'region']);
