--liquibase formatted sql

--changeset monitoring:0003-target
--comment: Plan values that an institute set for its region.
create table indicator_target (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  indicator text not null,
  year int not null,
  value numeric(7, 2) not null,
  version int not null default 0,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (region_id, indicator, year)
);
call protect('indicator_target', array['region'], array['write']);

--changeset monitoring:0003-default
--comment: Federal plan values of the R-145 set; the last year holds for later ones. Not more than 30 % without a mentor is the other side of at least 70 % with one.
create table indicator_default (
  indicator text not null,
  year int not null,
  value numeric(7, 2) not null,
  primary key (indicator, year)
);
grant select on indicator_default to ${app};
insert into indicator_default (indicator, year, value)
select indicator, year, value from (values
  ('R145-1', array[10, 20, 35, 50, 70]), ('R145-1S', array[10, 20, 35, 50, 70]),
  ('R145-2', array[2, 4, 6, 8, 10]), ('R145-2S', array[2, 4, 6, 8, 10]),
  ('R145-3', array[10, 20, 35, 50, 70])) as plan (indicator, "values")
cross join lateral unnest(plan."values") with ordinality as item (value, number)
cross join lateral (select 2019 + item.number as year) as years
union all select 'OP-03', 2020, 30;
