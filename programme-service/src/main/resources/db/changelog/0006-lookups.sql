--liquibase formatted sql

--changeset programme:0006-array-indexes
--comment: Array operators are not leakproof, so row-level security never lets them use an index. Participants are found through their organisation instead.
drop index mentorship_participants;
drop index personal_programme_participants;
drop index meeting_participants;

--changeset programme:0006-participant-region
--comment: Levels above the school page through the adults of a region by name.
create index participant_region_name on participant (region_id, name_norm, person_id);
