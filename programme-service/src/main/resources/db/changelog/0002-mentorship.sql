--liquibase formatted sql

--changeset programme:0002-order
create sequence mentorship_order_seq start with 50 increment by 50;
create table mentorship_order (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  kind text not null,
  number text,
  order_date date,
  title text not null,
  text text not null,
  status text not null,
  mentorship_ids bigint[] not null,
  prepared_name text not null,
  signed_by text,
  signed_name text,
  signed_at timestamptz,
  small_school_reason text,
  cancel_reason text,
  with_minors boolean not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index mentorship_order_place on mentorship_order (region_id, organisation_id, id);
create unique index mentorship_order_number
  on mentorship_order (region_id, organisation_id, (extract(year from order_date)), lower(number)) where status = 'signed';
call protect('mentorship_order', array['own'], array['write']);

--changeset programme:0002-mentorship
--comment: Rows with minors are closed to readers above the school: free text could tell about a child.
create sequence mentorship_seq start with 50 increment by 50;
create table mentorship (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  kind text not null,
  form text not null,
  form_name text,
  methods text[] not null,
  role_model text,
  goal text not null,
  starts_on date not null,
  planned_end date not null,
  ended_on date,
  ground text,
  end_reason text,
  status text not null,
  profile_fits boolean not null,
  mutual_interest boolean not null,
  order_id bigint,
  order_number text,
  order_date date,
  with_minors boolean not null,
  participants bigint[] not null,
  changed_at timestamptz not null default now(),
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id),
  unique (id)
);
create index mentorship_place on mentorship (region_id, organisation_id, starts_on);
create index mentorship_adults on mentorship (region_id, starts_on) where not with_minors;
create index mentorship_adults_municipality on mentorship (region_id, municipality_id, starts_on) where not with_minors;
create index mentorship_participants on mentorship using gin (participants);
create statistics mentorship_places (dependencies) on region_id, municipality_id, organisation_id from mentorship;
call protect('mentorship', array['own', 'participant', 'named'], array['write', 'participant'], 'not with_minors');

--changeset programme:0002-member
create sequence mentorship_member_seq start with 50 increment by 50;
create table mentorship_member (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null references mentorship (id) on delete cascade,
  person_id bigint not null,
  role text not null,
  minor boolean not null,
  agreed boolean not null default false,
  agreed_on date,
  agreed_by text,
  refused boolean not null default false,
  since date,
  until date,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index mentorship_member_mentorship on mentorship_member (region_id, mentorship_id);
create index mentorship_member_person on mentorship_member (region_id, organisation_id, person_id);
call protect('mentorship_member', array['own', 'participant', 'named'], array['write', 'participant'], 'not with_minors');

--changeset programme:0002-history
create table mentorship_history (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint generated always as identity,
  mentorship_id bigint not null references mentorship (id) on delete cascade,
  verb text not null,
  on_date date,
  note text,
  by_name text not null,
  at timestamptz not null default now(),
  with_minors boolean not null,
  participants bigint[] not null,
  primary key (region_id, id)
);
create index mentorship_history_mentorship on mentorship_history (region_id, mentorship_id, id);
call protect('mentorship_history', array['own', 'participant', 'named'], array['write', 'participant'], 'not with_minors');
