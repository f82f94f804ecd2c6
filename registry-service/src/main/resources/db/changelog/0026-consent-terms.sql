--liquibase formatted sql

--changeset registry:0026-consent-operator
--comment: What an organisation's consent forms say of it as the operator (BR-056, BR-070).
create table consent_operator (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  version int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  address text,
  processor text,
  processor_address text,
  site text,
  responsible text,
  primary key (region_id, organisation_id)
);
call protect('consent_operator', array['own', 'write'], array['write']);

--changeset registry:0026-consent-terms
--comment: What was agreed to, as it stood on the form that was handed out (BR-055, BR-056); until when it holds, which for a minor is the eighteenth birthday and some days of grace.
alter table consent
  add column purpose text,
  add column data_codes text[] not null default '{}',
  add column actions text,
  add column processor text,
  add column recipient text,
  add column resources text,
  add column withdrawal_way text,
  add column operator_name text,
  add column operator_address text,
  add column prohibitions jsonb not null default '{}',
  add column template_version int not null default 0,
  add column issued_on date,
  add column representative_id bigint,
  add column co_signed boolean not null default false,
  add column scan_id bigint,
  add column majority_on date,
  add column holds_until date,
  add column destroyed_on date,
  add column destruction_act text;
alter table consent add constraint consent_scan foreign key (region_id, scan_id) references stored_file (region_id, id);
create index consent_holds on consent (region_id, organisation_id, holds_until) where status = 'active';

--changeset registry:0026-consents-of-before
--comment: Forms of before named these data; who signed for a minor did so until the eighteenth birthday and thirty days. The owner is behind the wall too, so it is opened for the length of this change.
alter table consent no force row level security;
alter table person no force row level security;
update consent set data_codes = case kind
    when 'processing' then array['name', 'birth_date', 'work', 'study', 'contacts', 'requests', 'results']
    when 'distribution' then array['name', 'work', 'study', 'achievements']
    when 'photo' then array['image']
    when 'transfer' then array['name', 'work', 'study', 'results']
    else array['name', 'work'] end || categories,
  holds_until = valid_until;
update consent c set majority_on = (p.birth_date + interval '18 years')::date
    + case when to_char(p.birth_date, 'MMDD') = '0229' then 1 else 0 end
  from person p where p.region_id = c.region_id and p.id = c.person_id and c.signer_id <> c.person_id;
update consent set holds_until = least(valid_until, majority_on + 30) where majority_on is not null;
alter table consent force row level security;
alter table person force row level security;
