--liquibase formatted sql

--changeset registry:0047-consent-noticed
--comment: Which ends of a consent its organisation has been told of: that it runs out, that the pupil is eighteen, that it is over. The daily round finds the organisations by days only.
alter table consent add column noticed text[] not null default '{}';
create index consent_ends on consent (holds_until) where status = 'active' and holds_until is not null;
call protect('consent', array['own', 'intake', 'self', 'feed'], array['write']);
