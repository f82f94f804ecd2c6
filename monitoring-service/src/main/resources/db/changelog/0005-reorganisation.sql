--liquibase formatted sql

--changeset monitoring:0005-placements
--comment: Where a reorganised organisation stood since when; empty for all that always stood where they stand. A period belongs to the placement of its last day. The places of ancestors are ids of units, no tenant data of their own.
alter table unit add column placed_since date[] not null default '{}',
  add column placed_parents bigint[] not null default '{}',
  add column placed_institutes bigint[] not null default '{}',
  add column placed_municipalities bigint[] not null default '{}',
  add column reorganised boolean not null default false;
create index unit_reorganised on unit (region_id) where reorganised;

--changeset monitoring:0005-earlier
--comment: Organisations that a mentorship belonged to before a merger or a split, each with its last day there.
alter table mentorship_state add column earlier_organisations bigint[] not null default '{}',
  add column earlier_until date[] not null default '{}';

create table mentorship_home (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  mentorship_id bigint not null,
  primary key (region_id, organisation_id, mentorship_id)
);
create index mentorship_home_mentorship on mentorship_home (region_id, mentorship_id);
call protect('mentorship_home', array['intake'], array['intake']);

--changeset monitoring:0005-cell-shift
--comment: What a cell would have more or less if every organisation had always stood where it stands today: as it is now = cell + cell_shift, as it was = cell. Rows exist only where a reorganisation made a difference.
create table cell_shift (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  unit_id bigint not null,
  period int not null,
  indicator text not null,
  slice text not null,
  value_code text not null,
  num bigint not null,
  den bigint not null,
  primary key (unit_id, period, indicator, slice, value_code)
) with (fillfactor = 70);
call protect('cell_shift', array['intake', 'aggregate'], array['intake']);
create policy region on cell_shift as restrictive for select to ${app} using (region_id = any ((select array_append(
  nullif(current_setting('scope.intake', true), '')::bigint[], nullif(current_setting('scope.region', true), '')::bigint))::bigint[]));

--changeset monitoring:0005-by-organisation
--comment: All rows of an organisation are found when it moves.
create index participant_state_organisation on participant_state (region_id, organisation_id);
create index mentorship_member_organisation on mentorship_member (region_id, organisation_id);
create index meeting_state_organisation on meeting_state (region_id, organisation_id);
