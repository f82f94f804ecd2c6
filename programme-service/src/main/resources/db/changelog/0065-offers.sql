--liquibase formatted sql

--changeset programme:0065-loose-pins
--comment: Pins that a run could not keep, by id with the reason in words.
alter table matching_run add column loose_pins jsonb not null default '[]';
