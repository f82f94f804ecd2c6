--liquibase formatted sql

--changeset registry:0001-organisation
--comment: The dated tree. An organisation's place holds its ancestors and itself; ids are unique over all regions.
create sequence organisation_seq increment by 1 start with 1001;
create table organisation (
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
  parent_id bigint,
  level text not null,
  type text not null,
  full_name text not null,
  short_name text not null,
  name_norm text collate "C" not null,
  inn text,
  ogrn text,
  oktmo text,
  status text not null default 'active',
  primary key (region_id, id),
  constraint organisation_places_itself check (organisation_id = id),
  constraint organisation_parent foreign key (region_id, parent_id) references organisation (region_id, id)
);
create index organisation_children on organisation (region_id, parent_id, short_name);
create index organisation_municipality on organisation (region_id, municipality_id, short_name);
call protect('organisation', array['region'], array['manage']);

--changeset registry:0001-placement
--comment: Where an organisation stood and since when; the place columns are the placement itself.
create table organisation_placement (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  parent_id bigint,
  valid_from date not null,
  valid_to date,
  basis text,
  primary key (region_id, organisation_id, valid_from),
  constraint placement_dates check (valid_to is null or valid_to >= valid_from),
  constraint placement_organisation foreign key (region_id, organisation_id) references organisation (region_id, id)
);
call protect('organisation_placement', array['region'], array['manage']);

--changeset registry:0001-population
--comment: Denominators: counts of people, not people, so everybody in the region may read them.
create sequence population_seq increment by 50 start with 50;
create table population (
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
  category text not null,
  as_of date not null,
  value int not null check (value >= 0),
  source text not null,
  approved boolean not null default false,
  approved_by text,
  primary key (region_id, id),
  constraint population_once unique (region_id, organisation_id, category, as_of),
  constraint population_organisation foreign key (region_id, organisation_id) references organisation (region_id, id)
);
call protect('population', array['region'], array['write', 'manage']);
