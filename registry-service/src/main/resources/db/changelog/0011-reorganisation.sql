--liquibase formatted sql

--changeset registry:0011-reorganisation
--comment: The journal of the tree: what happened to an organisation, when, by which document, and what was before. No person stands in it, so the whole region reads it.
create table reorganisation (
  id bigint not null generated always as identity,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  created_name text not null default '',
  kind text not null,
  target_id bigint,
  on_date date not null,
  basis_kind text not null,
  basis_number text not null,
  basis_date date not null,
  details jsonb not null default '{}',
  undone_at timestamptz,
  undone_name text,
  primary key (region_id, id),
  constraint reorganisation_organisation foreign key (region_id, organisation_id) references organisation (region_id, id)
);
create index reorganisation_organisation on reorganisation (region_id, organisation_id, on_date);
create index reorganisation_target on reorganisation (region_id, target_id) where target_id is not null;
call protect('reorganisation', array['region'], array['manage']);

--changeset registry:0011-reorganisation-trace
--comment: What an undo needs: which rows were touched by which transaction. Ids of people, so only who manages the directory reads it.
create table reorganisation_trace (
  reorganisation_id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  touched jsonb not null,
  primary key (region_id, reorganisation_id),
  constraint trace_reorganisation foreign key (region_id, reorganisation_id) references reorganisation (region_id, id)
);
call protect('reorganisation_trace', array['manage'], array['manage']);

--changeset registry:0011-placement-children
--comment: The tree as it stood on a date is asked from above.
create index organisation_placement_children on organisation_placement (region_id, parent_id, valid_from);

--changeset registry:0011-organisation-intake
--comment: Who projects grants has to know whose legal successor an organisation is.
call protect('organisation', array['region', 'intake'], array['manage']);
