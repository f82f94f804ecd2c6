package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What the parties stated: about an ending, an extension, a new mentor (BR-039). A later
 * word of the same person by the same hand replaces the earlier one.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Statements {

	private final JdbcClient jdbc;

	Statements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Who may read a statement above the school follows the ages of the members. */
	@EventListener
	void on(ReadersChanged changed) {
		for (String table : List.of("party_statement", "change_request")) {
			this.jdbc
				.sql("update " + table
						+ " t set with_minors = m.with_minors, version = t.version + 1 from mentorship m "
						+ "where t.region_id = any(:regions) and t.mentorship_id = any(:mentorships) "
						+ "and m.region_id = t.region_id and m.id = t.mentorship_id and t.with_minors <> m.with_minors")
				.param("regions", changed.regions().toArray(Long[]::new))
				.param("mentorships", changed.mentorships().toArray(Long[]::new))
				.update();
		}
	}

	/**
	 * Writes a statement down.
	 * @param change the request that it is about, or null for an ending
	 * @param readers who of the members may read it
	 */
	public void write(About mentorship, @Nullable Long change, Purpose purpose, Statement statement,
			List<Long> readers) {
		Place place = mentorship.place();
		if (change != null) {
			this.jdbc
				.sql("delete from party_statement where region_id = :region and change_id = :change "
						+ "and person_id = :person and (by_whom = 'representative') = :representative")
				.param("region", place.region())
				.param("change", change)
				.param("person", statement.personId())
				.param("representative", statement.by() == AgreedBy.REPRESENTATIVE)
				.update();
		}
		this.jdbc
			.sql("""
					insert into party_statement (region_id, institute_id, municipality_id, organisation_id, mentorship_id, change_id,
					  purpose, person_id, agrees, by_whom, on_date, document, with_minors, participants, created_by)
					values (:region, :institute, :municipality, :organisation, :mentorship, :change, :purpose, :person, :agrees,
					  :by, :on, :document, :minors, :readers, :caller)""")
			.param("region", place.region())
			.param("institute", place.institute(), java.sql.Types.BIGINT)
			.param("municipality", place.municipality(), java.sql.Types.BIGINT)
			.param("organisation", place.organisation())
			.param("mentorship", mentorship.id())
			.param("change", change, java.sql.Types.BIGINT)
			.param("purpose", purpose.toString())
			.param("person", statement.personId())
			.param("agrees", statement.agrees())
			.param("by", statement.by().toString())
			.param("on", statement.on())
			.param("document", statement.document())
			.param("minors", mentorship.withMinors())
			.param("readers", readers.toArray(Long[]::new))
			.param("caller", Scope.current().caller())
			.update();
	}

	/**
	 * BR-039: an ending of work by a party's wish needs the stored statement of a party,
	 * and of a minor's representative.
	 */
	public static void demand(Outline mentorship, Collection<Statement> statements, Set<Long> minors) {
		if (statements.isEmpty()) {
			throw KitProblem.INVALID
				.because("Прекращение по инициативе участников оформляют по заявлению. "
						+ "Укажите, кто из участников заявил о прекращении.")
				.on("statements");
		}
		demandMembers(mentorship, statements);
		List<Long> people = statements.stream().map(Statement::personId).distinct().toList();
		boolean strange = statements.stream()
			.anyMatch((one) -> one.by() == AgreedBy.REPRESENTATIVE && !minors.contains(one.personId()));
		if (strange || !missing(people, minors, statements).isEmpty()) {
			throw KitProblem.INVALID
				.because("За несовершеннолетнего нужны его собственное заявление и заявление законного представителя, "
						+ "за взрослого — только его собственное.")
				.on("statements");
		}
	}

	/** Whoever states something may read it: a stranger may not. */
	public static void demandMembers(Outline mentorship, Collection<Statement> statements) {
		if (!statements.stream().map(Statement::personId).allMatch(mentorship.participants()::contains)) {
			throw KitProblem.INVALID.because("Заявление может быть только от участника этой пары или группы.")
				.on("statements");
		}
	}

	/** What was stated about a request. */
	public List<Statement> about(long change) {
		return this.jdbc
			.sql("select person_id, agrees, by_whom, on_date, document from party_statement "
					+ "where region_id = :region and change_id = :change order by id")
			.param("region", Scope.current().region())
			.param("change", change)
			.query((row, number) -> new Statement(row.getLong("person_id"), row.getBoolean("agrees"),
					AgreedBy.valueOf(row.getString("by_whom").toUpperCase(Locale.ROOT)),
					row.getObject("on_date", LocalDate.class), row.getString("document")))
			.list();
	}

	/** What is forgotten when others are asked. */
	public void forget(long change) {
		this.jdbc.sql("delete from party_statement where region_id = :region and change_id = :change")
			.param("region", Scope.current().region())
			.param("change", change)
			.update();
	}

	/**
	 * Whose word is missing among these people: their own, and for a minor the
	 * representative's too (BR-039).
	 */
	public static Set<Long> missing(Collection<Long> people, Set<Long> minors, Collection<Statement> statements) {
		Set<Long> own = said(statements, false);
		Set<Long> parents = said(statements, true);
		Set<Long> missing = new HashSet<>();
		for (Long person : people) {
			if (!own.contains(person) || minors.contains(person) && !parents.contains(person)) {
				missing.add(person);
			}
		}
		return missing;
	}

	private static Set<Long> said(Collection<Statement> statements, boolean representative) {
		return statements.stream()
			.filter((one) -> one.agrees() && (one.by() == AgreedBy.REPRESENTATIVE) == representative)
			.map(Statement::personId)
			.collect(Collectors.toSet());
	}

	/**
	 * One statement.
	 *
	 * @param document number of the paper, if it has one
	 */
	public record Statement(long personId, boolean agrees, AgreedBy by, LocalDate on, @Nullable String document) {
	}

	/** The mentorship of a statement, which its speaker may not be able to read yet. */
	public record About(long id, Place place, boolean withMinors) {
	}

	/** What a statement is about. */
	public enum Purpose {

		ENDING, EXTENSION, REPLACEMENT;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
