--liquibase formatted sql

--changeset registry:0016-posts
--comment: Several subjects of one post and a category by code; on what grounds somebody left. The owner is behind the wall too, so it is opened for the length of this change.
alter table employment add column subjects text[] not null default '{}';
alter table employment add column end_reason text;
alter table employment add column end_basis_no text;
alter table employment add column end_basis_on date;
alter table enrolment add column end_reason text;
alter table enrolment add column end_basis_no text;
alter table enrolment add column end_basis_on date;
alter table employment no force row level security;
update employment set subjects = case when subject is null or subject = '' then '{}' else array[subject] end,
  category = case when category ilike '%методист%' then 'methodist' when category ilike '%наставник%' then 'mentor'
    when category ilike '%высш%' then 'highest' when category ilike '%перв%' then 'first' end;
alter table employment force row level security;
alter table employment drop column subject;

--changeset registry:0016-leave
--comment: Leaves of staff; of interest to the organisation and to the person only.
create sequence employment_leave_seq increment by 50 start with 50;
create table employment_leave (
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
  employment_id bigint not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  returned_on date,
  primary key (region_id, id),
  constraint leave_dates check ((valid_to is null or valid_to >= valid_from) and (returned_on is null or returned_on > valid_from)),
  constraint leave_employment foreign key (region_id, employment_id) references employment (region_id, id)
);
create index leave_person on employment_leave (region_id, person_id);
call protect('employment_leave', array['own', 'self'], array['write']);

--changeset registry:0016-transfer
--comment: Who goes where from when on what grounds; both organisations read it, and the service looks for those that come due.
create sequence person_transfer_seq increment by 50 start with 50;
create table person_transfer (
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
  organisations bigint[] not null,
  person_id bigint not null,
  kind text not null,
  from_id bigint not null,
  to_id bigint not null,
  on_date date not null,
  basis_no text,
  basis_on date,
  status text not null,
  moves boolean not null,
  tie text not null,
  closed_id bigint,
  closed_until date,
  opened_id bigint,
  done_at timestamptz,
  primary key (region_id, id),
  constraint transfer_person foreign key (region_id, person_id) references person (region_id, id)
);
create index transfer_person on person_transfer (region_id, person_id);
create index transfer_due on person_transfer (on_date) where status = 'planned';
call protect('person_transfer', array['own', 'also', 'feed'], array['write']);

--changeset registry:0016-ask
--comment: Who asked whether somebody is in the region, to limit the asking and to keep every ask that hit. No name is kept.
create sequence person_ask_seq increment by 50 start with 50;
create table person_ask (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  found bigint[] not null default '{}',
  primary key (region_id, id)
);
create index ask_organisation on person_ask (region_id, organisation_id, created_by, created_at);
call protect('person_ask', array['own', 'write'], array['write']);
