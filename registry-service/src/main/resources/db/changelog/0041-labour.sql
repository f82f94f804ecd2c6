--liquibase formatted sql

--changeset registry:0041-labour-assignment
--comment: Labour papers of a mentor (article 351.8). They stay with the employer: levels above need counts at most. The scans are files of the kit.
create sequence labour_assignment_seq increment by 50 start with 50;
create table labour_assignment (
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
  mentee_id bigint not null,
  status text not null,
  content text,
  term_from date not null,
  term_to date,
  form text,
  pay_kind text check (pay_kind = 'stimulating'),
  pay_size text,
  pay_basis text,
  consent_on date,
  refused_on date,
  refusal_note text,
  addendum_number text,
  addendum_on date,
  exempt_reason text,
  exempt_reference text,
  notice_by text,
  notice_given_on date,
  effective_on date,
  by_agreement boolean not null default false,
  primary key (region_id, id),
  constraint labour_of_two check (person_id <> mentee_id),
  constraint labour_term check (term_to is null or term_to >= term_from),
  constraint labour_exempt check ((status = 'exempt') = (exempt_reference is not null)),
  constraint labour_mentor foreign key (region_id, person_id) references person (region_id, id),
  constraint labour_mentee foreign key (region_id, mentee_id) references person (region_id, id)
);
create index labour_assignment_place on labour_assignment (region_id, organisation_id, status);
create index labour_assignment_person on labour_assignment (region_id, person_id);
create index labour_assignment_mentee on labour_assignment (region_id, mentee_id);
call protect('labour_assignment', array['own', 'self'], array['write']);
