--liquibase formatted sql

--changeset sample:0001-note
create sequence note_seq increment by 50;
create table note (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  author text not null,
  born date not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
call protect('note', array['own', 'named'], array['write'], 'born <= current_date - interval ''18 years''');
