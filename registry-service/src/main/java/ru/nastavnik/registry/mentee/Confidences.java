package ru.nastavnik.registry.mentee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.PersonalData;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.person.PersonMoved;

/**
 * What only the curator and the psychologist of the organisation may know of a mentee:
 * what others told (BR-023) and special needs (BR-024).
 */
@Service
@Transactional
public class Confidences implements PersonalData {

	private static final String CATEGORY = "special_needs";

	private final Mentees mentees;

	private final ConsentLifecycle consents;

	private final Dictionaries dictionaries;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	Confidences(Mentees mentees, ConsentLifecycle consents, Dictionaries dictionaries, EntityManager entityManager,
			JdbcClient jdbc, Clock clock) {
		this.mentees = mentees;
		this.consents = consents;
		this.dictionaries = dictionaries;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What somebody told. */
	record Told(String sourceRole, String text, @Nullable LocalDate toldOn) {
	}

	/** The same as a line of the card. */
	record ToldView(long id, String sourceRole, String text, LocalDate toldOn) {
	}

	/** A psychologist of the organisation. */
	record Psychologist(long id, String name) {
	}

	/** Special needs. */
	record Support(List<String> codes, @Nullable String note) {
	}

	/**
	 * The field of special needs on the card.
	 *
	 * @param open whether a consent names the category, so that the field may be used
	 */
	record SupportView(boolean open, @Nullable Support support) {
	}

	/** Adds a note; who may not read such notes may not write them. */
	void tell(Mentee mentee, Told told) {
		requireConfidant(mentee);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = Objects.requireNonNullElse(told.toldOn(), today);
		Checks checks = new Checks().past(on, today, "toldOn");
		Dictionaries.check(checks, "sourceRole", this.dictionaries.offered(Set.of(Dictionary.THIRD_PARTY_SOURCES))
			.getOrDefault(Dictionary.THIRD_PARTY_SOURCES, Set.of()), List.of(told.sourceRole()), List.of());
		checks.done();
		this.entityManager.flush();
		place(this.jdbc
			.sql("""
					insert into third_party_info (region_id, institute_id, municipality_id, organisation_id, mentee_id,
					  source_role, text, told_on, created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :mentee, :role, :text, :on, :caller, :caller)"""),
				mentee)
			.param("role", told.sourceRole())
			.param("text", told.text().strip())
			.param("on", on)
			.update();
	}

	void tell(long mentee, Told told) {
		tell(find(mentee), told);
	}

	/** Takes a note away; gives the mentee it was about. */
	long forget(long note) {
		long mentee = this.jdbc.sql("select mentee_id from third_party_info where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", note)
			.query(Long.class)
			.optional()
			.orElseThrow(Confidences::notFound);
		requireConfidant(find(mentee));
		this.jdbc.sql("delete from third_party_info where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", note)
			.update();
		return mentee;
	}

	/**
	 * Nothing at all for whoever is no confidant: not even whether there is something.
	 */
	@Transactional(readOnly = true)
	@Nullable List<ToldView> told(Mentee mentee) {
		if (!isConfidant(mentee)) {
			return null;
		}
		return this.jdbc
			.sql("select id, source_role, text, told_on from third_party_info where region_id = :region "
					+ "and mentee_id = :mentee order by told_on desc, id desc limit 200")
			.param("region", Scope.current().region())
			.param("mentee", mentee.id())
			.query(ToldView.class)
			.list();
	}

	/** BR-024: kept only where a consent in force names this category of data. */
	void support(long id, Support support) {
		Mentee mentee = find(id);
		requireConfidant(mentee);
		if (!covered(mentee)) {
			throw RegistryProblem.NO_CONSENT
				.because("Сведения об особых потребностях вносят, только когда действующее согласие прямо называет эту "
						+ "категорию данных. Сначала оформите такое согласие.");
		}
		Checks checks = new Checks();
		Dictionaries.check(checks, "codes", this.dictionaries.offered(Set.of(Dictionary.SUPPORT_NEEDS))
			.getOrDefault(Dictionary.SUPPORT_NEEDS, Set.of()), support.codes(), List.of());
		checks.done();
		place(this.jdbc.sql("""
				insert into mentee_support (region_id, institute_id, municipality_id, organisation_id, mentee_id,
				  codes, note, created_by, updated_by)
				values (:region, :institute, :municipality, :organisation, :mentee, :codes, :note, :caller, :caller)
				on conflict (region_id, mentee_id) do update set codes = excluded.codes, note = excluded.note,
				  version = mentee_support.version + 1, updated_at = now(), updated_by = excluded.updated_by"""),
				mentee)
			.param("codes", support.codes().toArray(String[]::new))
			.param("note", support.note())
			.update();
	}

	/** Closes by itself when the consent ends. */
	@Transactional(readOnly = true)
	@Nullable SupportView support(Mentee mentee) {
		if (!isConfidant(mentee)) {
			return null;
		}
		if (!covered(mentee)) {
			return new SupportView(false, null);
		}
		return new SupportView(true,
				this.jdbc
					.sql("select codes, note from mentee_support where region_id = :region and mentee_id = :mentee")
					.param("region", Scope.current().region())
					.param("mentee", mentee.id())
					.query((row, number) -> new Support(Arrays.asList((String[]) row.getArray("codes").getArray()),
							row.getString("note")))
					.optional()
					.orElse(null));
	}

	/** What others told is no part of it: it was told in confidence. */
	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> export(long personId) {
		Map<String, Object> sections = new LinkedHashMap<>();
		this.mentees.findByPersonId(personId).map(this::support).map(SupportView::support).ifPresent((support) -> {
			Map<String, Object> row = new LinkedHashMap<>(Map.of("codes", support.codes()));
			if (support.note() != null) {
				row.put("note", support.note());
			}
			sections.put("Особые потребности", List.of(row));
		});
		return sections;
	}

	/** Both go with the profile of the mentee they belong to. */
	@Override
	public void erase(long personId) {
		// the rows are found by the schema
	}

	/** Who can support those who wait. */
	@Transactional(readOnly = true)
	List<Psychologist> psychologists(long organisation) {
		return this.jdbc.sql("""
				select p.id, concat_ws(' ', p.last_name, p.first_name, p.middle_name) as name
				from employment e join person p on p.region_id = e.region_id and p.id = e.person_id
				where e.region_id = :region and e.organisation_id = :organisation and e.position = 'psychologist'
				  and (e.dismissed_on is null or e.dismissed_on >= :today) order by p.name_norm limit 100""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("today", LocalDate.now(this.clock))
			.query(Psychologist.class)
			.list();
	}

	/** BR-030: a psychologist of the organisation who works there now. */
	@Transactional(readOnly = true)
	public boolean isPsychologist(long organisation, long person) {
		return this.jdbc.sql("""
				select exists (select from employment where region_id = :region and person_id = :person
				  and organisation_id = :organisation and position = 'psychologist'
				  and (dismissed_on is null or dismissed_on >= :today))""")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("organisation", organisation)
			.param("today", LocalDate.now(this.clock))
			.query(Boolean.class)
			.single();
	}

	/** The card went to another organisation, and what hangs on the profile with it. */
	@EventListener
	void on(PersonMoved moved) {
		String place = " t set institute_id = :institute, municipality_id = :municipality, organisation_id = :organisation ";
		for (String sql : List.of(
				"update mentee_support" + place + "from mentee m where m.region_id = t.region_id "
						+ "and m.id = t.mentee_id and m.region_id = :region and m.person_id = :person",
				"update profile_step" + place
						+ "where region_id = :region and person_id = :person and profile = 'mentee'")) {
			this.jdbc.sql(sql)
				.param("region", moved.to().region())
				.param("institute", moved.to().institute())
				.param("municipality", moved.to().municipality())
				.param("organisation", moved.to().organisation())
				.param("person", moved.personId())
				.update();
		}
	}

	private boolean covered(Mentee mentee) {
		return this.consents.covers(mentee.personId(), mentee.organisationId(), CATEGORY);
	}

	private Mentee find(long id) {
		return this.mentees.findById(id).orElseThrow(Confidences::notFound);
	}

	private static boolean isConfidant(Mentee mentee) {
		return Scope.current().has(mentee.organisationId(), Role.CURATOR, Role.PSYCHOLOGIST);
	}

	private static void requireConfidant(Mentee mentee) {
		Scope.current().requireRole(mentee.organisationId(), Role.CURATOR, Role.PSYCHOLOGIST);
	}

	private static JdbcClient.StatementSpec place(JdbcClient.StatementSpec statement, Mentee mentee) {
		Place place = mentee.place();
		return statement.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("mentee", mentee.id())
			.param("caller", Scope.current().caller());
	}

	private static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

}
