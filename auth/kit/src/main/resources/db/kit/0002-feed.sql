--liquibase formatted sql

--changeset kit:0002-feed
--comment: Use cases write the outbox; the sequencer moves committed rows to the feed and numbers them there.
create table outbox (
  id bigint generated always as identity primary key,
  audience text not null,
  type text not null,
  subject bigint not null,
  method text not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  time timestamptz not null default clock_timestamp(),
  data jsonb
);
create table feed (
  position bigint generated always as identity primary key,
  audience text not null,
  type text not null,
  subject bigint not null,
  method text not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  time timestamptz not null,
  data jsonb
);
create index feed_audience on feed (audience, position);
call protect('outbox', array['feed'], array['feed', 'region']);
call protect('feed', array['feed'], array['feed']);

--changeset kit:0002-cursor
--comment: How far this service has read each feed of others.
create table feed_cursor (
  feed text primary key,
  position bigint not null default 0,
  fact_time timestamptz,
  applied_at timestamptz not null default now()
);
grant select, insert, update on feed_cursor to ${app};
