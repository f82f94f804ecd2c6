--liquibase formatted sql

--changeset registry:0066-load-statistics
--comment: A load tells the planner what it has added: autovacuum comes when the load is over.
grant maintain on person, person_fingerprint, employment, enrolment, representation, consent, mentor, mentee, import_row
  to ${app};
