--liquibase formatted sql

--changeset programme:0008-approval
--comment: Everybody's word for each version of a programme; of a group every member's own. Replaces four pairs of columns that held one version and one voice of each side.
create sequence programme_approval_seq start with 50 increment by 50;
create table programme_approval (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  programme_id bigint not null references personal_programme (id) on delete cascade,
  version_no int not null,
  party text not null,
  person_id bigint,
  on_date date not null,
  by_whom text not null,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);
create index programme_approval_programme on programme_approval (region_id, programme_id);

--changeset programme:0008-approvals-so-far
--comment: The owner is behind the wall too, so it is opened for the length of this change. The word of a side counts as everybody's on it.
alter table personal_programme no force row level security;
alter table mentorship_member no force row level security;
insert into programme_approval (region_id, institute_id, municipality_id, organisation_id, id, programme_id, version_no,
  party, person_id, on_date, by_whom, with_minors, participants)
select p.region_id, p.institute_id, p.municipality_id, p.organisation_id, nextval('programme_approval_seq'), p.id,
  p.version_no, said.party, said.person_id, said.on_date, coalesce(said.by_whom, ''), p.with_minors, p.participants
from personal_programme p cross join lateral (
  select m.role as party, m.person_id, case m.role when 'mentor' then p.mentor_on else p.mentee_on end as on_date,
    case m.role when 'mentor' then p.mentor_by else p.mentee_by end as by_whom
  from mentorship_member m where m.region_id = p.region_id and m.mentorship_id = p.mentorship_id
  union all select 'curator', null, p.curator_on, p.curator_by
  union all select 'director', null, p.director_on, p.director_by) said
where said.on_date is not null;
alter table personal_programme force row level security;
alter table mentorship_member force row level security;
alter table personal_programme drop column mentor_on, drop column mentor_by, drop column mentee_on,
  drop column mentee_by, drop column curator_on, drop column curator_by, drop column director_on, drop column director_by;
call protect('programme_approval', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');

--changeset programme:0008-amendment
--comment: How far the next version of a programme in force has come, and which activity a proposed one would replace.
alter table personal_programme add column amendment text;
alter table programme_activity add column replaces bigint;
