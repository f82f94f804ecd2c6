--liquibase formatted sql

--changeset programme:0009-auto-confirmation
--comment: A meeting that one side has marked as held counts as confirmed when the other has been silent for a week since.
alter table meeting add column marked_on date;
alter table meeting add column auto_confirmed boolean not null default false;
create index meeting_unconfirmed on meeting (region_id, id) where status = 'held';

--changeset programme:0009-known-region
--comment: The regions that work by the clock goes through, each in its own scope; nothing else is known here of a region.
create table known_region (
  region bigint primary key
);
alter table organisation no force row level security;
insert into known_region (region) select distinct region_id from organisation;
alter table organisation force row level security;
grant select, insert on known_region to ${app};
