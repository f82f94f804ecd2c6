--liquibase formatted sql

--changeset programme:0061-own-template
--comment: An organisation may have templates of its own, which only it reads and prints with; those of the institute are shared by the region.
alter table document_template add column shared boolean not null default true;
drop index document_template_one_active;
create unique index document_template_shared_active on document_template (region_id, kind) where status = 'active' and shared;
create unique index document_template_own_active on document_template (region_id, organisation_id, kind)
  where status = 'active' and not shared;
call protect('document_template', array['shared', 'own', 'intake'], array['write']);
call admit_intake('document_template');
