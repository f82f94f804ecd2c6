--liquibase formatted sql

--changeset registry:0042-act
--comment: Normative acts. Federal, regional and municipal ones are the region's to read; a school's own acts stay with it. What a document cites is a row of its own, so that a repealed act finds everybody who cites it.
create sequence normative_act_seq increment by 50 start with 50;
create table normative_act (
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
  shared boolean not null,
  level text not null,
  kind text not null,
  issuer text not null,
  number text not null,
  act_date date not null,
  title text not null,
  text_norm text collate "C" not null,
  link text,
  serves text,
  status text not null default 'acting',
  repealed_on date,
  replaced_by_id bigint,
  cites bigint[] not null default '{}',
  primary key (region_id, id),
  constraint act_shared check (shared = (level <> 'institutional')),
  constraint act_repealed check ((status = 'repealed') = (repealed_on is not null)),
  constraint act_replaced_by_another check (replaced_by_id <> id),
  constraint act_replaced foreign key (region_id, replaced_by_id) references normative_act (region_id, id)
);
create unique index normative_act_once on normative_act
  (region_id, organisation_id, level, lower(kind), lower(issuer), lower(number), act_date);
create index normative_act_level on normative_act (region_id, level, organisation_id, act_date);
create index normative_act_cites on normative_act using gin (cites);
call protect('normative_act', array['own', 'write', 'shared'], array['write', 'manage']);

--changeset registry:0042-minutes
create sequence minutes_seq increment by 50 start with 50;
create table minutes (
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
  body text not null,
  number text not null,
  held_on date not null,
  agenda text not null,
  decision text not null,
  text_norm text collate "C" not null,
  cites bigint[] not null default '{}',
  primary key (region_id, id)
);
create unique index minutes_number on minutes
  (region_id, organisation_id, lower(body), (extract(year from held_on)), lower(number));
create index minutes_place on minutes (region_id, organisation_id, held_on);
create index minutes_cites on minutes using gin (cites);
call protect('minutes', array['own', 'write'], array['write']);

--changeset registry:0042-launch-condition
--comment: What a school needs before its programme starts: five items, done by somebody on a day or left out for a reason.
create table launch_condition (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  academic_year int not null,
  item text not null check (item in ('acts', 'informed', 'team', 'goals', 'roadmap')),
  state text not null check (state in ('done', 'waived', 'open')),
  on_date date,
  reason text,
  by_name text not null,
  primary key (region_id, organisation_id, academic_year, item),
  constraint launch_condition_why check (state <> 'waived' or reason is not null)
);
call protect('launch_condition', array['own'], array['write']);

--changeset registry:0042-need-confirmation
--comment: The curator says that the list of those who need mentoring is up to date.
create table need_confirmation (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  id bigint generated always as identity,
  academic_year int not null,
  confirmed_on date not null,
  listed int not null,
  note text,
  by_name text not null,
  primary key (region_id, id)
);
create index need_confirmation_place on need_confirmation (region_id, organisation_id, confirmed_on);
call protect('need_confirmation', array['own'], array['write']);
