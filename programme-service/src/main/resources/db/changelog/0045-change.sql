--liquibase formatted sql

--changeset programme:0045-former
--comment: Who was a member before, from when to when, by which order and on which ground of 4.6. The rows of members are those who are in it now, or were to its end.
alter table mentorship add column former_persons bigint[] not null default '{}',
  add column former_roles text[] not null default '{}', add column former_since date[] not null default '{}',
  add column former_until date[] not null default '{}', add column former_grounds text[] not null default '{}',
  add column former_orders text[] not null default '{}';

--changeset programme:0045-change
--comment: A mentor is to be replaced, or a mentorship to go on longer. What one side says of the other is read by that side and the school only; nobody above the school reads it. asked are the people whose word is waited for: they see each other's names meanwhile.
create sequence change_request_seq start with 50 increment by 50;
create table change_request (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null references mentorship (id),
  kind text not null,
  status text not null,
  started_by text not null,
  party_id bigint,
  requested_on date not null,
  reason text not null,
  ground text,
  extra_grounds text[] not null,
  mentor_id bigint,
  document_number text,
  document_on date,
  away_from date,
  away_to date,
  new_mentor_id bigint,
  profile_fits boolean not null,
  mutual_interest boolean not null,
  old_end date,
  new_end date,
  review_until date not null,
  opinion text,
  mediated_by text,
  mediated_on date,
  mediation text,
  decision text,
  decided_on date,
  decided_by text,
  order_id bigint,
  order_number text,
  order_date date,
  asked bigint[] not null,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id),
  unique (id)
);
create index change_request_place on change_request (region_id, organisation_id, id);
create index change_request_mentorship on change_request (region_id, mentorship_id);
create unique index change_request_open on change_request (region_id, mentorship_id, kind)
  where status in ('requested', 'curator_review', 'mediation', 'director_decision');
call protect('change_request', array['own', 'participant', 'intake'], array['own', 'participant']);
call admit_intake('change_request');

--changeset programme:0045-statement
--comment: What a member said about an ending, an extension or a new mentor, and whose signature it was (BR-039). Of a minor there are two: their own and the representative's.
create sequence party_statement_seq start with 50 increment by 50;
create table party_statement (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null default nextval('party_statement_seq'),
  mentorship_id bigint not null references mentorship (id),
  change_id bigint references change_request (id) on delete cascade,
  purpose text not null,
  person_id bigint not null,
  agrees boolean not null,
  by_whom text not null,
  on_date date not null,
  document text,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  primary key (region_id, id)
);
create index party_statement_mentorship on party_statement (region_id, mentorship_id);
create index party_statement_change on party_statement (region_id, change_id) where change_id is not null;
create index party_statement_organisation on party_statement (region_id, organisation_id);
call protect('party_statement', array['own', 'participant', 'intake'], array['write', 'participant']);
call admit_intake('party_statement');
