--liquibase formatted sql

--changeset registry:0078-people-in-order
--comment: The list of a school is asked for by name, of all kinds of people at once: its index has that order.
drop index person_organisation;
create index person_organisation on person (region_id, organisation_id, name_norm, id);
