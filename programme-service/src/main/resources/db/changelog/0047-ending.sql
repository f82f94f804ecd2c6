--liquibase formatted sql

--changeset programme:0047-suspended
--comment: Since when a mentorship is suspended: no longer than the region's parameter allows, then the curator is reminded.
alter table mentorship add column suspended_on date;

--changeset programme:0047-guest
--comment: Another teacher invited to a meeting, with that teacher's consent (BR-044).
create sequence meeting_guest_seq start with 50 increment by 50;
create table meeting_guest (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null default nextval('meeting_guest_seq'),
  meeting_id bigint not null,
  mentorship_id bigint not null references mentorship (id),
  person_id bigint not null,
  topic text not null,
  consent_on date not null,
  consent_by text not null,
  with_minors boolean not null,
  participants bigint[] not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  primary key (region_id, id),
  unique (region_id, meeting_id, person_id)
);
create index meeting_guest_mentorship on meeting_guest (region_id, mentorship_id);
create index meeting_guest_person on meeting_guest (region_id, organisation_id, person_id);
call protect('meeting_guest', array['own', 'participant', 'intake'], array['write', 'participant']);
call admit_intake('meeting_guest');
