--liquibase formatted sql

--changeset kit:0010-file
--comment: Bytes behind the wall. person_id lets an erasure find them; shared ones (templates, acts) are the region's.
create table stored_file (
  id bigint generated always as identity,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  feature text not null,
  subject_id bigint,
  person_id bigint,
  shared boolean not null default false,
  name text not null,
  media_type text not null,
  size int not null,
  sha256 text not null,
  content bytea not null,
  primary key (region_id, id)
);
alter table stored_file alter column content set storage external;
create index stored_file_subject on stored_file (region_id, feature, subject_id);
create index stored_file_person on stored_file (region_id, person_id) where person_id is not null;
call protect('stored_file', array['own', 'write', 'self', 'shared'], array['write']);
