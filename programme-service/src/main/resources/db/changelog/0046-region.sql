--liquibase formatted sql

--changeset programme:0046-region
--comment: Replicas of what a region has decided: parameters of rules and its production calendar. Everybody of the region may read them; without a row the default and the federal calendar hold.
create table region_setting (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  code text not null,
  value text not null,
  primary key (region_id, code)
);
call protect('region_setting', array['region', 'intake'], array['intake']);
create table region_calendar (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  year int not null,
  days_off date[] not null,
  working_weekends date[] not null,
  count_rule text not null,
  primary key (region_id, year)
);
call protect('region_calendar', array['region', 'intake'], array['intake']);
