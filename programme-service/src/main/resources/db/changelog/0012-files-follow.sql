--liquibase formatted sql

--changeset programme:0012-files-follow splitStatements:false
--comment: Files follow their organisation when it moves, as every row does.
do $$
begin
  execute format('create policy intake_reading on stored_file for select to %I using (%s)', '${app}',
    scope_condition(array['intake'], null));
end $$;

--changeset programme:0012-files-admit
call admit_intake('stored_file');
