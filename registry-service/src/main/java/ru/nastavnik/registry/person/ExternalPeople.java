package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * People from outside: whom they come from, and whether somebody has seen that they have
 * no criminal record (BR-027).
 */
@Service
@Transactional
public class ExternalPeople {

	private static final String KEPT = "Эти данные изменяет организация, которая их ведёт.";

	private static final String CHECKS = """
			select * from record_check where region_id = :region and person_id = :person
			order by valid_until desc, id desc""";

	/** Staff is checked when it is hired; only adults from outside show a certificate. */
	private static final String STAFF_OR_MINOR = """
			select coalesce((select birth_date > cast(:on as date) - interval '18 years' from person
			    where region_id = :region and id = :person), false)
			  or exists (select from employment where region_id = :region and person_id = :person and hired_on <= :on
			    and (dismissed_on is null or dismissed_on >= :on))""";

	private final People people;

	private final JdbcClient jdbc;

	private final PeopleProperties properties;

	private final Settings settings;

	private final ParticipantFacts facts;

	private final Clock clock;

	ExternalPeople(People people, JdbcClient jdbc, PeopleProperties properties, Settings settings,
			ParticipantFacts facts, Clock clock) {
		this.facts = facts;
		this.people = people;
		this.jdbc = jdbc;
		this.properties = properties;
		this.settings = settings;
		this.clock = clock;
	}

	/** Whom somebody comes from. */
	record Origin(@Nullable Long partnerId, @Nullable String partnerName, @Nullable String position) {
	}

	/** A certificate that somebody has seen. */
	record Check(long id, LocalDate documentOn, LocalDate validUntil, LocalDate seenOn, String seenBy) {
	}

	/** How far the certificate lets an adult from outside meet minors. */
	enum Clearance {

		NOT_NEEDED, CLEAR, EXPIRING, MISSING;

		@com.fasterxml.jackson.annotation.JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	/** All of it for the card. */
	record External(@Nullable Long partnerId, @Nullable String partnerName, @Nullable String position,
			Clearance clearance, @Nullable LocalDate clearUntil, List<Check> checks) {
	}

	/**
	 * Whether the person may meet minors on the date as far as a criminal record is
	 * concerned: staff and minors need no certificate here, anybody else one that was
	 * seen and is not older than the parameter says (BR-027).
	 */
	@Transactional(readOnly = true)
	public boolean hasClearRecord(long person, LocalDate on) {
		return needsNone(person, on) || clearUntil(checks(person), on).isPresent();
	}

	@Transactional(readOnly = true)
	@Nullable External external(long person) {
		LocalDate today = LocalDate.now(this.clock);
		Optional<Origin> origin = this.jdbc
			.sql("select * from external_person where region_id = :region and person_id = :person")
			.param("region", Scope.current().region())
			.param("person", person)
			.query((row, number) -> new Origin(row.getObject("partner_id", Long.class), row.getString("partner_name"),
					row.getString("position")))
			.optional();
		List<Check> checks = checks(person);
		if (origin.isEmpty() && checks.isEmpty()) {
			return null;
		}
		LocalDate until = clearUntil(checks, today).orElse(null);
		Clearance clearance = needsNone(person, today) ? Clearance.NOT_NEEDED : (until == null) ? Clearance.MISSING
				: until.isBefore(today.plusDays(this.properties.expiringDays())) ? Clearance.EXPIRING : Clearance.CLEAR;
		Origin from = origin.orElse(new Origin(null, null, null));
		return new External(from.partnerId(), from.partnerName(), from.position(), clearance, until, checks);
	}

	void comesFrom(long id, Origin origin) {
		Person person = Keeping.own(this.people.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		Checks checks = new Checks();
		checks.refuseIf(!person.identity().adultOn(today), "position", "Внешний наставник — совершеннолетний.")
			.refuseIf(origin.partnerId() == null && (origin.partnerName() == null || origin.partnerName().isBlank()),
					"partnerName", "Укажите организацию, от которой пришёл человек.");
		checks.done();
		Place place = person.place();
		this.jdbc
			.sql("""
					insert into external_person (region_id, institute_id, municipality_id, organisation_id, person_id, partner_id,
					  partner_name, position, created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :person, :partner, :name, :position, :caller,
					  :caller)
					on conflict (region_id, person_id) do update set partner_id = excluded.partner_id,
					  partner_name = excluded.partner_name, position = excluded.position,
					  version = external_person.version + 1, updated_at = now(), updated_by = excluded.updated_by""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("person", id)
			.param("partner", origin.partnerId())
			.param("name", origin.partnerName())
			.param("position", origin.position())
			.param("caller", Scope.current().caller())
			.update();
	}

	/**
	 * Somebody has seen a certificate; without a term of its own it counts by the
	 * parameter.
	 */
	void seen(long id, LocalDate documentOn, @Nullable LocalDate validUntil) {
		Person person = Keeping.own(this.people.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		int months = this.settings.number(Parameter.CLEAR_RECORD_MONTHS);
		LocalDate latest = documentOn.plusMonths(months);
		Checks checks = new Checks();
		checks.past(documentOn, today, "documentOn")
			.refuseIf(!person.identity().adultOn(today), "documentOn", "Справка нужна только совершеннолетним.")
			.ordered(documentOn, validUntil, "validUntil", "Срок справки раньше её даты. Проверьте даты.")
			.refuseIf(validUntil != null && validUntil.isAfter(latest), "validUntil",
					"Справка действует не дольше " + months + " мес.");
		checks.done();
		Place place = person.place();
		this.jdbc
			.sql("""
					insert into record_check (id, region_id, institute_id, municipality_id, organisation_id, person_id,
					  document_on, valid_until, seen_on, seen_by, created_by)
					values (nextval('record_check_seq'), :region, :institute, :municipality, :organisation, :person, :document,
					  :until, :today, :name, :caller)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("person", id)
			.param("document", documentOn)
			.param("until", (validUntil != null) ? validUntil : latest)
			.param("today", today)
			.param("name", Scope.current().name())
			.param("caller", Scope.current().caller())
			.update();
		this.facts.changed(List.of(id), false);
	}

	private boolean needsNone(long person, LocalDate on) {
		return this.jdbc.sql(STAFF_OR_MINOR)
			.param("region", Scope.current().region())
			.param("person", person)
			.param("on", on)
			.query(Boolean.class)
			.single();
	}

	private List<Check> checks(long person) {
		return this.jdbc.sql(CHECKS)
			.param("region", Scope.current().region())
			.param("person", person)
			.query((row, number) -> new Check(row.getLong("id"), row.getObject("document_on", LocalDate.class),
					row.getObject("valid_until", LocalDate.class), row.getObject("seen_on", LocalDate.class),
					row.getString("seen_by")))
			.list();
	}

	private Optional<LocalDate> clearUntil(List<Check> checks, LocalDate on) {
		return checks.stream()
			.filter((check) -> !check.documentOn().isAfter(on) && !check.validUntil().isBefore(on))
			.map(Check::validUntil)
			.max(LocalDate::compareTo);
	}

}
