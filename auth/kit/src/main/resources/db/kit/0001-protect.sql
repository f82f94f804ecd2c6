--liquibase formatted sql

--changeset kit:0001-scope-condition runOnChange:true splitStatements:false
--comment: The one place of the policy text. CASE keeps the policy out of index matching; (select …) parses a setting once; nullif makes an empty setting match nothing; the second cast makes the subquery an array instead of a set.
create or replace function scope_condition(keys text[], adult text) returns text language plpgsql immutable as $$
declare
  key text;
  cond text := '';
  ids constant text := '(select nullif(current_setting(''scope.%s'', true), '''')::bigint[])::bigint[]';
  one constant text := '(select nullif(current_setting(''scope.%s'', true), '''')::bigint)';
begin
  foreach key in array keys loop
    cond := cond || case key
      when 'region' then format(' when region_id = ' || one || ' then true', 'region')
      when 'own' then format(' when region_id = ' || one || ' and organisation_id = any (' || ids || ') then true', 'region', 'own')
      when 'also' then format(' when region_id = ' || one || ' and organisations && ' || ids || ' then true', 'region', 'own')
      when 'write' then format(' when region_id = ' || one || ' and organisation_id = any (' || ids || ') then true', 'region', 'write')
      when 'partner' then format(' when region_id = ' || one || ' and mentor_organisation = any (' || ids || ') and ', 'region', 'write')
        || '(' || coalesce(adult, 'true') || ') then true'
      when 'reader' then format(' when region_id = ' || one || ' and readers && ' || ids || ' and ', 'region', 'write')
        || '(' || coalesce(adult, 'true') || ') then true'
      when 'participant' then format(' when region_id = ' || one || ' and ' || one || ' = any (participants) then true', 'region', 'person')
      when 'self' then format(' when region_id = ' || one || ' and person_id = ' || one || ' then true', 'region', 'person')
      when 'curate' then format(' when region_id = ' || one || ' and organisation_id = any (' || ids || ') then true', 'region', 'curate')
      when 'author' then format(' when region_id = ' || one || ' and by_person = ' || one || ' then true', 'region', 'person')
      when 'intake' then format(' when region_id = any (' || ids || ') then true', 'intake')
      when 'caller' then ' when caller = (select nullif(current_setting(''scope.caller'', true), '''')) then true'
      when 'shared' then format(' when shared and region_id = ' || one || ' then true', 'region')
      when 'aged' then ' when created_at < now() - interval ''7 days'' and (select nullif(current_setting(''scope.feed'', true), '''')) is not null then true'
      when 'feed' then ' when (select nullif(current_setting(''scope.feed'', true), '''')) is not null then true'
      when 'named' then format(' when region_id <> ' || one || ' then false', 'region')
        || coalesce(' when not (' || adult || ') then false', '')
        || format(' when region_id = any (' || ids || ') then true', 'named')
        || format(' when institute_id = any (' || ids || ') then true', 'named')
        || format(' when municipality_id = any (' || ids || ') then true', 'named')
        || format(' when organisation_id = any (' || ids || ') then true', 'named')
      when 'aggregate' then format(' when region_id <> ' || one || ' then false', 'region')
        || format(' when region_id = any (' || ids || ') then true', 'aggregate')
        || format(' when institute_id = any (' || ids || ') then true', 'aggregate')
        || format(' when municipality_id = any (' || ids || ') then true', 'aggregate')
        || format(' when organisation_id = any (' || ids || ') then true', 'aggregate')
      when 'manage' then
        format(' when region_id <> ' || one || ' then false', 'region')
        || format(' when region_id = any (' || ids || ') then true', 'manage')
        || format(' when institute_id = any (' || ids || ') then true', 'manage')
        || format(' when municipality_id = any (' || ids || ') then true', 'manage')
        || format(' when organisation_id = any (' || ids || ') then true', 'manage')
    end;
  end loop;
  return case when cond = '' then 'false' else '(case' || cond || ' else false end)' end;
end $$;

--changeset kit:0001-protect runOnChange:true splitStatements:false
--comment: Forces row-level security on a table and gives the application role what the policies leave. 'named', 'aggregate' and 'manage' may deny, so they go last in a list.
create or replace procedure protect(tbl regclass, reading text[], writing text[], adult text default null) language plpgsql as $$
declare
  policy record;
  app constant text := '${app}';
  reads constant text := scope_condition(reading, adult);
  writes constant text := scope_condition(writing, adult);
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  for policy in select polname from pg_policy where polrelid = tbl loop
    execute format('drop policy %I on %s', policy.polname, tbl);
  end loop;
  execute format('create policy reading on %s for select to %I using (%s)', tbl, app, reads);
  execute format('create policy inserting on %s for insert to %I with check (%s)', tbl, app, writes);
  execute format('create policy updating on %s for update to %I using (%s) with check (%s)', tbl, app, writes, writes);
  execute format('create policy deleting on %s for delete to %I using (%s)', tbl, app, writes);
  execute format('grant select, insert, update, delete on %s to %I', tbl, app);
end $$;

--changeset kit:0001-grants
alter default privileges in schema public grant usage, select on sequences to ${app};
grant usage on schema public to ${app};
