--liquibase formatted sql

--changeset registry:0040-calendar
--comment: A year of the region's production calendar as its institute corrected it; a year without a row follows the federal calendar, which the service knows.
create table calendar_year (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  year int not null check (year between 2000 and 2100),
  days_off date[] not null,
  working_weekends date[] not null,
  source text not null,
  count_rule text not null check (count_rule in ('full_days', 'with_first_day')),
  primary key (region_id, year)
);
call protect('calendar_year', array['region'], array['manage']);
