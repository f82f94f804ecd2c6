--liquibase formatted sql

--changeset programme:0058-merged-rows
--comment: A row that stood in the way of a merger of two records of a person is kept as it was until the merger cannot be undone. Wishes get an id, by which they are found again.
alter table person_merge_row add column kept jsonb;
alter table matching_wish add column id bigint generated always as identity;
create unique index matching_wish_id on matching_wish (region_id, id);

--changeset programme:0058-succession-row
--comment: Which rows beside mentorships a merger or a split of organisations took along, so that they go back when it is undone.
create table succession_row (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  tbl text not null,
  row_id bigint not null,
  from_id bigint not null,
  to_id bigint not null,
  primary key (region_id, tbl, row_id, from_id, to_id)
);
create index succession_row_pair on succession_row (region_id, from_id, to_id);
call protect('succession_row', array['intake'], array['intake']);
