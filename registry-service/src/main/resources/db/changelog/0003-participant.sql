--liquibase formatted sql

--changeset registry:0003-consent
--comment: Consents stay in the organisation that collects them; levels above get counts.
create sequence consent_seq increment by 50 start with 50;
create table consent (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  person_id bigint not null,
  kind text not null,
  status text not null,
  form text,
  signer_id bigint,
  signed_on date,
  valid_until date,
  withdrawn_on date,
  withdrawal_reason text,
  primary key (region_id, id),
  constraint consent_person foreign key (region_id, person_id) references person (region_id, id),
  constraint consent_signer foreign key (region_id, signer_id) references person (region_id, id)
);
create index consent_person on consent (region_id, person_id);
create index consent_organisation on consent (region_id, organisation_id, status);
create unique index consent_one_active on consent (region_id, person_id, kind) where status = 'active';
call protect('consent', array['own', 'self'], array['write']);

--changeset registry:0003-mentor
create sequence mentor_seq increment by 50 start with 50;
create table mentor (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  person_id bigint not null,
  born date not null,
  status text not null,
  status_since date not null,
  status_note text,
  voluntary_on date,
  competences text[] not null default '{}',
  achievements text,
  interests text,
  time_hours_per_month int,
  max_load int not null default 3,
  share_with_others boolean not null default false,
  primary key (region_id, id),
  constraint mentor_once unique (region_id, person_id),
  constraint mentor_person foreign key (region_id, person_id) references person (region_id, id)
);
create index mentor_organisation on mentor (region_id, organisation_id, status);
create index mentor_municipality on mentor (region_id, municipality_id, status);
call protect('mentor', array['own', 'self', 'named'], array['write'], 'born <= current_date - interval ''18 years''');

--changeset registry:0003-mentee
create sequence mentee_seq increment by 50 start with 50;
create table mentee (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  person_id bigint not null,
  born date not null,
  category text not null,
  main_request text not null,
  request_codes text[] not null default '{}',
  source text not null,
  status text not null,
  status_since date not null,
  status_note text,
  primary key (region_id, id),
  constraint mentee_once unique (region_id, person_id),
  constraint mentee_person foreign key (region_id, person_id) references person (region_id, id)
);
create index mentee_organisation on mentee (region_id, organisation_id, status);
create index mentee_municipality on mentee (region_id, municipality_id, status);
call protect('mentee', array['own', 'self', 'named'], array['write'], 'born <= current_date - interval ''18 years''');

--changeset registry:0003-third-party
--comment: What others told about a mentee. Apart from the profile: the person and the levels above never read it (BR-023).
create table third_party_info (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  mentee_id bigint not null,
  text text not null,
  primary key (region_id, mentee_id),
  constraint third_party_mentee foreign key (region_id, mentee_id) references mentee (region_id, id)
);
call protect('third_party_info', array['own'], array['write']);
