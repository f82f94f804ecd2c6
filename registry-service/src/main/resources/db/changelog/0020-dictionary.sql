--liquibase formatted sql

--changeset registry:0020-dictionary
--comment: What a region changed in the dictionaries that come with the platform. A row is never edited: the newest version of a code counts, the older ones are its history.
create table dictionary_entry (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  dictionary text not null,
  code text not null,
  version int not null,
  name text not null,
  hint text,
  position int not null,
  retired_on date,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  primary key (region_id, dictionary, code, version)
);
call protect('dictionary_entry', array['region'], array['manage']);

--changeset registry:0020-setting
--comment: Parameters of the rules that a region set otherwise than the platform.
create table region_setting (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  code text not null,
  value text not null,
  primary key (region_id, code)
);
call protect('region_setting', array['region', 'intake'], array['manage']);

--changeset registry:0020-appointment
--comment: The order that made somebody the curator of an academic year. The person is forgotten on erasure, the order stays.
create sequence curator_appointment_seq increment by 50 start with 50;
create table curator_appointment (
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
  person_id bigint,
  academic_year int not null,
  order_number text not null,
  ordered_on date not null,
  primary key (region_id, id),
  constraint curator_appointment_person foreign key (region_id, person_id) references person (region_id, id)
);
create index curator_appointment_year on curator_appointment (region_id, organisation_id, academic_year);
create index curator_appointment_person on curator_appointment (region_id, person_id);
call protect('curator_appointment', array['own', 'self', 'named'], array['write']);
