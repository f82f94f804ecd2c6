--liquibase formatted sql

--changeset registry:0017-promotion
--comment: The passage of classes to the next year; its rows can be taken back together.
create sequence class_promotion_seq increment by 50 start with 50;
create table class_promotion (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  on_date date not null,
  pupils int not null,
  undone boolean not null default false,
  primary key (region_id, id)
);
create index promotion_organisation on class_promotion (region_id, organisation_id, on_date);
call protect('class_promotion', array['own'], array['write']);
alter table enrolment add column opened_by bigint;
alter table enrolment add column closed_by bigint;
create index enrolment_organisation on enrolment (region_id, organisation_id, grade, letter);

--changeset registry:0017-external
--comment: Adults from outside who come to meet minors: whom they come from, and the certificates of no criminal record that were shown.
create table external_person (
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
  partner_id bigint,
  partner_name text,
  position text,
  primary key (region_id, person_id),
  constraint external_person_person foreign key (region_id, person_id) references person (region_id, id)
);
create index external_organisation on external_person (region_id, organisation_id);
call protect('external_person', array['own', 'self'], array['write']);
create sequence record_check_seq increment by 50 start with 50;
create table record_check (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  person_id bigint not null,
  document_on date not null,
  valid_until date not null,
  seen_on date not null,
  seen_by text not null,
  primary key (region_id, id),
  constraint record_check_person foreign key (region_id, person_id) references person (region_id, id)
);
create index record_check_of_person on record_check (region_id, person_id);
call protect('record_check', array['own', 'self'], array['write']);

--changeset registry:0017-merge
--comment: Two records of one person become one; what moved is kept, so that it can be taken back. Both organisations read it.
alter table person add column merged_into_id bigint;
create sequence person_merge_seq increment by 50 start with 50;
create table person_merge (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  organisations bigint[] not null,
  person_id bigint not null,
  into_id bigint not null,
  partner_id bigint not null,
  status text not null,
  moved jsonb not null default '{}',
  done_at timestamptz,
  primary key (region_id, id)
);
create index merge_person on person_merge (region_id, person_id);
create index merge_into on person_merge (region_id, into_id);
call protect('person_merge', array['own', 'also'], array['write']);

--changeset registry:0017-history
--comment: What the card has said before, and how those who write are called in their own organisation, for a history that people can read.
create sequence person_change_seq increment by 50 start with 50;
create table person_change (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  person_id bigint not null,
  changed_on date not null,
  kind text not null,
  was text not null,
  became text not null,
  primary key (region_id, id),
  constraint change_person foreign key (region_id, person_id) references person (region_id, id)
);
create index change_of_person on person_change (region_id, person_id);
call protect('person_change', array['own', 'self'], array['write']);
create table person_author (
  region_id bigint not null,
  organisation_id bigint not null,
  caller text not null,
  name text not null,
  primary key (region_id, organisation_id, caller)
);
call protect('person_author', array['own', 'write'], array['write']);
