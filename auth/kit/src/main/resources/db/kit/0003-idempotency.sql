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
