--liquibase formatted sql

--changeset programme:0041-template
--comment: The region's own templates of orders, notices and applications; the file is readable by everybody of the region.
create sequence document_template_seq;
create table document_template (
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
  kind text not null,
  number int not null check (number > 0),
  file_id bigint not null,
  status text not null check (status in ('draft', 'active', 'retired')),
  activated_on date,
  notes text[] not null default '{}',
  primary key (region_id, id),
  constraint document_template_number unique (region_id, kind, number),
  constraint document_template_file foreign key (region_id, file_id) references stored_file (region_id, id)
);
create unique index document_template_one_active on document_template (region_id, kind) where status = 'active';
call protect('document_template', array['region', 'intake'], array['write']);
call admit_intake('document_template');

--changeset programme:0041-order-paper
--comment: What a signed order said on paper, word for word, its hash and the code by which anybody checks it. The feed's scope reads it for that check alone, which names nobody.
create table order_paper (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  order_id bigint not null,
  template text not null,
  template_version int not null,
  content text not null,
  sha256 text not null,
  check_code text not null,
  signer_name text not null,
  signer_post text not null,
  signed_at timestamptz not null,
  organisation_name text not null,
  created_at timestamptz not null default now(),
  primary key (region_id, order_id),
  unique (check_code)
);
call protect('order_paper', array['own', 'intake', 'feed'], array['write']);
call admit_intake('order_paper');
call protect('mentorship_order', array['own', 'intake', 'feed'], array['write']);
call admit_intake('mentorship_order');

--changeset programme:0041-order-paper-kept splitStatements:false
--comment: What was signed stays as it was; an erasure takes names out of it where facts are applied.
create function keep_order_paper() returns trigger language plpgsql as $$
begin
  if current_user <> '${app}' or nullif(current_setting('scope.intake', true), '') is not null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  raise exception 'the paper of order % is signed: it is not changed', old.order_id using errcode = 'restrict_violation';
end $$;
create trigger keep_order_paper before update or delete on order_paper for each row execute function keep_order_paper();
