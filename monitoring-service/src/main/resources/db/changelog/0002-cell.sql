--liquibase formatted sql

--changeset monitoring:0002-cell
--comment: Marginal cells of every unit and period, kept by the fold of facts alone. The key leads with the unit: one dashboard is one range.
create table cell (
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
call protect('cell', array['intake', 'aggregate'], array['intake']);

--changeset monitoring:0002-horizon
--comment: Up to which day the open-ended states of a region are counted. The row is also the lock that makes one fold of a region follow another. No tenant data.
create table horizon (
  region bigint primary key,
  until date not null
);
grant select, insert, update on horizon to ${app};

--changeset monitoring:0002-applied
--comment: How late the last batch of each feed came into the figures.
create table applied (
  feed text primary key,
  position bigint not null,
  lag_millis bigint not null
);
grant select, insert, update on applied to ${app};

--changeset monitoring:0002-region
--comment: A grant that names one region and an organisation of another opens neither.
create policy region on unit as restrictive for select to ${app} using (region_id = any ((select array_append(
  nullif(current_setting('scope.intake', true), '')::bigint[], nullif(current_setting('scope.region', true), '')::bigint))::bigint[]));
create policy region on population_state as restrictive for select to ${app} using (region_id = any ((select array_append(
  nullif(current_setting('scope.intake', true), '')::bigint[], nullif(current_setting('scope.region', true), '')::bigint))::bigint[]));
create policy region on cell as restrictive for select to ${app} using (region_id = any ((select array_append(
  nullif(current_setting('scope.intake', true), '')::bigint[], nullif(current_setting('scope.region', true), '')::bigint))::bigint[]));

--changeset monitoring:0002-edition
--comment: Grows with every fold of the region, so that what was read of one edition can be shown again.
alter table horizon add column edition bigint not null default 0;
