--liquibase formatted sql

--changeset programme:0036-invitation
--comment: Until when the members are asked to answer, and why somebody refused; the reason is told to the school's staff alone.
alter table mentorship add column respond_by date;
alter table mentorship_member add column refuse_reason text;
create index mentorship_invited on mentorship (region_id, organisation_id, respond_by) where status = 'proposed';
