--liquibase formatted sql

--changeset registry:0015-several-organisations
--comment: A person may belong to several organisations. One of them keeps the card; all of them, former ones too, stand in `organisations` with the last day there (9999-12-31 while open), and read it. Empty for the many who have only their keeper.
alter table person add column organisations bigint[] not null default '{}';
alter table person add column organisations_until date[] not null default '{}';
alter table representation add column organisations bigint[] not null default '{}';
call protect('person', array['own', 'also', 'self', 'named'], array['write'],
  'kind <> ''representative'' and birth_date <= current_date - interval ''18 years''');
call protect('representation', array['own', 'also', 'self'], array['write']);

--changeset registry:0015-guests
--comment: Lists of a school start from its own index: `guest` marks the posts and classes of people whose card is kept elsewhere, because array operators are not leakproof and would leave every index unused under the wall.
alter table employment add column guest boolean not null default false;
alter table enrolment add column guest boolean not null default false;
create index employment_guest on employment (region_id, organisation_id) where guest;
create index enrolment_guest on enrolment (region_id, organisation_id) where guest;

--changeset registry:0015-consent-of-each-operator
--comment: Each organisation is an operator of its own and needs a consent of its own.
drop index consent_one_active;
create unique index consent_one_active on consent (region_id, organisation_id, person_id, kind) where status = 'active';
