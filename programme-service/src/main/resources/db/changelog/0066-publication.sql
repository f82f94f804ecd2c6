--liquibase formatted sql

--changeset programme:0066-batch
--comment: What was published together: the number is the version that the run had. It can be taken back until somebody answers.
alter table matching_pair add column batch int, add column batch_at timestamptz, add column batch_by text;

--changeset programme:0066-forgotten
--comment: An erased person was taken out of the inputs: they still explain the pairs of the others, but do not give the same result any more.
alter table matching_input add column forgotten boolean not null default false;
