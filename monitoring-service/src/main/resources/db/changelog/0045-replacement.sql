--liquibase formatted sql

--changeset monitoring:0045-replacement
--comment: From when to when each mentor of a mentorship was at work, beside the list of mentors, once one was replaced; empty for the whole term.
alter table mentorship_state add column mentor_since date[] not null default '{}',
  add column mentor_until date[] not null default '{}';
