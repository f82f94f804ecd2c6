--liquibase formatted sql

--changeset registry:0048-consent-check
--comment: What the QR code of a form leads to (BR-110): a number that nobody guesses and that says nothing of the person.
alter table consent add column check_code text not null default left(replace(gen_random_uuid()::text, '-', ''), 24);
create unique index consent_check on consent (check_code);
