--liquibase formatted sql

--changeset programme:0069-ground-is-the-schools
--comment: The history of a pair is read by everybody in it and above; on which ground a mentor left is for the school alone. The owner is behind the wall too, so it is opened for the length of this change.
alter table mentorship_history no force row level security;
update mentorship_history set note = regexp_replace(note, ', основание G[1-5]\.$', '.')
where verb = 'replacement' and note ~ ', основание G[1-5]\.$';
alter table mentorship_history force row level security;

--changeset programme:0069-drafts-come-back
--comment: From where a merger of organisations took a draft on people; undone, it goes back there.
alter table mentorship_order add column earlier_organisation bigint;
