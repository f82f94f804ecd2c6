--liquibase formatted sql

--changeset registry:0056-file-access
--comment: A mentor asks for parts of the personal file of a mentee, the curator decides. The row is the mentee's: it stands in the organisation that keeps the file and is erased with the person; the mentor sees the own requests.
create sequence file_access_seq increment by 50 start with 50;
create table file_access (
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
  person_id bigint not null,
  mentor_id bigint not null,
  participants bigint[] not null generated always as (array[mentor_id]) stored,
  purpose text not null,
  asked text[] not null,
  asked_until date not null,
  status text not null,
  granted text[] not null default '{}',
  valid_until date,
  note text,
  decided_by text,
  decided_at timestamptz,
  end_reason text,
  ended_at timestamptz,
  primary key (region_id, id)
);
create index file_access_organisation on file_access (region_id, organisation_id, status, id desc);
create index file_access_person on file_access (region_id, person_id);
create index file_access_mentor on file_access (region_id, mentor_id);
call protect('file_access', array['own', 'participant', 'intake'], array['write', 'participant', 'intake']);

--changeset registry:0056-file-view
--comment: What was looked at, and when: written before anything is shown. Nobody changes it.
create table file_view (
  id bigint generated always as identity,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  access_id bigint not null,
  mentor_id bigint not null,
  participants bigint[] not null generated always as (array[mentor_id]) stored,
  item text not null,
  viewed_at timestamptz not null default now(),
  primary key (region_id, id),
  constraint file_view_access foreign key (region_id, access_id) references file_access (region_id, id)
);
create index file_view_access on file_view (region_id, access_id, id);
create index file_view_person on file_view (region_id, person_id);
call protect('file_view', array['own', 'participant'], array['write', 'participant']);
