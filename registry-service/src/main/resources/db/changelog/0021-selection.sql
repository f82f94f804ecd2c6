--liquibase formatted sql

--changeset registry:0021-mentee
--comment: The columns of the base of mentees. Who supports a waiting mentee is a person of the organisation.
alter table mentee add column problem_groups text[] not null default '{}';
alter table mentee add column gap_codes text[] not null default '{}';
alter table mentee add column gaps_note text;
alter table mentee add column entered_on date;
alter table mentee add column psychologist_id bigint;
alter table mentee add column search_on date;
alter table mentee add column teen_signed_on date;
alter table mentee add column case_link text;
alter table mentee add constraint mentee_psychologist foreign key (region_id, psychologist_id) references person (region_id, id);

--changeset registry:0021-consent-categories
--comment: Special categories of data that a consent names.
alter table consent add column categories text[] not null default '{}';

--changeset registry:0021-support
--comment: Special needs of a mentee. A table of its own: only the curator and the psychologist of the organisation read it, and only while a consent names this category (BR-024).
create table mentee_support (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  mentee_id bigint not null,
  codes text[] not null default '{}',
  note text,
  primary key (region_id, mentee_id),
  constraint mentee_support_mentee foreign key (region_id, mentee_id) references mentee (region_id, id)
);
call protect('mentee_support', array['own'], array['own']);

--changeset registry:0021-third-party
--comment: Several people may tell of one mentee, each on a day. The owner is behind the wall too, so it is opened for the length of this change.
alter table third_party_info drop constraint third_party_info_pkey;
alter table third_party_info add column id bigint generated always as identity;
alter table third_party_info add primary key (region_id, id);
alter table third_party_info add column source_role text not null default 'other';
alter table third_party_info add column told_on date;
alter table third_party_info no force row level security;
update third_party_info set told_on = created_at::date;
alter table third_party_info force row level security;
alter table third_party_info alter column told_on set not null;
create index third_party_info_mentee on third_party_info (region_id, mentee_id);
call protect('third_party_info', array['own'], array['own']);

--changeset registry:0021-mentor
--comment: The selection of a mentor: what they offer, the order about the registry, training or that none is needed, and whether they want to go on.
alter table mentor add column competence_codes text[] not null default '{}';
alter table mentor add column motivation text;
alter table mentor add column experience text;
alter table mentor add column availability text;
alter table mentor add column desired_ages text[] not null default '{}';
alter table mentor add column shared_on date;
alter table mentor add column registry_order_number text;
alter table mentor add column registry_ordered_on date;
alter table mentor add column training_waived_on date;
alter table mentor add column training_waiver text;
alter table mentor add column goes_on boolean not null default true;
alter table mentor add column carried_over boolean not null default false;
alter table mentor add column entered_on date;
alter table mentor add column case_link text;

--changeset registry:0021-interview
--comment: Words about a candidate: for the organisation itself, not for the levels above.
create sequence mentor_interview_seq increment by 50 start with 50;
create table mentor_interview (
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
  mentor_id bigint not null,
  person_id bigint not null,
  held_on date not null,
  interviewer text not null,
  psychologist_present boolean not null,
  readiness text not null,
  decision text not null,
  note text,
  primary key (region_id, id),
  constraint mentor_interview_mentor foreign key (region_id, mentor_id) references mentor (region_id, id)
);
create index mentor_interview_mentor on mentor_interview (region_id, mentor_id);
create index mentor_interview_person on mentor_interview (region_id, person_id);
call protect('mentor_interview', array['own'], array['own']);

--changeset registry:0021-training
create sequence mentor_training_seq increment by 50 start with 50;
create table mentor_training (
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
  mentor_id bigint not null,
  person_id bigint not null,
  kind text not null,
  title text not null,
  finished_on date not null,
  hours int,
  document text,
  primary key (region_id, id),
  constraint mentor_training_mentor foreign key (region_id, mentor_id) references mentor (region_id, id)
);
create index mentor_training_mentor on mentor_training (region_id, mentor_id);
create index mentor_training_person on mentor_training (region_id, person_id);
call protect('mentor_training', array['own', 'self'], array['write']);

--changeset registry:0021-step
--comment: The way of a candidacy, step by step, with the reason that was given. Never edited.
create table profile_step (
  id bigint not null generated always as identity,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  profile text not null,
  profile_id bigint not null,
  person_id bigint not null,
  from_status text,
  to_status text not null,
  on_date date not null,
  reason text,
  note text,
  primary key (region_id, id)
);
create index profile_step_profile on profile_step (region_id, profile, profile_id);
create index profile_step_person on profile_step (region_id, person_id);
call protect('profile_step', array['own', 'intake'], array['write', 'intake']);

