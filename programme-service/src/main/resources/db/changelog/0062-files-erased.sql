--liquibase formatted sql

--changeset programme:0062-files-erased splitStatements:false
--comment: Files about a person, such as the evidence of a replacement, go when the person is erased, where that fact is applied.
do $$
begin
  execute format('create policy intake_deleting on stored_file for delete to %I using (%s)', '${app}',
    scope_condition(array['intake'], null));
end $$;
