--liquibase formatted sql

--changeset programme:0010-admit-intake splitStatements:false
--comment: Lets the applying of facts and the work by the clock change the rows of their regions, not add or delete any.
create procedure admit_intake(tbl regclass) language plpgsql as $$
begin
  execute format('create policy intake_updating on %s for update to %I using (%s) with check (%3$s)', tbl, '${app}',
    scope_condition(array['intake'], null));
end $$;

--changeset programme:0010-intake
--comment: A corrected date of birth decides who may see the rows of a mentorship: it is carried out where the correction is applied. A fact says so, hence the outbox takes facts there as well.
call protect('mentorship_order', array['own', 'intake'], array['write']);
call protect('mentorship', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('mentorship_member', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('mentorship_history', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('personal_programme', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('programme_activity', array['own', 'participant', 'intake', 'named'], array['write', 'participant'], 'not with_minors');
call protect('meeting', array['own', 'participant', 'intake'], array['write', 'participant']);
call admit_intake('mentorship_order');
call admit_intake('mentorship');
call admit_intake('mentorship_member');
call admit_intake('mentorship_history');
call admit_intake('personal_programme');
call admit_intake('programme_activity');
call admit_intake('programme_approval');
call admit_intake('meeting');

--changeset programme:0010-intake-outbox splitStatements:false
do $$
begin
  execute format('create policy intake_recording on outbox for insert to %I with check (%s)', '${app}',
    scope_condition(array['intake'], null));
end $$;
