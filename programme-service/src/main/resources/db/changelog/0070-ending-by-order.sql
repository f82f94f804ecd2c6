--liquibase formatted sql

--changeset programme:0070-ending-by-order
--comment: The curator asks to end a mentorship, the director's order ends it: on which ground of 4.5. Or a mentor's powers end by 4.6 and nobody follows.
alter table change_request add column end_ground text, add column without_successor boolean not null default false;
alter table mentorship add column unled boolean;
