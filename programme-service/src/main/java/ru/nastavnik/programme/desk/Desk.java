package ru.nastavnik.programme.desk;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.region.Parameter;

/**
 * Collects what waits for the caller: one statement for a role, one for the names.
 */
@Service
@Transactional(readOnly = true)
class Desk {

	/** The drafts that this very account was asked about, whatever its role. */
	private static final String VISAS = """
			(select 'order-to-endorse' as kind, o.id, null::bigint as mentorship_id, null::date as due, o.title as text,
			  null::int as version
			  from order_visa v join mentorship_order o on o.region_id = v.region_id and o.id = v.order_id
			  where v.region_id = :region and v.organisation_id = any(:organisations) and o.status = 'draft'
			  and v.decision is null and v.account = current_setting('scope.caller', true) order by o.id limit 50)""";

	private static final String DIRECTOR = VISAS + """
			union all
			(select 'order-to-sign' as kind, o.id, null::bigint as mentorship_id, null::date as due, o.title as text,
			  null::int as version
			  from mentorship_order o where o.region_id = :region and o.organisation_id = any(:organisations)
			  and o.status = 'draft' and not exists (select from order_visa v where v.region_id = o.region_id
			    and v.order_id = o.id and v.decision is null) order by o.id limit 50)
			union all
			(select 'programme-to-approve', p.id, p.mentorship_id, p.starts_on, p.title, p.version
			  from personal_programme p where p.region_id = :region and p.organisation_id = any(:organisations)
			  and coalesce(p.amendment, p.status) = 'curator_ok' order by p.starts_on, p.id limit 50)
			union all
			(select 'change-to-decide', c.id, c.mentorship_id, null::date, '', null::int
			  from change_request c where c.region_id = :region and c.organisation_id = any(:organisations)
			  and c.status = 'director_decision' order by c.id limit 50)""";

