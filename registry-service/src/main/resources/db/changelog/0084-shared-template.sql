--liquibase formatted sql

--changeset registry:0084-shared-template
--comment: Which templates hold in the whole region. Consents have no others: a consent follows its person to another organisation, and its form stays as it was handed out.
alter table document_template add column shared boolean not null default true;
drop index document_template_one_active;
create unique index document_template_shared_active on document_template (region_id, kind) where status = 'active' and shared;
create unique index document_template_own_active on document_template (region_id, organisation_id, kind)
  where status = 'active' and not shared;
call protect('document_template', array['shared', 'own'], array['write']);
