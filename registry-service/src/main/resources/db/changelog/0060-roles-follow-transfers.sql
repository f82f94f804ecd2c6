--liquibase formatted sql

--changeset registry:0060-roles-follow-transfers
--comment: Which transfer has ended a role and closed an account, and what their last days were before, so that taking the transfer back gives exactly that back.
alter table role_grant add column left_by bigint;
alter table role_grant add column left_valid_to date;
alter table account add column left_by bigint;
alter table account add column left_closed_on date;
create index role_grant_left on role_grant (region_id, left_by) where left_by is not null;