	private static final String CURATOR = VISAS
			+ """
					union all
					(select 'order-to-register', o.id, null::bigint, null::date, o.title, null::int
					  from mentorship_order o where o.region_id = :region and o.organisation_id = any(:organisations)
					  and o.status = 'signed' order by o.id limit 50)
					union all
					(select case when r.refused then 'agreement-refused' when m.respond_by < :today::date then 'agreement-overdue'
					    else 'agreement-awaited' end as kind, m.id, m.id as mentorship_id,
					  case when r.refused or m.respond_by < :today::date then least(m.respond_by, :today::date) end as due,
					  m.goal as text, null::int as version
					  from mentorship m cross join lateral (select coalesce(bool_or(me.refused), false) as refused
					    from mentorship_member me where me.region_id = m.region_id and me.mentorship_id = m.id) r
					  where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.status = 'proposed' order by r.refused desc, m.respond_by, m.id limit 50)
					union all
					(select 'order-to-prepare', m.id, m.id, m.starts_on, m.goal, null::int
					  from mentorship m where m.region_id = :region and (m.organisation_id = any(:organisations)
					    and m.mentor_organisation is null or m.mentor_organisation = any(:organisations))
					  and m.status = 'agreed' and not exists (select 1 from mentorship_order o where o.region_id = m.region_id
					    and o.organisation_id = coalesce(m.mentor_organisation, m.organisation_id) and o.status in ('draft', 'signed')
					    and m.id = any(o.mentorship_ids))
					  order by m.starts_on, m.id limit 50)
					union all
					(select 'employer-to-answer', m.id, m.id, m.respond_by, m.goal, m.version
					  from mentorship m where m.region_id = :region and m.mentor_organisation = any(:organisations)
					  and m.mentor_organisation <> m.organisation_id and m.status = 'proposed' and m.employer_agreed is null
					  order by m.respond_by, m.id limit 50)
					union all
					(select 'first-meeting', m.id, m.id, m.starts_on, m.goal, null::int
					  from mentorship m where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.status = 'ordered' and not exists (select 1 from meeting t where t.region_id = m.region_id
					    and t.mentorship_id = m.id and t.status in ('planned', 'moved') and t.planned_on >= :today::date)
					  order by m.starts_on, m.id limit 50)
					union all
					(select 'no-meeting', m.id, m.id, coalesce(t.last, m.starts_on) + 2 * %1$s, m.goal, null::int
					  from mentorship m left join lateral (select max(held_on) as last from meeting t
					    where t.region_id = m.region_id and t.mentorship_id = m.id) t on true
					  where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.status in ('active', 'completing') and coalesce(t.last, m.starts_on) + 2 * %1$s < :today::date
					  order by 4, m.id limit 50)
					union all
					(select 'suspension-over', m.id, m.id, m.suspended_on + %2$s, m.goal, null::int
					  from mentorship m where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.status = 'suspended' and m.suspended_on + %2$s <= :today::date + 7 order by 4, m.id limit 50)
					union all
					(select 'labour-notice-ended', m.id, m.id, m.ended_on, m.goal, null::int
					  from mentorship m where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.status in ('completed', 'terminated') and m.ended_on >= :today::date - 60 and exists (
					    select from mentorship_member a join mentorship_member b on b.region_id = a.region_id
					      and b.mentorship_id = a.mentorship_id and b.role = 'mentee'
					    join labour l on l.region_id = a.region_id and l.organisation_id = m.organisation_id
					      and l.mentor_id = a.person_id and l.mentee_id = b.person_id and l.status = 'addendum_signed'
					      and coalesce(l.term_to, 'infinity') >= :today::date
					    where a.region_id = m.region_id and a.mentorship_id = m.id and a.role = 'mentor')
					  order by m.ended_on, m.id limit 50)
					union all
					(select 'programme-to-confirm', p.id, p.mentorship_id, p.starts_on, p.title, p.version
					  from personal_programme p where p.region_id = :region and p.organisation_id = any(:organisations)
					  and coalesce(p.amendment, p.status) = 'agreed' order by p.starts_on, p.id limit 50)
					union all
					(select m.attention, m.id, m.id, null::date, m.goal, null::int
					  from mentorship m where m.region_id = :region and m.organisation_id = any(:organisations)
					  and m.attention is not null and m.status not in ('completed', 'terminated') order by m.id limit 50)
					union all
					(select 'offers-open', min(o.id), null::bigint, (min(o.offered_at) at time zone 'Europe/Moscow')::date + 7,
					  'Ждут решения: ' || count(*), null::int
					  from matching_offer o where o.region_id = :region and o.organisation_id = any(:organisations)
					  and o.status = 'open' group by o.organisation_id)
					union all
					(select 'survey-awaited', g.id, null::bigint, g.survey_until, 'Не ответили: ' || cardinality(g.participants) - a.n
					  || ' из ' || cardinality(g.participants), null::int
					  from group_meeting g cross join lateral (select count(*) as n from preference_answer a
					    where a.region_id = g.region_id and a.organisation_id = g.organisation_id and a.answered_on >= g.held_on
					    and (a.role = 'mentor' and a.person_id = any(g.mentors)
					      or a.role = 'mentee' and a.person_id = any(g.mentees))) a
					  where g.region_id = :region and g.organisation_id = any(:organisations) and g.cancel_reason is null
					  and g.held_on <= :today::date and g.survey_until >= :today::date - 14
					  and a.n < cardinality(g.participants) order by g.survey_until, g.id limit 50)
					union all
					(select 'meeting-overdue', t.id, t.mentorship_id, t.planned_on, '', null::int
					  from meeting t where t.region_id = :region and t.organisation_id = any(:organisations)
					  and t.status in ('planned', 'moved') and t.planned_on < :today::date order by t.planned_on, t.id limit 50)
					union all
					(select 'change-to-review', c.id, c.mentorship_id, c.review_until, '', null::int
					  from change_request c where c.region_id = :region and c.organisation_id = any(:organisations)
					  and c.status in ('requested', 'curator_review', 'mediation') order by c.review_until, c.id limit 50)
					union all
					(select 'change-to-prepare', c.id, c.mentorship_id, null::date, '', null::int
					  from change_request c where c.region_id = :region and c.organisation_id = any(:organisations)
					  and c.status = 'director_decision' and not exists (select from mentorship_order o
					    where o.region_id = c.region_id and o.organisation_id = c.organisation_id and o.status in ('draft', 'signed')
					    and c.mentorship_id = any(o.mentorship_ids) and o.payload -> 'changes' @> to_jsonb(c.id))
					  order by c.id limit 50)
					union all
					(select 'labour-notice', c.id, c.mentorship_id, c.order_date, '', null::int
					  from change_request c where c.region_id = :region and c.organisation_id = any(:organisations)
					  and c.status = 'ordered' and c.kind = 'replacement' and not c.without_successor and exists (select from labour l
					    join mentorship_member mm on mm.region_id = c.region_id and mm.mentorship_id = c.mentorship_id
					      and mm.role = 'mentee' and mm.person_id = l.mentee_id
					    where l.region_id = c.region_id and l.organisation_id = c.organisation_id and l.mentor_id = c.mentor_id
					    and l.status = 'addendum_signed' and coalesce(l.term_to, 'infinity') >= :today::date)
					  order by c.order_date, c.id limit 50)"""
				.formatted(Parameter.MEETING_DAYS.sql("m"), Parameter.SUSPENSION_DAYS.sql("m"));

