--liquibase formatted sql

--changeset kit:0003-idempotency
create table idempotency (
  region_id bigint not null,
  caller text not null,
  key text not null,
  hash text not null,
  status int,
  location text,
  body text,
  created_at timestamptz not null default now(),
  primary key (region_id, caller, key)
);
create index idempotency_age on idempotency (created_at);
call protect('idempotency', array['region'], array['region']);

--changeset kit:0003-idempotency-caller
--comment: A key is its caller's own, whichever region the command works in: opening a region works in one that does not exist yet. What has aged is the purge's.
call protect('idempotency', array['caller', 'aged'], array['caller', 'aged']);
