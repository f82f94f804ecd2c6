--liquibase formatted sql

--changeset kit:0012-export
--comment: Lists written to files in the background. A job and its file belong to the account that asked, whoever else works in the organisation; the worker takes jobs by leases and acts with the grants that stand in them.
create sequence export_job_seq;
create table export_job (
  id bigint not null,
  region_id bigint not null,
  caller text not null,
  caller_name text not null,
  grants text[] not null,
  created_at timestamptz not null default now(),
  list text not null,
  title text not null,
  format text not null,
  params jsonb not null,
  status text not null default 'queued',
  cancelled boolean not null default false,
  done int not null default 0,
  size int,
  problem text,
  finished_at timestamptz,
  leased_until timestamptz,
  attempts int not null default 0,
  primary key (region_id, id)
);
create index export_job_caller on export_job (caller, id);
create index export_job_open on export_job (id) where status in ('queued', 'running');
call protect('export_job', array['caller', 'feed'], array['caller', 'feed']);

create table export_file (
  region_id bigint not null,
  caller text not null,
  created_at timestamptz not null default now(),
  export_id bigint not null,
  content bytea not null,
  primary key (region_id, export_id)
);
alter table export_file alter column content set storage external;
call protect('export_file', array['caller', 'feed'], array['caller', 'feed']);
