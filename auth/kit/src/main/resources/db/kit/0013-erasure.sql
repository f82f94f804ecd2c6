--liquibase formatted sql

--changeset kit:0013-feed-subject
--comment: Superseded states of a subject are found and dropped; all that was told of a subject can be rewritten.
create index feed_subject on feed (region_id, type, subject, position);

--changeset kit:0013-idempotency splitStatements:false
--comment: An answer that is kept for a repeated command may tell about a person who is erased: the feed's own upkeep takes the answers of a region away and leaves the keys.
do $$
begin
  execute format('create policy forgetting on idempotency for update to %I using (%s) with check (%2$s)', '${app}',
    scope_condition(array['feed'], null));
  execute format('create policy forgetting_reading on idempotency for select to %I using (%s)', '${app}',
    scope_condition(array['feed'], null));
end $$;
