package ru.nastavnik.registry.participant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Profiles and consents as screens show them.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Profiles {

	/** Columns of a consent {@code c} with its signer {@code s}. */
	public static final String CONSENT = """
			c.id, c.person_id, c.organisation_id, c.kind, c.form, c.signer_id, c.signed_on, c.valid_until, c.withdrawn_on,
			c.withdrawal_reason, c.version, c.issued_on, c.majority_on, c.holds_until, c.data_codes, c.co_signed,
			c.scan_id is not null as scan, case when c.status = 'active' and c.holds_until < current_date then 'expired'
			  when c.status = 'active' and c.majority_on <= current_date then 'superseded_needed'
			  else c.status end as status, s.last_name as s_last, s.first_name as s_first, s.middle_name as s_middle""";

	/**
	 * The state of the processing consent of the person {@code x} at an organisation, as
	 * a word for lists: each organisation is an operator of its own.
	 */
	public static String consentState(String organisation) {
		return """
				coalesce((select case when c.status = 'active' and c.holds_until < current_date then 'expired'
				    when c.status = 'active' and c.majority_on <= current_date then 'superseded_needed'
				    when c.status = 'active' and c.holds_until < current_date + 30 then 'expiring' else c.status end
				  from consent c where c.region_id = x.region_id and c.person_id = x.person_id
				    and c.organisation_id + 0 = %s and c.kind = 'processing'
				    and c.status in ('active', 'withdrawn', 'expired')
				  order by c.status = 'active' desc, c.signed_on desc, c.id desc limit 1), 'none')"""
			.formatted(organisation);
	}

	/** Data that a consent names separately (BR-024). */
	private static final Set<String> SPECIAL = Set.of("special_needs", "psychology");

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	Profiles(EntityManager entityManager, JdbcClient jdbc) {
		this.entityManager = entityManager;
		this.jdbc = jdbc;
	}

	/** A mentor. */
	public record MentorProfile(long id, long personId, long organisationId, String status, LocalDate statusSince,
			@Nullable String statusNote, boolean voluntary, List<String> competenceCodes, List<String> competences,
			@Nullable String motivation, @Nullable String experience, @Nullable String achievements,
			@Nullable String interests, @Nullable String availability, List<String> desiredAges,
			@Nullable Integer timeHoursPerMonth, int maxLoad, boolean shareWithOthers, @Nullable LocalDate sharedOn,
			@Nullable String registryOrderNumber, @Nullable LocalDate registryOrderedOn,
			@Nullable LocalDate trainingWaivedOn, @Nullable String trainingWaiver, boolean goesOn, boolean carriedOver,
			@Nullable LocalDate enteredOn, @Nullable String caseLink, List<String> meetingTimes,
			List<String> meetingModes, int version) {
	}

	/** A mentee; what is for confidants only is no part of it. */
	public record MenteeProfile(long id, long personId, long organisationId, String category, String mainRequest,
			List<String> requestCodes, List<String> problemGroups, List<String> gapCodes, @Nullable String gapsNote,
			String source, String status, LocalDate statusSince, @Nullable String statusNote,
			@Nullable LocalDate enteredOn, @Nullable Long psychologistId, @Nullable LocalDate searchOn,
			@Nullable LocalDate teenSignedOn, @Nullable String caseLink, List<String> meetingTimes,
			List<String> meetingModes, int version) {
	}

	/**
	 * A consent.
	 *
	 * @param holdsUntil until when it works, which for a minor may be sooner than its
	 * term
	 * @param majorityOn the eighteenth birthday, when somebody else signed for the person
	 * @param data codes of the data that it names
	 * @param categories the special ones among them
	 * @param scan whether a picture of the paper is kept
	 */
	public record ConsentView(long id, long personId, long organisationId, String kind, @Nullable Signer signedBy,
			@Nullable LocalDate issuedOn, @Nullable LocalDate signedOn, @Nullable LocalDate validUntil,
			@Nullable LocalDate holdsUntil, @Nullable LocalDate majorityOn, String status, @Nullable String form,
			boolean coSigned, List<String> data, boolean scan, @Nullable LocalDate withdrawnOn,
			@Nullable String withdrawalReason, List<String> categories, int version) {
	}

	/** Who signed a consent. */
	public record Signer(long personId, @Nullable String name, String kind) {
	}

	public Optional<MentorProfile> mentor(long person) {
		this.entityManager.flush();
		return this.jdbc.sql("select * from mentor where region_id = :region and person_id = :person")
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Profiles::mentor)
			.optional();
	}

	public Optional<MenteeProfile> mentee(long person) {
		this.entityManager.flush();
		return this.jdbc.sql("""
				select m.* from mentee m where m.region_id = :region and m.person_id = :person""")
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Profiles::mentee)
			.optional();
	}

	public List<ConsentView> consents(long person) {
		this.entityManager.flush();
		return this.jdbc
			.sql("select " + CONSENT + " from consent c left join person s on s.region_id = c.region_id "
					+ "and s.id = c.signer_id where c.region_id = :region and c.person_id = :person "
					+ "order by c.id desc limit 200")
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Profiles::consent)
			.list();
	}

	public static MentorProfile mentor(ResultSet row, int number) throws SQLException {
		return new MentorProfile(row.getLong("id"), row.getLong("person_id"), row.getLong("organisation_id"),
				row.getString("status"), row.getObject("status_since", LocalDate.class), row.getString("status_note"),
				row.getDate("voluntary_on") != null, texts(row, "competence_codes"), texts(row, "competences"),
				row.getString("motivation"), row.getString("experience"), row.getString("achievements"),
				row.getString("interests"), row.getString("availability"), texts(row, "desired_ages"),
				row.getObject("time_hours_per_month", Integer.class), row.getInt("max_load"),
				row.getBoolean("share_with_others"), row.getObject("shared_on", LocalDate.class),
				row.getString("registry_order_number"), row.getObject("registry_ordered_on", LocalDate.class),
				row.getObject("training_waived_on", LocalDate.class), row.getString("training_waiver"),
				row.getBoolean("goes_on"), row.getBoolean("carried_over"), row.getObject("entered_on", LocalDate.class),
				row.getString("case_link"), texts(row, "meeting_times"), texts(row, "meeting_modes"),
				row.getInt("version"));
	}

	public static MenteeProfile mentee(ResultSet row, int number) throws SQLException {
		return new MenteeProfile(row.getLong("id"), row.getLong("person_id"), row.getLong("organisation_id"),
				row.getString("category"), row.getString("main_request"), texts(row, "request_codes"),
				texts(row, "problem_groups"), texts(row, "gap_codes"), row.getString("gaps_note"),
				row.getString("source"), row.getString("status"), row.getObject("status_since", LocalDate.class),
				row.getString("status_note"), row.getObject("entered_on", LocalDate.class),
				row.getObject("psychologist_id", Long.class), row.getObject("search_on", LocalDate.class),
				row.getObject("teen_signed_on", LocalDate.class), row.getString("case_link"),
				texts(row, "meeting_times"), texts(row, "meeting_modes"), row.getInt("version"));
	}

	public static ConsentView consent(ResultSet row, int number) throws SQLException {
		long person = row.getLong("person_id");
		Long signer = row.getObject("signer_id", Long.class);
		String last = row.getString("s_last");
		return new ConsentView(row.getLong("id"), person, row.getLong("organisation_id"), row.getString("kind"),
				(signer != null)
						? new Signer(signer,
								(last != null) ? fullName(last, row.getString("s_first"), row.getString("s_middle"))
										: null,
								(signer == person) ? "self" : "representative")
						: null,
				row.getObject("issued_on", LocalDate.class), row.getObject("signed_on", LocalDate.class),
				row.getObject("valid_until", LocalDate.class), row.getObject("holds_until", LocalDate.class),
				row.getObject("majority_on", LocalDate.class), row.getString("status"), row.getString("form"),
				row.getBoolean("co_signed"), texts(row, "data_codes"), row.getBoolean("scan"),
				row.getObject("withdrawn_on", LocalDate.class), row.getString("withdrawal_reason"),
				texts(row, "data_codes").stream().filter(SPECIAL::contains).toList(), row.getInt("version"));
	}

	/** «Иванова Мария Петровна» */
	public static String fullName(String last, String first, @Nullable String middle) {
		return (middle != null) ? last + " " + first + " " + middle : last + " " + first;
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.asList((String[]) row.getArray(column).getArray());
	}

}