	private static final String PARTICIPANT = """
			(select 'agreement' as kind, m.id, m.id as mentorship_id, m.respond_by as due, m.goal as text,
			  m.version
			  from mentorship m join mentorship_member me on me.region_id = m.region_id and me.mentorship_id = m.id
			  where m.region_id = :region and (m.organisation_id = any(:organisations) or m.mentor_organisation = any(:organisations))
			  and :person = any(m.participants) and m.status = 'proposed'
			  and me.person_id = :person and not me.agreed and not me.refused order by m.id limit 50)
			union all
			(select 'programme-to-agree', p.id, p.mentorship_id, p.starts_on, p.title, p.version
			  from personal_programme p join mentorship_member me
			  on me.region_id = p.region_id and me.mentorship_id = p.mentorship_id and me.person_id = :person
			  where p.region_id = :region and (p.organisation_id = any(:organisations) or p.mentor_organisation = any(:organisations))
			  and :person = any(p.participants) and coalesce(p.amendment, p.status) = 'draft'
			  and not exists (select 1 from programme_approval a where a.region_id = p.region_id
			    and a.programme_id = p.id and a.person_id = :person
			    and a.version_no = p.version_no + (p.amendment is not null)::int)
			  order by p.starts_on, p.id limit 50)
			union all
			(select 'meeting', t.id, t.mentorship_id, t.planned_on, '', null::int
			  from meeting t where t.region_id = :region and (t.organisation_id = any(:organisations) or t.mentor_organisation = any(:organisations))
			  and :person = any(t.participants)
			  and t.status in ('planned', 'moved') order by t.planned_on, t.id limit 50)
			union all
			(select 'meeting-to-confirm', t.id, t.mentorship_id, coalesce(t.marked_on, t.held_on) + :days, '', null::int
			  from meeting t join mentorship_member me
			  on me.region_id = t.region_id and me.mentorship_id = t.mentorship_id and me.person_id = :person
			  where t.region_id = :region and (t.organisation_id = any(:organisations) or t.mentor_organisation = any(:organisations))
			  and :person = any(t.participants) and t.status = 'held'
			  and case me.role when 'mentor' then t.mentor_confirmed else t.mentee_confirmed end is null
			  order by t.held_on, t.id limit 50)
			union all
			(select 'survey', g.id, null::bigint, g.survey_until, 'Анкета после встречи знакомства', null::int
			  from group_meeting g where g.region_id = :region and g.organisation_id = any(:organisations)
			  and :person = any(g.participants) and g.cancel_reason is null
			  and g.held_on <= :today::date and g.survey_until >= :today::date
			  and not exists (select 1 from preference_answer a where a.region_id = g.region_id
			    and a.organisation_id = g.organisation_id and a.person_id = :person and a.answered_on >= g.held_on
			    and a.role = case when :person = any(g.mentors) then 'mentor' else 'mentee' end)
			  order by g.survey_until, g.id limit 50)
			union all
			(select 'change-to-agree', c.id, c.mentorship_id, c.review_until, '', null::int
			  from change_request c where c.region_id = :region and (c.organisation_id = any(:organisations) or c.mentor_organisation = any(:organisations))
			  and :person = any(c.asked) and c.status in ('requested', 'curator_review', 'mediation')
			  and not exists (select from party_statement s where s.region_id = c.region_id and s.change_id = c.id
			    and s.person_id = :person and s.by_whom <> 'representative')
			  order by c.review_until, c.id limit 50)
			union all
			(select 'meeting-due', m.id, m.id, coalesce(t.last, m.starts_on) + %1$s, m.goal, null::int
			  from mentorship m join mentorship_member me on me.region_id = m.region_id and me.mentorship_id = m.id
			    and me.person_id = :person and me.role = 'mentor'
			  left join lateral (select max(held_on) as last from meeting t
			    where t.region_id = m.region_id and t.mentorship_id = m.id) t on true
			  where m.region_id = :region and (m.organisation_id = any(:organisations) or m.mentor_organisation = any(:organisations))
			  and :person = any(m.participants) and m.status in ('active', 'completing')
			  and coalesce(t.last, m.starts_on) + %1$s < :today::date order by 4, m.id limit 50)
			union all
			(select 'activity', p.id, p.mentorship_id, a.due_to, a.task, null::int
			  from personal_programme p join programme_activity a on a.region_id = p.region_id and a.programme_id = p.id
			  where p.region_id = :region and (p.organisation_id = any(:organisations) or p.mentor_organisation = any(:organisations))
			  and :person = any(p.participants) and p.status in ('approved', 'running')
			  and a.status = 'planned' and a.due_to is not null and a.due_to <= :today::date + 30
			  order by a.due_to, a.id limit 50)"""
		.formatted(Parameter.MEETING_DAYS.sql("m"));

