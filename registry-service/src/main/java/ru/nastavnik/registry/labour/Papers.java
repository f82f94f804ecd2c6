package ru.nastavnik.registry.labour;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.PeopleReading;

/**
 * Labour papers as screens show them.
 */
@Service
@Transactional(readOnly = true)
class Papers {

	/** The state today: a term begins and ends without a command. */
	private static final String STATUS = """
			case when a.status = 'addendum_signed' and a.term_to < :today
			    or a.status = 'notice_given' and a.effective_on <= :today then 'ended'
			  when a.status = 'addendum_signed' and a.term_from <= :today then 'active' else a.status end""";

	private static final String FROM = """
			from labour_assignment a
			join person x on x.region_id = a.region_id and x.id = a.person_id
			left join person e on e.region_id = a.region_id and e.id = a.mentee_id where\s""";

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "from", "a.term_from", "to",
			"a.term_to", "status", "state");

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private final JdbcClient jdbc;

	private final EntityManager entityManager;

	private final OrganisationDirectory directory;

	private final Clock clock;

	Papers(JdbcClient jdbc, EntityManager entityManager, OrganisationDirectory directory, Clock clock) {
		this.jdbc = jdbc;
		this.entityManager = entityManager;
		this.directory = directory;
		this.clock = clock;
	}

	/** An employee of the papers; a mentor reads no names of colleagues here. */
	record Party(long personId, @Nullable String name) {
	}

	/** BR-053: the kind is one for all. */
	record Pay(String kind, String size, @Nullable String basis) {
	}

	/** The early end. */
	record Notice(String by, LocalDate givenOn, LocalDate effectiveOn, boolean byAgreement) {
	}

	/** Papers on the screen. */
	record PapersView(long id, long organisationId, Party mentor, Party mentee, Assignment.Status status,
			@Nullable String content, LocalDate from, @Nullable LocalDate to, @Nullable String form, @Nullable Pay pay,
			@Nullable LocalDate consentOn, @Nullable LocalDate refusedOn, @Nullable String refusalNote,
			@Nullable String addendumNumber, @Nullable LocalDate addendumOn, @Nullable String exemptReason,
			@Nullable String exemptReference, @Nullable Notice notice, List<String> missing, int version,
			List<String> actions) {
	}

	Slice<PapersView> list(@Nullable Long organisation, Assignment.@Nullable Status status, @Nullable Long person,
			@Nullable String q, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		params.put("today", LocalDate.now(this.clock));
		StringBuilder where = new StringBuilder(this.directory.territory(organisation).on("a"));
		where.append(PeopleReading.nameCondition(q, params));
		if (person != null) {
			where.append(" and (a.person_id = :person or a.mentee_id = :person)");
			params.put("person", person);
		}
		if (status != null) {
			where.append(" and ").append(STATUS).append(" = :status");
			params.put("status", status.toString());
		}
		List<PapersView> items = this.jdbc
			.sql(select() + where + " order by " + page.orderBy(SORTS, "a.id desc") + " limit " + page.size()
					+ " offset " + page.offset())
			.params(params)
			.query(Papers::view)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1 " + FROM + where + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	@Transactional(readOnly = true)
	PapersView view(long id) {
		this.entityManager.flush();
		return this.jdbc.sql(select() + "a.region_id = :region and a.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("today", LocalDate.now(this.clock))
			.query(Papers::view)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	static String date(LocalDate date) {
		return DATE.format(date);
	}

	private static String select() {
		return "select a.*, " + STATUS + " as state, x.last_name as m_last, x.first_name as m_first, "
				+ "x.middle_name as m_middle, e.last_name as e_last, e.first_name as e_first, "
				+ "e.middle_name as e_middle " + FROM;
	}

	private static PapersView view(ResultSet row, int number) throws SQLException {
		Assignment.Status status = Assignment.Status.of(row.getString("state"));
		String size = row.getString("pay_size");
		LocalDate effective = row.getObject("effective_on", LocalDate.class);
		return new PapersView(row.getLong("id"), row.getLong("organisation_id"),
				new Party(row.getLong("person_id"), name(row, "m")),
				new Party(row.getLong("mentee_id"), name(row, "e")), status, row.getString("content"),
				row.getObject("term_from", LocalDate.class), row.getObject("term_to", LocalDate.class),
				row.getString("form"),
				(size != null) ? new Pay(row.getString("pay_kind"), size, row.getString("pay_basis")) : null,
				row.getObject("consent_on", LocalDate.class), row.getObject("refused_on", LocalDate.class),
				row.getString("refusal_note"), row.getString("addendum_number"),
				row.getObject("addendum_on", LocalDate.class), row.getString("exempt_reason"),
				row.getString("exempt_reference"),
				(effective != null) ? new Notice(row.getString("notice_by"),
						row.getObject("notice_given_on", LocalDate.class), effective, row.getBoolean("by_agreement"))
						: null,
				missing(status), row.getInt("version"), actions(status, row.getLong("organisation_id")));
	}

	/** What an order would still wait for (BR-049). */
	private static List<String> missing(Assignment.Status status) {
		return switch (status) {
			case OFFERED -> List.of("consent", "addendum");
			case CONSENTED -> List.of("addendum");
			default -> List.of();
		};
	}

	private static List<String> actions(Assignment.Status status, long organisation) {
		List<String> actions = new ArrayList<>();
		if (Scope.current().has(organisation, Role.CURATOR, Role.DIRECTOR)) {
			switch (status) {
				case OFFERED -> actions.addAll(List.of("edit", "consent", "refusal", "exemption"));
				case CONSENTED -> actions.addAll(List.of("addendum", "refusal", "exemption"));
				case ADDENDUM_SIGNED, ACTIVE -> actions.add("notice");
				default -> {
				}
			}
		}
		return actions;
	}

	private static @Nullable String name(ResultSet row, String who) throws SQLException {
		String last = row.getString(who + "_last");
		return (last != null) ? Profiles.fullName(last, row.getString(who + "_first"), row.getString(who + "_middle"))
				: null;
	}

}
