--liquibase formatted sql

--changeset programme:0056-can-meet
--comment: When and how people can meet, as codes that the registry tells, of the mentor and of the mentee in somebody apart: one may lead in the evening and be led in the morning.
alter table participant add column mentor_times text[] not null default '{}',
  add column mentor_modes text[] not null default '{}',
  add column mentee_times text[] not null default '{}',
  add column mentee_modes text[] not null default '{}';

--changeset programme:0056-relatives
--comment: Two people are relatives: a word of the curator's own beside pins and bans, which forbids the pair whoever leads.
alter table matching_wish drop constraint matching_wish_kind_check;
alter table matching_wish add constraint matching_wish_kind_check check (kind in ('pin', 'ban', 'relative'));
