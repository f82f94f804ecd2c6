--liquibase formatted sql

--changeset registry:0045-data-request
--comment: What a person, or who represents them, asked about their data, with the clock of the law. The request keeps no name: it is filed on paper or by mail in the organisation. After an erasure it names nobody any more.
create sequence data_request_seq increment by 1 start with 1;
create table data_request (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null default nextval('data_request_seq'),
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  person_id bigint,
  kind text not null,
  applicant text not null,
  channel text not null,
  received_on date not null,
  due_on date not null,
  stop_by date,
  status text not null default 'received',
  identity_checked_on date,
  extended_on date,
  extension_reason text,
  answered_on date,
  outcome text,
  answer text,
  closed_on date,
  prepared_by text,
  prepared_name text,
  act_id bigint,
  primary key (region_id, id)
);
create index data_request_organisation on data_request (region_id, organisation_id, status, due_on);
create index data_request_person on data_request (region_id, person_id);
call protect('data_request', array['own'], array['write']);

--changeset registry:0045-destruction-act
--comment: The act and the extract of the log that order 179 of Roskomnadzor asks for. Whom it is about is said by the number of the request in the organisation's file, not by the data that were destroyed.
create sequence destruction_act_seq increment by 1 start with 1;
create table destruction_act (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null default nextval('destruction_act_seq'),
  created_at timestamptz not null default now(),
  on_date date not null,
  reason text not null,
  operator_name text not null,
  subjects text not null,
  subject_count int not null,
  categories text[] not null,
  method text not null,
  prepared_name text not null,
  approved_name text not null,
  log jsonb not null,
  primary key (region_id, id)
);
create index destruction_act_organisation on destruction_act (region_id, organisation_id, id);
call protect('destruction_act', array['own'], array['write']);

--changeset registry:0045-incident
--comment: An incident with personal data and its two clocks: the first notice within 24 hours, the result of the inquiry within 72 (BR-064).
create sequence incident_seq increment by 1 start with 1;
create table incident (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null default nextval('incident_seq'),
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  detected_at timestamptz not null,
  what text not null,
  subjects int,
  categories text,
  harm text,
  measures text,
  noticed_at timestamptz,
  result text,
  result_at timestamptz,
  primary key (region_id, id)
);
create index incident_organisation on incident (region_id, organisation_id, detected_at);
call protect('incident', array['own', 'write'], array['write']);

--changeset registry:0045-pseudonym
--comment: Counted facts stay under a number that belongs to nobody; it is below zero, so it never meets a person's.
create sequence pseudonym_seq increment by -1 start with -1 maxvalue -1 minvalue -9223372036854775807;

--changeset registry:0045-closed-person
--comment: Who withdrew the consent to processing is no longer read by name above the school; the organisation that has to answer the withdrawal still does.
alter table person add column closed_on date;
call protect('person', array['own', 'also', 'intake', 'self', 'named'], array['write'],
  'kind <> ''representative'' and birth_date <= current_date - interval ''18 years'' and closed_on is null');
