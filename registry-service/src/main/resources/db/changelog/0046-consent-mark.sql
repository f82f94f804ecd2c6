--liquibase formatted sql

--changeset registry:0046-consent-mark
--comment: When a signature was marked and which document it replaced: a mark made by mistake is taken back within a day.
alter table consent
  add column marked_at timestamptz,
  add column replaced_by bigint;
create index consent_replaced on consent (region_id, replaced_by) where replaced_by is not null;
