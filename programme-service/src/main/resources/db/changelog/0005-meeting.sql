--liquibase formatted sql

--changeset programme:0005-meeting
create sequence meeting_seq start with 50 increment by 50;
create table meeting (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null references mentorship (id),
  kind text not null,
  planned_on date not null,
  planned_time time,
  held_on date,
  duration_min int,
  mode text not null,
  place_text text,
  topics text[] not null,
  summary text,
  status text not null,
  mentor_confirmed text,
  mentee_confirmed text,
  cancel_reason text,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index meeting_mentorship on meeting (region_id, mentorship_id, planned_on);
create index meeting_place on meeting (region_id, organisation_id, planned_on);

create index meeting_participants on meeting using gin (participants);
call protect('meeting', array['own', 'participant'], array['write', 'participant']);