	private final JdbcClient jdbc;

	private final MentorshipReading mentorships;

	private final Clock clock;

	private final int confirmDays;

	Desk(JdbcClient jdbc, MentorshipReading mentorships, Clock clock,
			@Value("${nastavnik.meeting.confirm-days:7}") int confirmDays) {
		this.jdbc = jdbc;
		this.mentorships = mentorships;
		this.clock = clock;
		this.confirmDays = confirmDays;
	}

	DeskView tasks(@Nullable Long organisation) {
		Scope scope = Scope.current();
		LocalDate today = LocalDate.now(this.clock);
		List<Found> found = new ArrayList<>();
		found.addAll(ofStaff(DIRECTOR, organisations(scope, Role.DIRECTOR, organisation), today));
		found.addAll(ofStaff(CURATOR, organisations(scope, Role.CURATOR, organisation), today));
		found.addAll(ofStaff(VISAS, organisations(scope, Role.PSYCHOLOGIST, organisation), today));
		if (scope.person() != null) {
			found.addAll(this.jdbc.sql(PARTICIPANT)
				.param("region", scope.region())
				.param("person", scope.person())
				.param("organisations", personal(scope))
				.param("today", Date.valueOf(today))
				.param("days", this.confirmDays)
				.query(Found.class)
				.list());
		}
		Map<Long, List<MemberView>> members = this.mentorships
			.members(found.stream().map(Found::mentorshipId).filter(Objects::nonNull).collect(Collectors.toSet()));
		Map<GroupKey, List<DeskTask>> groups = new EnumMap<>(GroupKey.class);
		found.stream()
			.map((task) -> task.view(members))
			.distinct()
			.sorted(Comparator.comparing(DeskTask::due, Comparator.nullsLast(Comparator.naturalOrder())))
			.forEach((task) -> groups.computeIfAbsent(GroupKey.of(task.due(), today), (key) -> new ArrayList<>())
				.add(task));
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (GroupKey key : GroupKey.values()) {
			counts.put(key.toString(), groups.getOrDefault(key, List.of()).size());
		}
		return new DeskView(
				groups.entrySet().stream().map((group) -> new DeskGroup(group.getKey(), group.getValue())).toList(),
				counts);
	}

