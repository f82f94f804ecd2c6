--liquibase formatted sql

--changeset programme:0035-group-meeting
--comment: The meeting of future mentors and mentees; those invited read it, and answer the survey until its last day.
create sequence group_meeting_seq start with 50 increment by 50;
create table group_meeting (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  form text not null,
  held_on date not null,
  held_time time,
  mode text not null,
  place_text text,
  mentors bigint[] not null,
  mentees bigint[] not null,
  present bigint[] not null,
  participants bigint[] not null,
  note text,
  survey_until date,
  cancel_reason text,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index group_meeting_place on group_meeting (region_id, organisation_id, held_on);
create index group_meeting_participants on group_meeting using gin (participants);
call protect('group_meeting', array['own', 'participant', 'intake'], array['write', 'intake']);

--changeset programme:0035-answer
--comment: That a person has answered, and what they told the curator. Neither the director nor the other side reads it.
create sequence preference_answer_seq start with 50 increment by 50;
create table preference_answer (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  person_id bigint not null,
  role text not null,
  answered_on date not null,
  entered_by text not null,
  drew text,
  given int not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id),
  unique (region_id, organisation_id, person_id, role)
);
call protect('preference_answer', array['curate', 'self', 'intake'], array['curate', 'self', 'intake']);

--changeset programme:0035-preference
--comment: What a person said last: up to five wishes by rank and, in confidence, those they cannot work with.
create table preference (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint generated always as identity,
  by_person bigint not null,
  for_person bigint not null,
  role text not null,
  kind text not null check (kind in ('wish', 'no_go')),
  rank int,
  primary key (region_id, id),
  check ((kind = 'wish') = (rank is not null))
);
create index preference_by on preference (region_id, organisation_id, by_person);
create index preference_for on preference (region_id, organisation_id, for_person);
call protect('preference', array['curate', 'author', 'intake'], array['curate', 'author', 'intake']);
