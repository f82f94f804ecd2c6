--liquibase formatted sql

--changeset programme:0030-participant-codes
--comment: What pairs are scored by, as codes and dates; the registry tells them, never a word of text. What was told before this version stands empty until the next fact about the person.
alter table participant add column experience_since date;
alter table participant add column hours_per_month int;
alter table participant add column voluntary boolean;
alter table participant add column shared boolean not null default false;
alter table participant add column meets_minors_until date;
alter table participant add column subjects text[] not null default '{}';
alter table participant add column competence_codes text[] not null default '{}';
alter table participant add column desired_ages text[] not null default '{}';
alter table participant add column request_codes text[] not null default '{}';
alter table participant add column gap_codes text[] not null default '{}';
