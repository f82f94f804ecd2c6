package ru.nastavnik.registry.mentor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.ParticipantFacts.NamesTold;

/**
 * The cards that mentors let other organisations of the region see (BR-028). A card is a
 * row without contacts; taking back the leave deletes the row.
 */
@Service
@Transactional
public class Sharing {

	private static final String REFRESH = """
			insert into shared_mentor (region_id, institute_id, municipality_id, organisation_id, mentor_id, name,
			  name_norm, status, competence_codes, competences, achievements, interests, availability, desired_ages,
			  time_hours_per_month, max_load, shared_on)
			select m.region_id, m.institute_id, m.municipality_id, m.organisation_id, m.id,
			  concat_ws(' ', p.last_name, p.first_name, p.middle_name), p.name_norm, m.status, m.competence_codes,
			  m.competences, m.achievements, m.interests, m.availability, m.desired_ages, m.time_hours_per_month,
			  m.max_load, m.shared_on
			from mentor m join person p on p.region_id = m.region_id and p.id = m.person_id
			where m.region_id = any (:regions) and m.id = any (:ids) and m.share_with_others and m.shared_on is not null
			  and m.status in ('available', 'assigned', 'alumni_pool')
			  and m.born <= current_date - interval '18 years'""";

	private final JdbcClient jdbc;

	private final EntityManager entityManager;

	Sharing(JdbcClient jdbc, EntityManager entityManager) {
		this.jdbc = jdbc;
		this.entityManager = entityManager;
	}

	/** A mentor of another organisation: enough to ask for them. */
	record SharedMentor(long mentorId, long organisationId, String organisation, String name, String status,
			List<String> competenceCodes, List<String> competences, @Nullable String achievements,
			@Nullable String interests, @Nullable String availability, List<String> desiredAges,
			@Nullable Integer timeHoursPerMonth, int maxLoad, LocalDate sharedOn) {
	}

	void refresh(long mentor) {
		refresh(List.of(Scope.current().region()), List.of(mentor));
	}

	/** Writes the cards of these mentors anew; none where the leave is gone. */
	public void refresh(List<Long> regions, List<Long> mentors) {
		this.entityManager.flush();
		Long[] ids = mentors.toArray(Long[]::new);
		this.jdbc.sql("delete from shared_mentor where region_id = any (:regions) and mentor_id = any (:ids)")
			.param("regions", regions.toArray(Long[]::new))
			.param("ids", ids)
			.update();
		this.jdbc.sql(REFRESH).param("regions", regions.toArray(Long[]::new)).param("ids", ids).update();
	}

	/** Somebody is called otherwise now. */
	@EventListener
	void on(NamesTold told) {
		List<Long> mentors = this.jdbc
			.sql("select id from mentor where region_id = :region and person_id = any (:people) and share_with_others")
			.param("region", Scope.current().region())
			.param("people", told.people().toArray(Long[]::new))
			.query(Long.class)
			.list();
		if (!mentors.isEmpty()) {
			refresh(List.of(Scope.current().region()), mentors);
		}
	}

	@Transactional(readOnly = true)
	Slice<SharedMentor> list(@Nullable String q, @Nullable String competence, PageQuery page) {
		Scope scope = Scope.current();
		scope.requireAny(Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.MUNICIPAL, Role.INSTITUTE);
		Map<String, Object> params = new HashMap<>();
		params.put("region", scope.region());
		params.put("own", scope.own().toArray(Long[]::new));
		StringBuilder where = new StringBuilder(" where s.region_id = :region and s.organisation_id <> all (:own)");
		if (q != null && !q.isBlank()) {
			where.append(" and position(:q in ' ' || s.name_norm) > 0");
			params.put("q", " " + Names.normalised(q));
		}
		if (competence != null) {
			where.append(" and :competence = any (s.competence_codes)");
			params.put("competence", competence);
		}
		List<SharedMentor> items = this.jdbc
			.sql("select s.*, (select o.short_name from organisation o where o.region_id = s.region_id "
					+ "and o.id = s.organisation_id) as organisation from shared_mentor s" + where + " order by "
					+ page.orderBy(Map.of("name", "s.name_norm", "maxLoad", "s.max_load", "sharedOn", "s.shared_on"),
							"s.name_norm, s.mentor_id")
					+ " limit " + page.size() + " offset " + page.offset())
			.params(params)
			.query(Sharing::card)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1 from shared_mentor s" + where + " limit " + (Slice.COUNTED + 1)
					+ ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	private static SharedMentor card(ResultSet row, int number) throws SQLException {
		return new SharedMentor(row.getLong("mentor_id"), row.getLong("organisation_id"), row.getString("organisation"),
				row.getString("name"), row.getString("status"), texts(row, "competence_codes"),
				texts(row, "competences"), row.getString("achievements"), row.getString("interests"),
				row.getString("availability"), texts(row, "desired_ages"),
				row.getObject("time_hours_per_month", Integer.class), row.getInt("max_load"),
				row.getObject("shared_on", LocalDate.class));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.asList((String[]) row.getArray(column).getArray());
	}

}
