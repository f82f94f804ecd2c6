--liquibase formatted sql

--changeset registry:0025-document-template
--comment: Templates of documents with their versions; the file is shared with the region, because everybody prints with it.
create sequence document_template_seq;
create table document_template (
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
  kind text not null,
  number int not null check (number > 0),
  file_id bigint not null,
  status text not null check (status in ('draft', 'active', 'retired')),
  activated_on date,
  notes text[] not null default '{}',
  primary key (region_id, id),
  constraint document_template_number unique (region_id, kind, number),
  constraint document_template_file foreign key (region_id, file_id) references stored_file (region_id, id)
);
create unique index document_template_one_active on document_template (region_id, kind) where status = 'active';
call protect('document_template', array['region'], array['write']);
