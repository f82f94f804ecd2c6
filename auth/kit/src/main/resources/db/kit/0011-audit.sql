--liquibase formatted sql

--changeset kit:0011-audit-event
--comment: What happened, to whom, by whom: written once, read, never changed. people holds the ids of a list that was read or of a load.
create sequence audit_event_seq;
create table audit_event (
  id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  at timestamptz not null default clock_timestamp(),
  caller text not null,
  acting text not null,
  instead_of bigint,
  action text not null,
  subject_type text not null,
  subject_id bigint,
  person_id bigint,
  people bigint[],
  trace text,
  ip text,
  digest bytea not null,
  primary key (region_id, id)
);
create index audit_event_organisation on audit_event (region_id, organisation_id, at desc, id desc);
create index audit_event_caller on audit_event (region_id, caller, at desc, id desc);
create index audit_event_person on audit_event (region_id, person_id, at desc, id desc) where person_id is not null;

--changeset kit:0011-audit-value
--comment: Values stand apart from the chain: of an erased person they are emptied, and the digest in the event still holds the chain together. The salt keeps a digest from being guessed back.
create table audit_value (
  event_id bigint not null,
  region_id bigint not null,
  institute_id bigint,
  municipality_id bigint,
  organisation_id bigint not null,
  caller text not null,
  person_id bigint,
  listed boolean not null,
  salt text not null,
  actor text not null,
  old_values jsonb,
  new_values jsonb,
  redacted_at timestamptz,
  primary key (region_id, event_id)
);
create index audit_value_person on audit_value (region_id, person_id) where person_id is not null;

--changeset kit:0011-audit-chain
--comment: After commit the events of a region are numbered and linked by hashes, in the order in which they became visible; pending holds what is not linked yet.
create table audit_pending (
  id bigint generated always as identity primary key,
  region_id bigint not null,
  event_id bigint not null
);
create table audit_chain (
  region_id bigint not null,
  position bigint not null,
  event_id bigint not null,
  hash bytea not null,
  chained_at timestamptz not null default now(),
  primary key (region_id, position),
  unique (region_id, event_id)
);

--changeset kit:0011-audit-line splitStatements:false
--comment: The text of an event that is hashed, and the digest of its values. Never changed: a new column needs a new function beside it.
create function audit_line(e audit_event) returns text language sql stable as $$
  select jsonb_build_array(e.id, e.region_id, e.institute_id, e.municipality_id, e.organisation_id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.caller, e.acting, e.instead_of, e.action,
    e.subject_type, e.subject_id, e.person_id, to_jsonb(e.people), e.trace, e.ip, encode(e.digest, 'hex'))::text
$$;
create function audit_digest(salt text, actor text, old_values jsonb, new_values jsonb) returns bytea
  language sql immutable as $$
  select sha256(convert_to(jsonb_build_array(salt, actor, old_values, new_values)::text, 'UTF8'))
$$;

--changeset kit:0011-audit-guard splitStatements:false
--comment: The only change a value may undergo is to be emptied.
create function audit_value_guard() returns trigger language plpgsql as $$
begin
  if new.old_values is not null or new.new_values is not null or new.redacted_at is null or new.actor <> old.actor then
    raise exception 'audit values may only be emptied';
  end if;
  return new;
end $$;
create trigger audit_value_guard before update on audit_value for each row execute function audit_value_guard();

--changeset kit:0011-audit-wall runOnChange:true splitStatements:false
--comment: An organisation's log is read by the organisation; above it everybody sees the own actions, as long as they tell of nobody by name. Whoever writes an event can only write it as himself.
do $$
declare
  app constant text := '${app}';
  region constant text := '(select nullif(current_setting(''scope.region'', true), '''')::bigint)';
  me constant text := '(select nullif(current_setting(''scope.caller'', true), ''''))';
  mine constant text := 'region_id = ' || region || ' and caller = ' || me;
  tbl text;
begin
  foreach tbl in array array['audit_event', 'audit_value'] loop
    execute format('call protect(%L, array[''own'', ''feed''], array[''write'', ''intake''])', tbl);
    execute format('alter policy reading on %I using (%s or (%s and person_id is null and %s))', tbl,
      scope_condition(array['own', 'feed'], null), mine,
      case tbl when 'audit_event' then 'people is null' else 'not listed' end);
    execute format('alter policy inserting on %I with check (%s)', tbl, mine);
    execute format('alter policy deleting on %I using (false)', tbl);
    execute format('revoke update, delete on %I from %I', tbl, app);
  end loop;
  alter policy updating on audit_event using (false) with check (false);
  execute format('grant update (old_values, new_values, redacted_at) on audit_value to %I', app);
  call protect('audit_pending', array['feed'], array['feed', 'region']);
  execute format('revoke update on audit_pending from %I', app);
  call protect('audit_chain', array['feed'], array['feed']);
  execute format('revoke update, delete on audit_chain from %I', app);
end $$;
