--liquibase formatted sql

--changeset registry:0005-account-problem
--comment: Why Keycloak refused an account; repeating does not help, a correction does.
alter table account add column problem text;
