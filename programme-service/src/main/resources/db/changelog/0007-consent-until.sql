--liquibase formatted sql

--changeset programme:0007-consent-until
--comment: A consent runs out without any fact, so the replica keeps its last day (inclusive) instead of a yes; a yes learned earlier stands until the registry's next fact about the person.
alter table participant add column consent_until date;
update participant set consent_until = '9999-12-31' where consent;
alter table participant drop column consent;
