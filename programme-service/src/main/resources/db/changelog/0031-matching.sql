--liquibase formatted sql

--changeset programme:0031-run
--comment: A run of matching belongs to whoever asked for it: a school, a municipality or an institute. It holds ids, codes and scores, never a name. The intake marks runs whose people changed, moves them with their organisation and takes erased people out.
create sequence matching_run_seq start with 50 increment by 50;
create table matching_run (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  level text not null,
  form text not null,
  target text not null,
  min_score int not null,
  include_shared boolean not null,
  weights jsonb not null,
  status text not null default 'queued',
  stage text not null default 'queued',
  done int not null default 0,
  total int not null default 0,
  problem text,
  inputs_hash text,
  results jsonb not null default '[]',
  stale boolean not null default false,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  created_name text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index matching_run_place on matching_run (region_id, organisation_id, id);
call protect('matching_run', array['write', 'intake'], array['write', 'intake']);

--changeset programme:0031-input
--comment: What a run was computed from, as compressed codes, so that anyone can compute it again. An erased person takes the inputs along: their runs stay readable but are not replayed.
create table matching_input (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  run_id bigint not null,
  people bigint[] not null,
  content bytea not null,
  primary key (region_id, run_id)
);
alter table matching_input alter column content set storage external;
call protect('matching_input', array['write', 'intake'], array['write', 'intake']);

--changeset programme:0031-pair
create table matching_pair (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint generated always as identity,
  run_id bigint not null,
  target text not null,
  mentee_id bigint not null,
  mentor_id bigint not null,
  mentee_organisation bigint not null,
  mentor_organisation bigint not null,
  score int not null,
  pinned boolean not null,
  moved boolean not null default false,
  distance text not null,
  alternatives bigint[] not null,
  alternative_scores int[] not null,
  status text not null default 'draft',
  mentorship_id bigint,
  primary key (region_id, id),
  unique (region_id, run_id, target, mentee_id)
);
call protect('matching_pair', array['write', 'intake'], array['write', 'intake']);

--changeset programme:0031-left
create table matching_left (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  run_id bigint not null,
  target text not null,
  mentee_id bigint not null,
  mentee_organisation bigint not null,
  code text not null,
  text text not null,
  cure text not null,
  primary key (region_id, run_id, target, mentee_id)
);
call protect('matching_left', array['write', 'intake'], array['write', 'intake']);

--changeset programme:0031-wish
--comment: Pins and bans of the curator with their reason; they outlive the runs. What a curator knows of a pair is the curator's.
create table matching_wish (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  mentee_id bigint not null,
  mentor_id bigint not null,
  kind text not null check (kind in ('pin', 'ban')),
  reason text,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  created_name text not null default '',
  primary key (region_id, organisation_id, mentee_id, mentor_id)
);
call protect('matching_wish', array['curate', 'intake'], array['curate', 'intake']);

--changeset programme:0031-weights
--comment: The weights of a region for a form, kept by its institute; no row means those that the platform came with.
create table matching_weights (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  form text not null,
  weights jsonb not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, form)
);
call protect('matching_weights', array['region', 'intake'], array['intake', 'manage']);

--changeset programme:0031-offer
--comment: A pair that the level above offers to the school of the mentee, which takes or declines it. The curators of both schools read it, each with the names of their own people only.
create sequence matching_offer_seq start with 50 increment by 50;
create table matching_offer (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  organisations bigint[] not null,
  run_id bigint not null,
  run_organisation bigint not null,
  pair_id bigint not null,
  form text not null,
  mentee_id bigint not null,
  mentor_id bigint not null,
  mentor_organisation bigint not null,
  score int not null,
  distance text not null,
  status text not null default 'open',
  reason text,
  mentorship_id bigint,
  offered_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (region_id, id)
);
create index matching_offer_place on matching_offer (region_id, organisation_id, id);
call protect('matching_offer', array['own', 'also', 'write', 'intake'], array['write', 'intake']);

--changeset programme:0031-job
--comment: The queue of the runs with the grants they were asked under. A lease that ran out is taken over.
create table matching_job (
  region_id bigint not null,
  run_id bigint not null,
  caller text not null,
  caller_name text not null,
  grants text[] not null,
  due_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts int not null default 0,
  primary key (region_id, run_id)
);
create index matching_job_due on matching_job (due_at);
call protect('matching_job', array['caller', 'feed'], array['caller', 'feed']);
