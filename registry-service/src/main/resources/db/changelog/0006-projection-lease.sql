--liquibase formatted sql

--changeset registry:0006-account-known
--comment: Whether Keycloak has the account at all: a refused change stops nobody from logging in. The owner is behind the wall too, so it is opened for the length of this change.
alter table account add column known boolean not null default false;
alter table account no force row level security;
alter table role_grant no force row level security;
update account a set known = true where a.projected_at is not null or exists (select from role_grant g
  where g.region_id = a.region_id and g.account_id = a.id and g.projected_at is not null);
alter table account force row level security;
alter table role_grant force row level security;

--changeset registry:0006-projection-lease
--comment: One instance at a time works on an account. A row that is due at infinity keeps the initial password of a refused account for its correction.
alter table account_projection add column leased_until timestamptz;
create index account_projection_subject on account_projection (region_id, kind, subject_id);