--changeset registry:0021-shared-mentor
--comment: The card of an adult mentor who let other organisations of the region see it: no contacts, nothing but what helps to ask for them. The row lives exactly as long as the leave (BR-028).
create table shared_mentor (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  mentor_id bigint not null,
  name text not null,
  name_norm text collate "C" not null,
  status text not null,
  competence_codes text[] not null,
  competences text[] not null,
  achievements text,
  interests text,
  availability text,
  desired_ages text[] not null,
  time_hours_per_month int,
  max_load int not null,
  shared_on date not null,
  primary key (region_id, mentor_id),
  constraint shared_mentor_mentor foreign key (region_id, mentor_id) references mentor (region_id, id)
);
create index shared_mentor_name on shared_mentor (region_id, name_norm);
call protect('shared_mentor', array['region', 'intake'], array['write', 'intake']);

--changeset registry:0021-shared-before
--comment: A leave that was given as a mere mark counts from this day on.
alter table mentor no force row level security;
update mentor set shared_on = current_date where share_with_others;
alter table person no force row level security;
alter table shared_mentor no force row level security;
insert into shared_mentor (region_id, institute_id, municipality_id, organisation_id, mentor_id, name,
  name_norm, status, competence_codes, competences, achievements, interests, availability, desired_ages,
  time_hours_per_month, max_load, shared_on)
select m.region_id, m.institute_id, m.municipality_id, m.organisation_id, m.id,
  concat_ws(' ', p.last_name, p.first_name, p.middle_name), p.name_norm, m.status, m.competence_codes, m.competences,
  m.achievements, m.interests, m.availability, m.desired_ages, m.time_hours_per_month, m.max_load, m.shared_on
from mentor m join person p on p.region_id = m.region_id and p.id = m.person_id
where m.share_with_others and m.status in ('available', 'assigned') and m.born <= current_date - interval '18 years';
alter table person force row level security;
alter table shared_mentor force row level security;
update mentor set entered_on = status_since where status in ('in_registry', 'trained', 'available', 'assigned', 'resting');
alter table mentor force row level security;
alter table mentee no force row level security;
update mentee set entered_on = status_since where status in ('in_base', 'waiting', 'matched', 'in_mentorship', 'completed', 'left');
alter table mentee force row level security;

--changeset registry:0021-mentorship-link
--comment: What the programme service told of mentorships, by member: ids, codes and dates. Above the school only mentorships of adults.
create table mentorship_link (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  mentorship_id bigint not null,
  person_id bigint not null,
  role text not null,
  counterparts bigint[] not null,
  kind text not null,
  form text not null,
  status text not null,
  start_on date,
  ordered_on date,
  ended_on date,
  ground text,
  with_minors boolean not null,
  primary key (region_id, mentorship_id, role, person_id)
);
create index mentorship_link_person on mentorship_link (region_id, person_id, role);
call protect('mentorship_link', array['own', 'self', 'intake', 'named'], array['write', 'intake'], 'not with_minors');

--changeset registry:0021-engagement
--comment: The mentorship of a person in a role that counts in the base: the one at work, else the last one. Kept by the same reader, so that a list needs no counting.
create table engagement (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  person_id bigint not null,
  role text not null,
  form text not null,
  counterparts bigint[] not null,
  counterpart_organisation bigint,
  live int not null,
  proposed int not null,
  mentees int not null,
  engaged_since date,
  ended_on date,
  outcome text,
  with_minors boolean not null,
  primary key (region_id, role, person_id)
);
call protect('engagement', array['own', 'self', 'intake', 'named'], array['write', 'intake'], 'not with_minors');

--changeset registry:0021-following
--comment: Statuses follow the mentorships: the reader of the programme's feed sees and moves the candidacies of its regions.
call protect('person', array['own', 'also', 'intake', 'self', 'named'], array['write'],
  'kind <> ''representative'' and birth_date <= current_date - interval ''18 years''');
call protect('employment', array['own', 'intake', 'self', 'named'], array['write'], 'born <= current_date - interval ''18 years''');
call protect('enrolment', array['own', 'intake', 'self'], array['write']);
call protect('consent', array['own', 'intake', 'self'], array['write']);
call protect('mentor', array['own', 'intake', 'self', 'named'], array['write', 'intake'], 'born <= current_date - interval ''18 years''');
call protect('mentee', array['own', 'intake', 'self', 'named'], array['write', 'intake'], 'born <= current_date - interval ''18 years''');
-- who follows another service tells of it
call protect('outbox', array['feed'], array['feed', 'region', 'intake']);
