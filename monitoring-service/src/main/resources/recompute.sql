-- The expected cells of a region, counted anew from the states alone, against the stored ones.
-- Written apart from Contributions.java on purpose: two independent definitions have to agree.
-- Parameters: region, unit (null = all), period (null = all), floor, now (every period under the units above of today).
-- One statement is one snapshot.
with setting as (
  select until as horizon, cast(:floor as date) as floor from horizon where region = :region
),
month as (
  select to_char(day, 'YYYYMM')::int as period, day::date as first_day,
    (day + interval '1 month' - interval '1 day')::date as last_day,
    extract(year from day - interval '8 months')::int as academic_year
  from setting, generate_series(setting.floor, setting.horizon, interval '1 month') as day
),
period as (
  select period, first_day, last_day, academic_year, true as is_month from month
  union all
  select academic_year, min(first_day), max(last_day), academic_year, false from month group by academic_year
),
asked as (
  select * from period where cast(:period as int) is null or period = cast(:period as int)
),
-- what stood elsewhere at the end of a period
stood as materialized (
  select u.id, p.period, last.institute_id, last.municipality_id
  from unit u cross join asked p
  cross join lateral (
    select d.institute_id, d.municipality_id
    from unnest(u.placed_since, u.placed_institutes, u.placed_municipalities) with ordinality
      as d (since, institute_id, municipality_id, number)
    order by (d.since <= p.last_day or d.number = 1) desc, d.number desc limit 1) as last
  where u.region_id = :region and u.reorganised and not :now
),
-- where a mentorship was before a merger or a split took it elsewhere
home as materialized (
  select m.id, h.until, h.number, u.region_id, u.institute_id, u.municipality_id, h.organisation_id
  from mentorship_state m
  cross join lateral unnest(m.earlier_organisations, m.earlier_until) with ordinality
    as h (organisation_id, until, number)
  left join unit u on u.region_id = m.region_id and u.id = h.organisation_id
  where m.region_id = :region and m.earlier_organisations <> '{}'
),
-- mentorships by order, on the days of work
work as materialized (
  select m.*, greatest(m.starts_on, m.ordered_on, s.floor) as work_from,
    least(case when m.status in ('completed', 'terminated') then coalesce(m.ended_on, s.horizon) else s.horizon end,
      s.horizon) as work_to,
    m.status <> 'ordered' as worked
  from mentorship_state m, setting s
  where m.region_id = :region and m.ordered_on is not null
    and m.status in ('ordered', 'active', 'suspended', 'completing', 'completed', 'terminated')
),
work_period as (
  select w.id, w.form, w.methods, w.region_id, p.period, p.is_month, p.first_day, p.last_day,
    case when h.id is null then w.institute_id else h.institute_id end as institute_id,
    case when h.id is null then w.municipality_id else h.municipality_id end as municipality_id,
    coalesce(h.organisation_id, w.organisation_id) as organisation_id
  from work w join asked p on w.work_from <= w.work_to and w.work_from <= p.last_day and w.work_to >= p.first_day
  left join lateral (select * from home h where h.id = w.id and p.last_day <= h.until order by h.number limit 1) as h
    on w.earlier_organisations <> '{}'
),
school_work as materialized (
  select distinct organisation_id, period from work_period
),
presence as materialized (
  select p.*, greatest(coalesce(joined_on, hired_on, s.floor), s.floor) as here_from,
    least(coalesce(left_on, s.horizon), s.horizon) as here_to
  from participant_state p, setting s where p.region_id = :region
),
part as materialized (
  select w.id, unnest(w.mentees) as person_id, 'mentee' as role, w.work_from, w.work_to from work w where w.worked
  union all
  -- one who was replaced, or came later, for the own days
  select w.id, a.person_id, 'mentor', greatest(w.work_from, a.since), least(w.work_to, a.until)
  from work w cross join lateral unnest(w.mentors, w.mentor_since, w.mentor_until) as a (person_id, since, until)
  where w.worked
),
mentored as materialized (
  select distinct r.person_id, p.period
  from part r join asked p on r.work_from <= r.work_to and r.work_from <= p.last_day and r.work_to >= p.first_day
  where r.role = 'mentee'
),
school as (
  select u.*, greatest(coalesce(u.valid_from, s.floor), s.floor) as since,
    least(coalesce(u.closed_on - 1, s.horizon), s.horizon) as until
  from unit u, setting s where u.region_id = :region
),
-- people who are in several organisations: above these they count once
several as materialized (
  select person_id from presence group by person_id having count(distinct organisation_id) > 1
),
-- where, when, which figure
fact as (
  -- OP-04 in total, by form, by method
  select w.region_id, w.institute_id, w.municipality_id, w.organisation_id, w.period, 'OP-04' as indicator,
    kind.slice, kind.value_code, 1 as num, 0 as den
  from work_period w
  cross join lateral (
    select '' as slice, '' as value_code
    union all select 'form', w.form
    union all select distinct 'method', method from unnest(w.methods) as method) as kind
  union all
  -- OP-06: a meeting held in the month
  select w.region_id, w.institute_id, w.municipality_id, w.organisation_id, w.period, 'OP-06', '', '',
    exists (select from meeting_state t where t.region_id = :region and t.mentorship_id = w.id
      and t.status in ('held', 'confirmed') and t.held_on between w.first_day and w.last_day)::int, 1
  from work_period w where w.is_month
  union all
  -- OP-07: ended, of them by the plan
  select w.region_id, case when h.id is null then w.institute_id else h.institute_id end,
    case when h.id is null then w.municipality_id else h.municipality_id end,
    coalesce(h.organisation_id, w.organisation_id), p.period, 'OP-07', '', '',
    (coalesce(w.ground, '') = 'E1')::int, 1
  from work w join asked p on w.ended_on between p.first_day and p.last_day
  left join lateral (select * from home h where h.id = w.id and p.last_day <= h.until order by h.number limit 1) as h
    on w.earlier_organisations <> '{}'
  where w.status in ('completed', 'terminated')
  union all
  -- OP-01: schools, of them with a mentorship
  select u.region_id, u.institute_id, u.municipality_id, u.organisation_id, p.period, 'OP-01', '', '',
    (sw.organisation_id is not null)::int, 1
  from school u join asked p on u.since <= u.until and u.since <= p.last_day and u.until >= p.first_day
  left join school_work sw on sw.organisation_id = u.id and sw.period = p.period
  where u.level = 'school' and u.type not in ('partner', 'authority')
),
-- the same of people, who count once however many reasons there are
person_fact as (
  -- R145-1 and R145-2 with their school variants
  select h.region_id, h.institute_id, h.municipality_id, h.organisation_id, p.period, code.indicator,
    h.person_id, 1 as num, 0 as den
  from presence h
  join part r on r.person_id = h.person_id
  join asked p on greatest(h.here_from, r.work_from, p.first_day) <= least(h.here_to, r.work_to, p.last_day)
  join (values ('mentee', 10, 'R145-1'), ('mentee', 10, 'R145-1S'), ('mentor', 15, 'R145-2'),
    ('mentor', 15, 'R145-2S')) as code (role, youngest, indicator) on code.role = r.role
  where p.academic_year - extract(year from h.born)::int between code.youngest and 19
  union all
  -- OP-03 and R145-3
  select y.region_id, y.institute_id, y.municipality_id, y.organisation_id, y.period, code.indicator,
    y.person_id, case when code.indicator = 'R145-3' then 1 when y.mentored then 0 else 1 end,
    case when code.indicator = 'R145-3' then 0 else 1 end
  from (
    select distinct h.region_id, h.institute_id, h.municipality_id, h.organisation_id, h.person_id, p.period,
      r.person_id is not null as mentored
    from presence h
    join month m on m.last_day between h.here_from and h.here_to
      and m.last_day between h.experience_since and (h.experience_since + interval '3 years')::date
    join asked p on m.last_day between p.first_day and p.last_day
    left join mentored r on r.person_id = h.person_id and r.period = p.period
    where h.kind = 'staff' and h.position = 'teacher') as y
  join (values ('OP-03'), ('R145-3')) as code (indicator) on code.indicator = 'OP-03' or y.mentored
  union all
  -- OP-10: in the base, of them waiting
  select s.region_id, s.institute_id, s.municipality_id, s.organisation_id, p.period, 'OP-10', s.person_id,
    (s.status = 'waiting')::int, 1
  from (
    select h.*, spell.status, spell.since as spell_from,
      lead(spell.since) over (partition by h.organisation_id, h.person_id order by spell.number) - 1 as spell_to
    from presence h
    cross join lateral unnest(h.mentee_statuses, h.mentee_since) with ordinality as spell (status, since, number)
  ) as s
  join asked p on greatest(s.here_from, s.spell_from, p.first_day)
    <= least(s.here_to, coalesce(s.spell_to, s.here_to), p.last_day)
  where s.status in ('in_base', 'waiting', 'matched', 'in_mentorship')
),
-- summed up at the organisation; only who is in several stays apart
summed as (
  select o.region_id, o.institute_id, o.municipality_id, o.organisation_id, o.period, o.indicator, '' as slice,
    '' as value_code, s.person_id, sum(o.num) as num, sum(o.den) as den
  from (
    select region_id, institute_id, municipality_id, organisation_id, period, indicator, person_id, max(num) as num,
      max(den) as den
    from person_fact group by 1, 2, 3, 4, 5, 6, 7) as o
  left join several s on s.person_id = o.person_id
  group by 1, 2, 3, 4, 5, 6, 9
  union all
  select region_id, institute_id, municipality_id, organisation_id, period, indicator, slice, value_code, null,
    sum(num), sum(den)
  from fact group by 1, 2, 3, 4, 5, 6, 7, 8
),
-- every sum once at its organisation and at each level above
spread as (
  select up.unit_id, f.period, f.indicator, f.slice, f.value_code, f.person_id, f.num, f.den
  from (
    select f.region_id, f.organisation_id, f.period, f.indicator, f.slice, f.value_code, f.person_id, f.num, f.den,
      case when s.id is not null then s.institute_id when u.id is not null then u.institute_id
        else f.institute_id end as institute_id,
      case when s.id is not null then s.municipality_id when u.id is not null then u.municipality_id
        else f.municipality_id end as municipality_id
    from summed f
    left join unit u on u.region_id = f.region_id and u.id = f.organisation_id
    left join stood s on s.id = f.organisation_id and s.period = f.period) as f
  cross join lateral (select distinct id as unit_id
    from unnest(array[f.organisation_id, f.municipality_id, f.institute_id, f.region_id]) as id
    where id is not null) as up
),
person_once as (
  select unit_id, period, indicator, slice, value_code, person_id, max(num) as num, max(den) as den
  from spread where person_id is not null group by 1, 2, 3, 4, 5, 6
),
figure as (
  select p.*, u.level, t.period, t.last_day,
    row_number() over (partition by p.organisation_id, p.category, t.period order by p.as_of desc, p.id desc) as newest
  from population_state p
  join unit u on u.region_id = :region and u.id = p.organisation_id
  join asked t on p.as_of <= t.last_day
  where p.region_id = :region and p.approved
),
territory as (
  select u.level, u.id, p.period, above.unit_id
  from school u
  join asked p on u.since <= u.until and u.since <= p.last_day and u.until >= p.first_day
  left join stood s on s.id = u.id and s.period = p.period
  cross join lateral (select distinct id as unit_id
    from unnest(array[case when s.id is null then u.institute_id else s.institute_id end, u.region_id]) as id
    where id is not null and id <> u.id) as above
  where u.level = 'municipality'
),
expected as (
  select unit_id, period, indicator, slice, value_code, sum(num)::bigint as num, sum(den)::bigint as den
  from (
    select unit_id, period, indicator, slice, value_code, num, den from spread where person_id is null
    union all
    select unit_id, period, indicator, slice, value_code, num, den from person_once
    union all
    select organisation_id, period, 'P.' || category, 'own', '', 1, value from figure where newest = 1
    union all
    select above.unit_id, f.period, 'P.' || f.category, 'sum', '', 1, f.value
    from figure f
    join unit u on u.region_id = :region and u.id = f.organisation_id
    left join stood s on s.id = f.organisation_id and s.period = f.period
    cross join lateral (select distinct id as unit_id
      from unnest(array[case when s.id is null then u.municipality_id else s.municipality_id end,
        case when s.id is null then u.institute_id else s.institute_id end, u.region_id]) as id
      where id is not null and id <> u.id) as above
    where f.newest = 1
      and f.level = case when f.category like 'residents%' then 'municipality' else 'school' end
    union all
    select unit_id, period, 'N.municipality', '', '', 0, 1 from territory
  ) as part
  where cast(:unit as bigint) is null or unit_id = cast(:unit as bigint)
  group by 1, 2, 3, 4, 5
),
stored as (
  select unit_id, period, indicator, slice, value_code, sum(num)::bigint as num, sum(den)::bigint as den
  from (select * from cell where region_id = :region
    union all select * from cell_shift where :now and region_id = :region) as kept
  where (cast(:unit as bigint) is null or unit_id = cast(:unit as bigint))
    and (cast(:period as int) is null or period = cast(:period as int))
  group by 1, 2, 3, 4, 5
)
select coalesce(e.unit_id, s.unit_id) as unit_id, coalesce(e.period, s.period) as period,
  coalesce(e.indicator, s.indicator) as indicator, coalesce(e.slice, s.slice) as slice,
  coalesce(e.value_code, s.value_code) as value_code,
  coalesce(e.num, 0) as expected_num, coalesce(e.den, 0) as expected_den,
  coalesce(s.num, 0) as stored_num, coalesce(s.den, 0) as stored_den
from expected e
full join stored s using (unit_id, period, indicator, slice, value_code)
order by 1, 2, 3, 4, 5
