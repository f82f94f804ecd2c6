--liquibase formatted sql

--changeset registry:0030-import
--comment: Loads of tables: the batch is the journal entry, its rows are staged, checked set-wise, loaded in chunks and undone by their own record of what they made. Rows and files hold personal data and are purged when the time to undo is over.
create sequence import_batch_seq;
create table import_batch (
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
  caller_name text not null,
  kind text not null,
  status text not null,
  file_name text not null,
  file_hash text not null,
  sheet int not null default 0,
  sheets text[] not null default '{}',
  header_row int not null default 0,
  titles text[] not null default '{}',
  fields jsonb not null default '{}',
  existing text not null default 'skip',
  cancelled boolean not null default false,
  stage text,
  done int not null default 0,
  total int not null default 0,
  stage_since timestamptz,
  skipped int not null default 0,
  checked_at timestamptz,
  loaded_at timestamptz,
  undone_at timestamptz,
  problem text,
  primary key (region_id, id)
);
create index import_batch_organisation on import_batch (region_id, organisation_id, id);
call protect('import_batch', array['write'], array['write']);

create table import_file (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  batch_id bigint not null,
  content bytea not null,
  primary key (region_id, batch_id)
);
alter table import_file alter column content set storage external;
call protect('import_file', array['write', 'aged'], array['write', 'aged']);

create table import_row (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  created_at timestamptz not null default now(),
  batch_id bigint not null,
  row_no int not null,
  label text not null,
  natural_key text,
  action text not null,
  state text not null default 'staged',
  data jsonb,
  findings jsonb,
  warned boolean not null default false,
  subject_id bigint,
  other_id bigint,
  made_at timestamptz,
  before jsonb,
  note text,
  primary key (region_id, batch_id, row_no)
);
create index import_row_faults on import_row (region_id, batch_id, row_no) where findings is not null;
call protect('import_row', array['write', 'aged'], array['write', 'aged']);

create table import_mapping (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  kind text not null,
  header text not null,
  field text not null,
  primary key (region_id, organisation_id, kind, header)
);
call protect('import_mapping', array['write'], array['write']);

--changeset registry:0030-job
--comment: The queue of the background work with the grants it acts with. A lease that ran out is taken over: what was committed is not done again.
create table exchange_job (
  id bigint generated always as identity primary key,
  region_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  step text not null,
  caller text not null,
  caller_name text not null,
  grants text[] not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts int not null default 0,
  constraint exchange_job_once unique (region_id, kind, subject_id)
);
create index exchange_job_due on exchange_job (due_at);
call protect('exchange_job', array['caller', 'feed'], array['caller', 'feed']);

--changeset registry:0030-signer
--comment: Whoever is deleted is looked for among the signers.
create index consent_signer on consent (region_id, signer_id);
