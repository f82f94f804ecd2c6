--liquibase formatted sql

--changeset registry:0002-person
--comment: People. Above the owner organisation only adults are readable, and no representatives: nobody there needs them.
create sequence person_seq increment by 50 start with 50;
create table person (
  id bigint not null,
  person_id bigint not null generated always as (id) stored,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  kind text not null,
  last_name text not null,
  first_name text not null,
  middle_name text,
  name_norm text collate "C" not null,
  last_norm text collate "C" not null,
  last_tail_norm text collate "C",
  first_norm text collate "C" not null,
  middle_norm text collate "C",
  birth_date date not null,
  phone text,
  email text,
  primary key (region_id, id)
);
create index person_organisation on person (region_id, organisation_id, kind, name_norm);
create index person_municipality on person (region_id, municipality_id, kind, name_norm);
create index person_institute on person (region_id, institute_id, kind, name_norm);
create index person_last on person (region_id, last_norm);
create index person_last_tail on person (region_id, last_tail_norm) where last_tail_norm is not null;
create index person_first on person (region_id, first_norm);
create index person_middle on person (region_id, middle_norm);
create statistics person_place (dependencies) on region_id, municipality_id, organisation_id from person;
call protect('person', array['own', 'self', 'named'], array['write'],
  'kind <> ''representative'' and birth_date <= current_date - interval ''18 years''');

--changeset registry:0002-fingerprint
--comment: Answers "is somebody like this in the region?" without a name or an organisation, so every scope of the region may ask.
create table person_fingerprint (
  region_id bigint not null,
  person_id bigint not null,
  fingerprint bigint not null,
  primary key (region_id, person_id)
);
create index person_fingerprint_value on person_fingerprint (region_id, fingerprint);
call protect('person_fingerprint', array['region'], array['region']);

--changeset registry:0002-employment
create sequence employment_seq increment by 50 start with 50;
create table employment (
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
  born date not null,
  position text not null,
  subject text,
  category text,
  experience_since date,
  hired_on date not null,
  dismissed_on date,
  primary key (region_id, id),
  constraint employment_dates check (dismissed_on is null or dismissed_on >= hired_on),
  constraint employment_person foreign key (region_id, person_id) references person (region_id, id)
);
create index employment_person on employment (region_id, person_id);
call protect('employment', array['own', 'self', 'named'], array['write'], 'born <= current_date - interval ''18 years''');

--changeset registry:0002-enrolment
--comment: Pupils: never readable above their organisation.
create sequence enrolment_seq increment by 50 start with 50;
create table enrolment (
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
  grade int not null check (grade between 1 and 11),
  letter text,
  enrolled_from date not null,
  enrolled_to date,
  primary key (region_id, id),
  constraint enrolment_dates check (enrolled_to is null or enrolled_to >= enrolled_from),
  constraint enrolment_person foreign key (region_id, person_id) references person (region_id, id)
);
create index enrolment_person on enrolment (region_id, person_id);
call protect('enrolment', array['own', 'self'], array['write']);

--changeset registry:0002-representation
create sequence representation_seq increment by 50 start with 50;
create table representation (
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
  representative_id bigint not null,
  kind text not null,
  basis text,
  valid_from date not null,
  valid_to date,
  primary key (region_id, id),
  constraint representation_of_another check (person_id <> representative_id),
  constraint representation_dates check (valid_to is null or valid_to >= valid_from),
  constraint representation_person foreign key (region_id, person_id) references person (region_id, id),
  constraint representation_representative foreign key (region_id, representative_id) references person (region_id, id)
);
create index representation_person on representation (region_id, person_id);
create index representation_representative on representation (region_id, representative_id);
call protect('representation', array['own', 'self'], array['write']);
