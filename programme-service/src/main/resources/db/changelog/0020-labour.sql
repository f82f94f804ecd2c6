--liquibase formatted sql

--changeset programme:0020-labour
--comment: Replica of the labour papers: who is entrusted with whom from when to when. Only the employer's people read it.
create table labour (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentor_id bigint not null,
  mentee_id bigint not null,
  status text not null,
  term_from date not null,
  term_to date,
  exempt boolean not null,
  primary key (region_id, id)
);
create index labour_pair on labour (region_id, organisation_id, mentor_id, mentee_id);
call protect('labour', array['own', 'intake'], array['intake']);

--changeset programme:0020-labour-waiver
--comment: Why this mentorship is ordered without labour papers.
alter table mentorship add column labour_waiver text;
