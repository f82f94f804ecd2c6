--liquibase formatted sql

--changeset programme:0007-consent-until
--comment: A consent runs out without any fact, so the replica keeps its last day (inclusive) instead of a yes; a yes learned earlier stands until the registry's next fact about the person. The type is changed in place, because row-level security is forced on the owner too and an update would find no rows.
alter table participant alter column consent drop default, alter column consent drop not null,
  alter column consent type date using case when consent then date '9999-12-31' end;
alter table participant rename column consent to consent_until;
