--liquibase formatted sql

--changeset programme:0040-order-register
--comment: The register of orders: journals with their own numbering, orders that change others, free content of each kind. Orders that were signed so far were numbered at the same moment, so they are registered.
alter table mentorship_order
  add column journal text not null default 'main',
  add column payload jsonb not null default '{}',
  add column amends_id bigint,
  add column repeals boolean not null default false,
  add column superseded_by bigint[] not null default '{}',
  add column effective_on date,
  add column registered_at timestamptz,
  add column registered_name text,
  add column gap_reason text;
alter table mentorship_order no force row level security;
update mentorship_order set status = 'registered', effective_on = order_date, registered_at = signed_at,
  registered_name = signed_name where status = 'signed';
alter table mentorship_order force row level security;
drop index mentorship_order_number;
create unique index mentorship_order_number
  on mentorship_order (region_id, organisation_id, journal, (extract(year from order_date)), lower(number))
  where number is not null;
create index mentorship_order_amends on mentorship_order (region_id, amends_id) where amends_id is not null;

--changeset programme:0040-order-visa
--comment: Whoever has to see a draft before the director signs. The psychologist reads the school's rows and gives a visa too.
create sequence order_visa_seq start with 50 increment by 50;
create table order_visa (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  id bigint not null,
  order_id bigint not null,
  account text not null,
  name text not null,
  post text,
  decision text,
  remark text,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  primary key (region_id, id),
  unique (region_id, order_id, account)
);
call protect('order_visa', array['own', 'intake'], array['own', 'write']);
call admit_intake('order_visa');

--changeset programme:0040-order-journal
--comment: How a school numbers the orders of a journal; without a row the last number is continued.
create table order_journal (
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  journal text not null,
  pattern text not null,
  consecutive boolean not null,
  version int not null default 0,
  updated_at timestamptz not null default now(),
  updated_by text not null default '',
  primary key (region_id, organisation_id, journal)
);
call protect('order_journal', array['own', 'intake'], array['write']);
call admit_intake('order_journal');

--changeset programme:0040-order-immutable splitStatements:false
--comment: A signed order is immutable: the service may number it once and say which order changed it, nothing else. The applying of facts may, because an erasure takes names out of texts; so may the owner, whose change files are the only other writer.
create function keep_signed_order() returns trigger language plpgsql as $$
begin
  if current_user <> '${app}' or nullif(current_setting('scope.intake', true), '') is not null
      or old.status in ('draft', 'cancelled') and tg_op = 'DELETE' or old.status = 'draft' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'order % is signed: it is kept', old.id using errcode = 'restrict_violation';
  end if;
  if (old.kind, old.journal, old.title, old.text, old.payload, old.mentorship_ids, old.amends_id, old.repeals,
      old.prepared_name, old.signed_by, old.signed_name, old.signed_at, old.small_school_reason, old.created_by)
      is distinct from
      (new.kind, new.journal, new.title, new.text, new.payload, new.mentorship_ids, new.amends_id, new.repeals,
      new.prepared_name, new.signed_by, new.signed_name, new.signed_at, new.small_school_reason, new.created_by)
    or old.number is not null and (old.number, old.order_date, old.effective_on, old.registered_at,
      old.registered_name, old.gap_reason) is distinct from (new.number, new.order_date, new.effective_on,
      new.registered_at, new.registered_name, new.gap_reason)
    or not (old.superseded_by <@ new.superseded_by)
    or old.status <> new.status and (old.status, new.status) not in
      (('signed', 'registered'), ('signed', 'cancelled'), ('registered', 'superseded')) then
    raise exception 'order % is signed: it is not changed', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_signed_order before update or delete on mentorship_order for each row
  execute function keep_signed_order();
