--liquibase formatted sql

--changeset monitoring:0004-no-consent
--comment: No figure asks for consents, so monitoring does not keep them.
alter table participant_state drop column consent;
