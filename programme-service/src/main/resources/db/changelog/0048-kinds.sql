--liquibase formatted sql

--changeset programme:0048-kinds
--comment: How the people are in contact; what each of two who teach each other teaches (BR-041), the mentor's topic first; whose team mentors here (BR-031).
alter table mentorship add column contact_modes text[] not null default '{}',
  add column topics text[] not null default '{}', add column partner_id bigint;
