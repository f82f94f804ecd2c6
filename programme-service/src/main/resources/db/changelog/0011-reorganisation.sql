--liquibase formatted sql

--changeset programme:0011-earlier
--comment: Organisations that a mentorship belonged to before a merger or a split took it along, each with its last day there: what has to be known to tell the figures as they were, and to go back. And what a reorganisation or a merger of two records left for the curator to decide.
alter table mentorship add column earlier_organisations bigint[] not null default '{}',
  add column earlier_until date[] not null default '{}', add column attention text;
create index mentorship_attention on mentorship (region_id, organisation_id) where attention is not null;

--changeset programme:0011-by-organisation
--comment: All rows of an organisation are found when it moves.
create index mentorship_history_organisation on mentorship_history (region_id, organisation_id);
create index programme_activity_organisation on programme_activity (region_id, organisation_id);
create index programme_approval_organisation on programme_approval (region_id, organisation_id);

--changeset programme:0011-person-merge
--comment: Which rows were another record of the same person, so that the merger can be undone.
create table person_merge_row (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  tbl text not null,
  row_id bigint not null,
  person_id bigint not null,
  into_id bigint not null,
  primary key (region_id, tbl, row_id, person_id)
);
create index person_merge_row_pair on person_merge_row (region_id, person_id, into_id);
call protect('person_merge_row', array['intake'], array['intake']);

--changeset programme:0011-history splitStatements:false
--comment: A reorganisation is carried out where its fact is applied, and the history of each mentorship says so.
do $$
begin
  execute format('create policy intake_recording on mentorship_history for insert to %I with check (%s)', '${app}',
    scope_condition(array['intake'], null));
end $$;
