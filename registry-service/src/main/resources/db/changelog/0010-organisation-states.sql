--liquibase formatted sql

--changeset registry:0010-organisation-states
--comment: How an organisation ended: on which day, and who is its legal successor.
alter table organisation add column closed_on date;
alter table organisation add column successor_id bigint;
alter table organisation add constraint organisation_successor foreign key (region_id, successor_id) references organisation (region_id, id);