	private List<Found> ofStaff(String sql, Set<Long> organisations, LocalDate today) {
		return organisations.isEmpty() ? List.of()
				: this.jdbc.sql(sql)
					.param("region", Scope.current().region())
					.param("organisations", organisations.toArray(Long[]::new))
					.param("today", Date.valueOf(today))
					.query(Found.class)
					.list();
	}

	private static Long[] personal(Scope scope) {
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role().isPersonal())
			.map(Grant::organisation)
			.distinct()
			.toArray(Long[]::new);
	}

	private static Set<Long> organisations(Scope scope, Role role, @Nullable Long wanted) {
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role() == role)
			.map(Grant::organisation)
			.filter((organisation) -> wanted == null || wanted.equals(organisation))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** When it is to be done. */
	enum GroupKey {

		OVERDUE, TODAY, WEEK, WAITING;

		static GroupKey of(@Nullable LocalDate due, LocalDate today) {
			if (due == null || due.isAfter(today.plusDays(7))) {
				return WAITING;
			}
			return due.isBefore(today) ? OVERDUE : due.equals(today) ? TODAY : WEEK;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** The caller's desk. */
	record DeskView(List<DeskGroup> groups, Map<String, Integer> counts) {
	}

	/** Tasks with the same urgency. */
	record DeskGroup(GroupKey key, List<DeskTask> tasks) {
	}

	/** One task; with the version of what a word is asked about. */
	record DeskTask(String kind, String title, String about, @Nullable LocalDate due, String why, String link,
			@Nullable Integer version) {
	}

	private record Found(String kind, long id, @Nullable Long mentorshipId, @Nullable LocalDate due, String text,
			@Nullable Integer version) {

		DeskTask view(Map<Long, List<MemberView>> members) {
			Sort sort = Sort.of(this.kind);
			String who = (this.mentorshipId != null) ? who(members.getOrDefault(this.mentorshipId, List.of())) : "";
			String about = who.isEmpty() ? this.text : (sort == Sort.ACTIVITY) ? this.text + " (" + who + ")" : who;
			return new DeskTask(this.kind, sort.title, about, this.due, sort.why, sort.path + this.id, this.version);
		}

		private static String who(List<MemberView> members) {
			return names(members, Side.MENTOR) + " → " + names(members, Side.MENTEE);
		}

		private static String names(List<MemberView> members, Side side) {
			List<String> names = members.stream()
				.filter((member) -> member.role() == side)
				.map((member) -> Objects.requireNonNullElse(member.name(), "участник"))
				.toList();
			return (names.size() > 2) ? names.getFirst() + " и ещё " + (names.size() - 1) : String.join(", ", names);
		}

	}

	/** What each kind of task says. */
	private enum Sort {

		ORDER_TO_ENDORSE("Завизировать приказ", "Куратор просит вашу визу.", "/orders/"),
		ORDER_TO_REGISTER("Дать номер приказу", "Директор подписал приказ без номера.", "/orders/"),
		ORDER_TO_SIGN("Подписать приказ", "Куратор подготовил приказ.", "/orders/"),
		PROGRAMME_TO_APPROVE("Утвердить программу", "Куратор подтвердил программу.", "/programmes/"),
		AGREEMENT_AWAITED("Получить согласие участников", "Не все участники согласились.", "/mentorships/"),
		AGREEMENT_OVERDUE("Напомнить об ответе", "Срок ответа прошёл. Поговорите с участником и запишите ответ.",
				"/mentorships/"),
		AGREEMENT_REFUSED("Решить, как быть с отказом",
				"Участник отказался. Предложите другую пару или пригласите ещё раз.", "/mentorships/"),
		ORDER_TO_PREPARE("Подготовить приказ", "Участники согласны, приказа ещё нет.", "/mentorships/"),
		EMPLOYER_TO_ANSWER("Ответить, отпускаете ли наставника",
				"Другая организация просит вашего наставника для своего работника.", "/mentorships/"),
		FIRST_MEETING("Назначить первую встречу", "Приказ подписан, встреч ещё не было.", "/mentorships/"),
		NO_MEETING("Выяснить, почему нет встреч", "Пара дважды подряд не встретилась в срок.", "/mentorships/"),
		MEETING_DUE("Провести встречу", "С прошлой встречи прошло больше положенного.", "/mentorships/"),
		SUSPENSION_OVER("Решить, что дальше с приостановленной парой",
				"Срок приостановки заканчивается: возобновите, замените наставника или завершите.", "/mentorships/"),
		LABOUR_NOTICE_ENDED("Предупредить наставника о прекращении поручения",
				"Наставничество завершено, а трудовое поручение ещё действует: нужно уведомление за три рабочих дня.",
				"/mentorships/"),
		PROGRAMME_TO_CONFIRM("Подтвердить программу", "Наставник и наставляемый согласовали программу.",
				"/programmes/"),
		MEETING_OVERDUE("Уточнить, состоялась ли встреча", "День встречи прошёл, отметки нет.", "/meetings/"),
		MEMBERS_APART("Решить, как продолжить",
				"Организация разделена: часть участников перешла в другую. Завершите пару или предложите новую.",
				"/mentorships/"),
		MINOR_ELSEWHERE("Решить, как продолжить",
				"Участник оказался несовершеннолетним, а наставник работает в другой организации. Оформите наставника у себя "
						+ "или завершите пару.",
				"/mentorships/"),
		SAME_PERSON("Проверить участников",
				"После объединения карточек один человек записан дважды. Завершите наставничество или попросите отменить объединение.",
				"/mentorships/"),
		OFFERS_OPEN("Ответить на предложенные пары",
				"Муниципалитет или институт подобрал пары между школами. Решаете вы.", "/matching/offers?from="),
		SURVEY_AWAITED("Собрать ответы после встречи",
				"Без ответов не видно, кто с кем хочет работать. Ответы тех, кто без доступа, внесите сами.",
				"/matching/meetings/"),
		SURVEY("Ответить на анкету", "Назовите, с кем вам хотелось бы работать.", "/survey/"),
		CHANGE_TO_PREPARE("Подготовить приказ по обращению", "Обращение передано директору, а приказа ещё нет.",
				"/changes/"),
		CHANGE_TO_REVIEW("Рассмотреть обращение", "Просят заменить наставника или продлить наставничество.",
				"/changes/"),
		CHANGE_TO_DECIDE("Решить: подписать приказ или отклонить",
				"Куратор передал обращение о замене, продлении или прекращении.", "/changes/"),
		CHANGE_TO_AGREE("Ответить: согласны ли вы", "Спрашивают о новом наставнике или о продлении.", "/changes/"),
		LABOUR_NOTICE("Предупредить прежнего наставника",
				"Его трудовое поручение ещё действует: прекратите его с предупреждением за три рабочих дня.",
				"/changes/"),
		AGREEMENT("Ответить на предложение", "Вам предложили участие в наставничестве.", "/invitations/"),
		PROGRAMME_TO_AGREE("Согласовать программу", "Составлен проект программы или её изменений.", "/programmes/"),
		MEETING("Провести встречу", "Встреча запланирована.", "/meetings/"),
		MEETING_TO_CONFIRM("Подтвердить встречу",
				"Встреча проведена, ждёт вашего подтверждения. После срока она подтвердится автоматически.",
				"/meetings/"),
		ACTIVITY("Выполнить мероприятие", "Отметьте мероприятие программы, когда оно выполнено.", "/programmes/");

		private final String title;

		private final String why;

		private final String path;

		Sort(String title, String why, String path) {
			this.title = title;
			this.why = why;
			this.path = path;
		}

		static Sort of(String kind) {
			return valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
		}

	}

}
