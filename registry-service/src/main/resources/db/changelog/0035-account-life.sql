--liquibase formatted sql

--changeset registry:0035-account-life
--comment: The last day of signing in after a dismissal; whom a grant substitutes.
alter table account add column closed_on date;
alter table role_grant add column instead_of bigint;

--changeset registry:0035-invitation
--comment: One open code for each account, as a digest. Whoever holds a code has no region yet, so the row is found in the scope of the feed.
create table account_invitation (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  account_id bigint not null,
  born date,
  username text not null,
  salt text not null,
  code_hash bytea not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  done_at timestamptz,
  problem text,
  primary key (region_id, account_id),
  constraint account_invitation_account foreign key (region_id, account_id) references account (region_id, id)
);
create unique index account_invitation_username on account_invitation (username);
call protect('account_invitation', array['own', 'intake', 'feed', 'named'], array['write', 'intake', 'feed', 'manage'],
  'born is null or born <= current_date - interval ''18 years''');

--changeset registry:0035-minor-leave
--comment: The director's leave for a minor to sign in, with the consent it rests on.
create table minor_leave (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  born date not null,
  basis text not null,
  consent_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  ended_at timestamptz,
  primary key (region_id, person_id)
);
call protect('minor_leave', array['own', 'intake'], array['write', 'intake']);

--changeset registry:0035-account-subject
--comment: Who the account is in a token, learnt when it is projected.
alter table account add column subject text;
