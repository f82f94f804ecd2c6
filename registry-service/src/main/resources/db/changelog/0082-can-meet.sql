--liquibase formatted sql

--changeset registry:0082-can-meet
--comment: When and how people can meet, as codes: a day with a part of it (mon_morning), in person or remotely. Nothing said means nothing is known.
alter table mentor add column meeting_times text[] not null default '{}',
  add column meeting_modes text[] not null default '{}';
alter table mentee add column meeting_times text[] not null default '{}',
  add column meeting_modes text[] not null default '{}';
