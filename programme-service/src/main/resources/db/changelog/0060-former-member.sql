--liquibase formatted sql

--changeset programme:0060-former-member
--comment: Who was a member before, from when to when, by which order and on which ground of 4.6, in rows instead of six arrays of the mentorship.
create sequence former_member_seq start with 50 increment by 50;
create table former_member (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  mentorship_id bigint not null references mentorship (id) on delete cascade,
  person_id bigint not null,
  role text not null,
  since date not null,
  until date not null,
  ground text not null,
  order_number text not null,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, id)
);

--changeset programme:0060-former-rows
--comment: The owner is behind the wall too, so it is opened for the length of this change.
alter table mentorship no force row level security;
insert into former_member (region_id, institute_id, municipality_id, organisation_id, id, mentorship_id, person_id,
  role, since, until, ground, order_number, with_minors, participants)
select m.region_id, m.institute_id, m.municipality_id, m.organisation_id, nextval('former_member_seq'), m.id,
  f.person_id, f.role, f.since, f.until, f.ground, f.order_number, m.with_minors, m.participants
from mentorship m cross join lateral unnest(m.former_persons, m.former_roles, m.former_since, m.former_until,
    m.former_grounds, m.former_orders) with ordinality
    as f (person_id, role, since, until, ground, order_number, at)
order by m.region_id, m.id, f.at;
alter table mentorship force row level security;
alter table mentorship drop column former_persons, drop column former_roles, drop column former_since,
  drop column former_until, drop column former_grounds, drop column former_orders;

--changeset programme:0060-former-protection
create index former_member_mentorship on former_member (region_id, mentorship_id, id);
create index former_member_person on former_member (region_id, organisation_id, person_id);
call protect('former_member', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call admit_intake('former_member');
