--liquibase formatted sql

--changeset registry:0052-undo-indexes
--comment: A load that is taken back deletes thousands of people and posts; each of them is looked for in what refers to them.
create index mentee_psychologist on mentee (region_id, psychologist_id) where psychologist_id is not null;
create index leave_employment on employment_leave (region_id, employment_id);
