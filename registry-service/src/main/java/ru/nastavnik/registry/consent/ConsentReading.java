package ru.nastavnik.registry.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.ConsentView;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;

/**
 * The board of consents: who has none, which wait for a signature, which run out, which
 * were signed for somebody who has come of age since.
 */
@Service
@Transactional(readOnly = true)
class ConsentReading {

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "signedOn", "c.signed_on",
			"validUntil", "c.holds_until", "status", "c.status", "issuedOn", "c.issued_on");

	/** The class of a pupil in the organisation that keeps the row {@code %s}. */
	private static final String STUDY = """
			left join lateral (select grade, letter from enrolment where region_id = x.region_id and person_id = x.id
			  and organisation_id + 0 = %s and (enrolled_to is null or enrolled_to >= current_date)
			  order by enrolled_from desc limit 1) n on true\s""";

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentReading(OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What a list is asked for: a state as it is today, or what calls for action. */
	enum Shown {

		DRAFT("c.status = 'draft'"), ISSUED("c.status = 'issued'"),
		ACTIVE("c.status = 'active' and (c.holds_until is null or c.holds_until >= current_date)"),
		EXPIRING("c.status = 'active' and c.holds_until >= current_date and c.holds_until <= current_date + :days"),
		SUPERSEDED_NEEDED("c.status = 'active' and c.majority_on <= current_date and c.holds_until >= current_date"),
		WITHDRAWN("c.status = 'withdrawn'"),
		EXPIRED("(c.status = 'expired' or c.status = 'active' and c.holds_until < current_date)"),
		SUPERSEDED("c.status = 'superseded'"), DESTROYED("c.status = 'destroyed'");

		private final String code = name().toLowerCase(Locale.ROOT);

		private final String condition;

		Shown(String condition) {
			this.condition = condition;
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What the list of consents and that of the missing ones are narrowed to. */
	record Narrowing(@Nullable Long organisation, Consent.@Nullable Kind kind, @Nullable String q,
			@Nullable Integer grade, @Nullable String letter) {

		private String condition(Map<String, Object> params) {
			StringBuilder where = new StringBuilder(PeopleReading.nameCondition(this.q, params));
			if (this.grade != null) {
				where.append(" and n.grade = :grade");
				params.put("grade", this.grade);
			}
			if (this.letter != null && !this.letter.isBlank()) {
				where.append(" and upper(n.letter) = :letter");
				params.put("letter", this.letter.strip().toUpperCase(Locale.ROOT));
			}
			return where.toString();
		}

	}

	/** A consent in the list, with its subject. */
	record ConsentLine(long id, long personId, String personName, boolean minor, @Nullable String schoolClass,
			String kind, Profiles.@Nullable Signer signedBy, @Nullable LocalDate issuedOn, @Nullable LocalDate signedOn,
			@Nullable LocalDate validUntil, @Nullable LocalDate holdsUntil, String status, @Nullable String form,
			boolean scan, @Nullable LocalDate destroyBy, int version) {
	}

	/**
	 * Somebody who takes part, or shall, and has no consent of a kind.
	 *
	 * @param lacking all kinds that the person has none of; that of employees is asked
	 * for with their papers
	 */
	record Missing(long personId, String personName, boolean minor, @Nullable String schoolClass, String kind,
			List<String> lacking, @Nullable String mentorStatus, @Nullable String menteeStatus, boolean represented) {
	}

	/** How many of each; null for what was not counted to the end. */
	record Board(Map<String, Long> counts) {
	}

	Slice<ConsentLine> list(Narrowing narrowing, @Nullable Shown status, int days, PageQuery page) {
		// x is the subject: its place, its name and its person_id are what lists filter
		// by
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(this.directory.territory(narrowing.organisation()).on("c"));
		where.append(narrowing.condition(params));
		if (narrowing.kind() != null) {
			where.append(" and c.kind = :consentKind");
			params.put("consentKind", narrowing.kind().toString());
		}
		if (status != null) {
			where.append(" and ").append(status.condition);
			if (status == Shown.EXPIRING) {
				params.put("days", days);
			}
		}
		String from = " from consent c join person x on x.region_id = c.region_id and x.id = c.person_id "
				+ STUDY.formatted("c.organisation_id");
		List<ConsentLine> items = this.jdbc.sql("select " + Profiles.CONSENT
				+ ", x.last_name, x.first_name, x.middle_name, x.birth_date, n.grade, n.letter" + from
				+ "left join person s on s.region_id = c.region_id and s.id = c.signer_id where " + where + " order by "
				+ page.orderBy(SORTS, "c.id desc") + " limit " + page.size() + " offset " + page.offset())
			.params(params)
			.query(this::line)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1" + from + "where " + where + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/**
	 * Who has no consent of the kind at the organisation, neither valid nor waiting.
	 * @param everybody all who work and study there, not only who takes part
	 */
	Slice<Missing> missing(long organisation, Narrowing narrowing, boolean everybody, PageQuery page) {
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE);
		Consent.Kind kind = (narrowing.kind() != null) ? narrowing.kind() : Consent.Kind.PROCESSING;
		Map<String, Object> params = new HashMap<>();
		params.put("region", Scope.current().region());
		params.put("organisation", organisation);
		params.put("missingKind", kind.toString());
		String from = missingFrom(everybody) + STUDY.formatted(":organisation");
		String where = "where " + MISSING + narrowing.condition(params);
		List<Missing> items = this.jdbc
			.sql("select x.*, n.grade, n.letter, m.status as mentor_status, t.status as mentee_status, "
					+ "exists (select from representation r where r.region_id = x.region_id and r.person_id = x.id "
					+ "and r.valid_from <= current_date and (r.valid_to is null or r.valid_to >= current_date)) as represented, "
					+ LACKING + from + where + " order by "
					+ page.orderBy(Map.of("name", "x.name_norm", "class", "n.grade"), "x.name_norm, x.id") + " limit "
					+ page.size() + " offset " + page.offset())
			.params(params)
			.query((row, number) -> new Missing(row.getLong("id"), name(row), minor(row), schoolClass(row),
					kind.toString(), List.of((String[]) row.getArray("lacking").getArray()),
					row.getString("mentor_status"), row.getString("mentee_status"), row.getBoolean("represented")))
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1" + from + where + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	private static final String LACKING = """
			array(select k.kind from unnest(array['processing', 'distribution', 'photo', 'transfer']) with ordinality
			    as k (kind, place) where not exists (select from consent c where c.region_id = x.region_id
			    and c.person_id = x.id and c.organisation_id + 0 = :organisation and c.kind = k.kind
			    and (c.status = 'issued' or c.status = 'active' and (c.holds_until is null or c.holds_until >= current_date)))
			  order by k.place) as lacking""";

	private static final String MISSING = """
			not exists (select from consent c where c.region_id = x.region_id and c.person_id = x.id
			  and c.organisation_id + 0 = :organisation and c.kind = :missingKind
			  and (c.status = 'issued' or c.status = 'active' and (c.holds_until is null or c.holds_until >= current_date)))
			""";

	private static String missingFrom(boolean everybody) {
		String taking = """
				select person_id from mentor where region_id = :region and organisation_id = :organisation
				  and status <> 'excluded'
				union select person_id from mentee where region_id = :region and organisation_id = :organisation
				  and status not in ('withdrawn', 'archived')""";
		String all = taking
				+ """

						union select id from person where region_id = :region and organisation_id = :organisation
						  and kind <> 'representative'
						union select person_id from employment where region_id = :region and organisation_id = :organisation and guest
						union select person_id from enrolment where region_id = :region and organisation_id = :organisation and guest""";
		return " from (" + (everybody ? all : taking)
				+ """
						) w join person x on x.region_id = :region and x.id = w.person_id and x.merged_into_id is null
						left join mentor m on m.region_id = :region and m.person_id = x.id and m.organisation_id + 0 = :organisation
						left join mentee t on t.region_id = :region and t.person_id = x.id and t.organisation_id + 0 = :organisation
						""";
	}

	/** The counts over the board, in two statements. */
	Board board(long organisation, Consent.@Nullable Kind kind) {
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE);
		Map<String, Object> params = new HashMap<>(Map.of("region", Scope.current().region(), "organisation",
				organisation, "missingKind", ((kind != null) ? kind : Consent.Kind.PROCESSING).toString()));
		Map<String, Long> counts = new java.util.LinkedHashMap<>();
		counts.put("missing",
				this.jdbc.sql("select count(*)" + missingFrom(false) + "where " + MISSING)
					.params(params)
					.query(Long.class)
					.single());
		StringBuilder columns = new StringBuilder();
		for (Shown shown : Shown.values()) {
			columns.append((columns.isEmpty()) ? "" : ", ")
				.append("count(*) filter (where ")
				.append(shown.condition.replace(":days", "30"))
				.append(") as ")
				.append(shown);
		}
		columns.append(", count(*) filter (where ")
			.append(Shown.EXPIRING.condition.replace(":days", "60"))
			.append(") as expiring60");
		String narrowed = (kind != null) ? " and c.kind = :missingKind" : "";
		this.jdbc
			.sql("select " + columns
					+ " from consent c where c.region_id = :region and c.organisation_id = :organisation" + narrowed)
			.params(params)
			.query((row) -> {
				for (Shown shown : Shown.values()) {
					counts.put(shown.toString(), row.getLong(shown.toString()));
				}
				counts.put("expiring60", row.getLong("expiring60"));
			});
		return new Board(counts);
	}

	private ConsentLine line(ResultSet row, int number) throws SQLException {
		ConsentView consent = Profiles.consent(row, number);
		// BR-062: destroyed within thirty days unless there is another ground
		LocalDate destroyBy = (consent.status().equals("withdrawn") && consent.withdrawnOn() != null)
				? consent.withdrawnOn().plusDays(30) : null;
		return new ConsentLine(consent.id(), consent.personId(), name(row), minor(row), schoolClass(row),
				consent.kind(), consent.signedBy(), consent.issuedOn(), consent.signedOn(), consent.validUntil(),
				consent.holdsUntil(), consent.status(), consent.form(), consent.scan(), destroyBy, consent.version());
	}

	private boolean minor(ResultSet row) throws SQLException {
		return !Identity.isAdult(row.getObject("birth_date", LocalDate.class), LocalDate.now(this.clock));
	}

	private static String name(ResultSet row) throws SQLException {
		return Profiles.fullName(row.getString("last_name"), row.getString("first_name"), row.getString("middle_name"));
	}

	private static @Nullable String schoolClass(ResultSet row) throws SQLException {
		String letter = row.getString("letter");
		Integer grade = row.getObject("grade", Integer.class);
		return (grade != null) ? grade + ((letter != null) ? letter : "") : null;
	}

}
