--liquibase formatted sql

--changeset programme:0004-personal-programme
create sequence personal_programme_seq start with 50 increment by 50;
create table personal_programme (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null references mentorship (id),
  title text not null,
  starts_on date not null,
  ends_on date not null,
  directions text[] not null,
  gaps text[] not null,
  strengths text[] not null,
  note text not null,
  status text not null,
  version_no int not null,
  mentor_on date,
  mentor_by text,
  mentee_on date,
  mentee_by text,
  curator_on date,
  curator_by text,
  director_on date,
  director_by text,
  completed_on date,
  with_minors boolean not null,
  participants bigint[] not null,
  changed_at timestamptz not null default now(),
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id),
  unique (id)
);
create index personal_programme_place on personal_programme (region_id, organisation_id, starts_on);
create index personal_programme_adults on personal_programme (region_id, starts_on) where not with_minors;
create unique index personal_programme_one on personal_programme (region_id, mentorship_id) where status <> 'stopped';
create index personal_programme_participants on personal_programme using gin (participants);
call protect('personal_programme', array['own', 'participant', 'named'], array['write', 'participant'], 'not with_minors');

--changeset programme:0004-activity
create sequence programme_activity_seq start with 50 increment by 50;
create table programme_activity (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  programme_id bigint not null references personal_programme (id) on delete cascade,
  seq int not null,
  no text not null,
  section text not null,
  task text not null,
  term text not null,
  due_from date,
  due_to date,
  planned_result text not null,
  responsible text not null,
  status text not null,
  done_on date,
  actual_result text,
  strike_reason text,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index programme_activity_programme on programme_activity (region_id, programme_id);
call protect('programme_activity', array['own', 'participant', 'named'], array['write', 'participant'], 'not with_minors');
