--liquibase formatted sql

--changeset programme:0050-mentor-organisation
--comment: A mentorship between two schools (BR-048) stays at the mentees' and names the mentors' organisation, their employer, which agrees, issues the order and reads everything. One, because an order has one issuer.
alter table mentorship add column mentor_organisation bigint, add column employer_agreed boolean,
  add column employer_answered_on date, add column employer_name text,
  add column earlier_employers bigint[] not null default '{}';
create index mentorship_employer on mentorship (region_id, mentor_organisation, starts_on)
  where mentor_organisation is not null;
alter table mentorship_history add column mentor_organisation bigint;
alter table personal_programme add column mentor_organisation bigint;
alter table programme_activity add column mentor_organisation bigint;
alter table programme_approval add column mentor_organisation bigint;
alter table meeting add column mentor_organisation bigint;
alter table meeting_guest add column mentor_organisation bigint;
alter table change_request add column mentor_organisation bigint;
alter table party_statement add column mentor_organisation bigint;
create index personal_programme_employer on personal_programme (region_id, mentor_organisation)
  where mentor_organisation is not null;
create index meeting_employer on meeting (region_id, mentor_organisation) where mentor_organisation is not null;
create index change_request_employer on change_request (region_id, mentor_organisation)
  where mentor_organisation is not null;

--changeset programme:0050-home
--comment: Where a member works or studies: the mentor of another school stands in the people of that school. The owner is behind the wall too, so it is opened for the length of this change.
alter table mentorship_member add column mentor_organisation bigint, add column home_organisation bigint;
alter table mentorship_member no force row level security;
update mentorship_member set home_organisation = organisation_id;
alter table mentorship_member force row level security;
alter table mentorship_member alter column home_organisation set not null;
create index mentorship_member_home on mentorship_member (region_id, home_organisation, person_id);

--changeset programme:0050-readers
--comment: Organisations whose curators read the name of this adult, because they share a mentorship between schools.
alter table participant add column readers bigint[] not null default '{}';

--changeset programme:0050-follow splitStatements:false
--comment: What belongs to a mentorship has its second reader, whoever writes the row, and keeps it when the mentorship changes.
create function partner_of_row() returns trigger language plpgsql as $$
begin
  if tg_argv[0] = 'mentorship' then
    select m.mentor_organisation into new.mentor_organisation from mentorship m
      where m.region_id = new.region_id and m.id = new.mentorship_id;
  else
    select p.mentor_organisation into new.mentor_organisation from personal_programme p
      where p.region_id = new.region_id and p.id = new.programme_id;
  end if;
  return new;
end $$;
create function partner_followed() returns trigger language plpgsql as $$
declare
  tbl text;
begin
  foreach tbl in array array['mentorship_member', 'mentorship_history', 'personal_programme', 'meeting', 'meeting_guest',
      'change_request', 'party_statement'] loop
    execute format('update %I set mentor_organisation = $1 where region_id = $2 and mentorship_id = $3', tbl)
      using new.mentor_organisation, new.region_id, new.id;
  end loop;
  foreach tbl in array array['programme_activity', 'programme_approval'] loop
    execute format('update %I set mentor_organisation = $1 where region_id = $2 and programme_id in (select p.id '
      || 'from personal_programme p where p.region_id = $2 and p.mentorship_id = $3)', tbl)
      using new.mentor_organisation, new.region_id, new.id;
  end loop;
  return null;
end $$;
create function member_home() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.home_organisation := coalesce(new.home_organisation, new.organisation_id);
  elsif new.home_organisation = old.organisation_id then
    new.home_organisation := new.organisation_id;
  end if;
  return new;
end $$;
do $$
declare
  tbl text;
begin
  foreach tbl in array array['mentorship_member', 'mentorship_history', 'personal_programme', 'meeting', 'meeting_guest',
      'change_request', 'party_statement'] loop
    execute format('create trigger partner before insert on %I for each row execute function partner_of_row(''mentorship'')', tbl);
  end loop;
  foreach tbl in array array['programme_activity', 'programme_approval'] loop
    execute format('create trigger partner before insert on %I for each row execute function partner_of_row(''programme'')', tbl);
  end loop;
end $$;
create trigger home_of_new before insert on mentorship_member for each row execute function member_home();
create trigger home before update of organisation_id on mentorship_member
  for each row when (new.organisation_id <> old.organisation_id) execute function member_home();
create trigger partner after update of mentor_organisation on mentorship
  for each row when (new.mentor_organisation is distinct from old.mentor_organisation) execute function partner_followed();

--changeset programme:0050-readable
--comment: The employer reads the whole of it, as long as no minor belongs to it; nothing of it is the employer's to change.
call protect('participant', array['own', 'self', 'participant', 'reader', 'intake', 'named'], array['intake', 'write'],
  'born <= current_date - interval ''18 years''');
call protect('mentorship', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('mentorship_member', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('mentorship_history', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('personal_programme', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('programme_activity', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('programme_approval', array['own', 'participant', 'partner', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('meeting', array['own', 'participant', 'partner', 'intake'], array['write', 'participant'], 'not with_minors');
call protect('meeting_guest', array['own', 'participant', 'partner', 'intake'], array['write', 'participant'], 'not with_minors');
call protect('change_request', array['own', 'participant', 'partner', 'intake'], array['own', 'participant'], 'not with_minors');
call protect('party_statement', array['own', 'participant', 'partner', 'intake'], array['write', 'participant'], 'not with_minors');
call admit_intake('mentorship');
call admit_intake('mentorship_member');
call admit_intake('mentorship_history');
call admit_intake('personal_programme');
call admit_intake('programme_activity');
call admit_intake('programme_approval');
call admit_intake('meeting');
call admit_intake('meeting_guest');
call admit_intake('change_request');
call admit_intake('party_statement');

--changeset programme:0050-history splitStatements:false
do $$
begin
  execute format('create policy intake_recording on mentorship_history for insert to %I with check (%s)', '${app}',
    scope_condition(array['intake'], null));
end $$;
