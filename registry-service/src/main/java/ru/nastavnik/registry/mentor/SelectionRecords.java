package ru.nastavnik.registry.mentor;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.person.PersonMoved;

/**
 * Interviews and trainings. They are only ever added: together they are the history of a
 * selection.
 */
@Component
class SelectionRecords {

	private final JdbcClient jdbc;

	private final Columns columns;

	private final EntityManager entityManager;

	SelectionRecords(JdbcClient jdbc, Columns columns, EntityManager entityManager) {
		this.jdbc = jdbc;
		this.columns = columns;
		this.entityManager = entityManager;
	}

	/** How ready the candidate is in the eyes of those who asked. */
	enum Readiness {

		READY, PARTLY, NOT_READY;

		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What the interview came to. */
	enum Decision {

		SELECT, DECLINE, REPEAT;

		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

		static Decision of(String code) {
			return Arrays.stream(values()).filter((one) -> one.code.equals(code)).findFirst().orElseThrow();
		}

	}

	/** An interview with a candidate. */
	record Interview(LocalDate heldOn, String interviewer, boolean psychologistPresent, Readiness readiness,
			Decision decision, @Nullable String note) {
	}

	/** A training that the mentor finished. */
	record Training(String kind, String title, LocalDate finishedOn, @Nullable Integer hours,
			@Nullable String document) {
	}

	record InterviewView(long id, LocalDate heldOn, String interviewer, boolean psychologistPresent, String readiness,
			String decision, @Nullable String note) {
	}

	record TrainingView(long id, String kind, String title, LocalDate finishedOn, @Nullable Integer hours,
			@Nullable String document) {
	}

	void add(Mentor mentor, Interview interview) {
		add(mentor, "mentor_interview", "held_on, interviewer, psychologist_present, readiness, decision, note",
				":heldOn, :interviewer, :present, :readiness, :decision, :note")
			.param("heldOn", interview.heldOn())
			.param("interviewer", interview.interviewer().strip())
			.param("present", interview.psychologistPresent())
			.param("readiness", interview.readiness().toString())
			.param("decision", interview.decision().toString())
			.param("note", interview.note())
			.update();
	}

	void add(Mentor mentor, Training training) {
		add(mentor, "mentor_training", "kind, title, finished_on, hours, document",
				":kind, :title, :finishedOn, :hours, :document")
			.param("kind", training.kind())
			.param("title", training.title().strip())
			.param("finishedOn", training.finishedOn())
			.param("hours", training.hours())
			.param("document", training.document())
			.update();
	}

	private JdbcClient.StatementSpec add(Mentor mentor, String table, String names, String values) {
		this.entityManager.flush();
		Place place = mentor.place();
		return this.jdbc.sql("insert into " + table
				+ " (id, region_id, institute_id, municipality_id, organisation_id, mentor_id, person_id, " + names
				+ ", created_by, updated_by) values (:id, :region, :institute, :municipality, :organisation, :mentor, "
				+ ":person, " + values + ", :caller, :caller)")
			.param("id", this.columns.ids(table + "_seq", 1).getFirst())
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("mentor", mentor.id())
			.param("person", mentor.personId())
			.param("caller", Scope.current().caller());
	}

	/** The card went to another organisation, and its history with it. */
	@EventListener
	void on(PersonMoved moved) {
		for (String rows : List.of("mentor_interview t", "mentor_training t", "profile_step t")) {
			this.jdbc
				.sql("update " + rows + " set institute_id = :institute, municipality_id = :municipality, "
						+ "organisation_id = :organisation where region_id = :region and person_id = :person"
						+ (rows.startsWith("profile") ? " and profile = 'mentor'" : ""))
				.param("region", moved.to().region())
				.param("institute", moved.to().institute())
				.param("municipality", moved.to().municipality())
				.param("organisation", moved.to().organisation())
				.param("person", moved.personId())
				.update();
		}
		this.jdbc
			.sql("update shared_mentor t set institute_id = :institute, municipality_id = :municipality, "
					+ "organisation_id = :organisation from mentor m where m.region_id = t.region_id "
					+ "and m.id = t.mentor_id and m.region_id = :region and m.person_id = :person")
			.param("region", moved.to().region())
			.param("institute", moved.to().institute())
			.param("municipality", moved.to().municipality())
			.param("organisation", moved.to().organisation())
			.param("person", moved.personId())
			.update();
	}

	/** What the latest interview came to, if there was one. */
	@Nullable Decision lastDecision(long mentor) {
		return interviews(mentor).stream()
			.findFirst()
			.map((interview) -> Decision.of(interview.decision()))
			.orElse(null);
	}

	boolean isTrained(long mentor) {
		return !trainings(mentor).isEmpty();
	}

	List<InterviewView> interviews(long mentor) {
		return this.jdbc.sql("""
				select id, held_on, interviewer, psychologist_present, readiness, decision, note from mentor_interview
				where region_id = :region and mentor_id = :mentor order by held_on desc, id desc limit 100""")
			.param("region", Scope.current().region())
			.param("mentor", mentor)
			.query(InterviewView.class)
			.list();
	}

	List<TrainingView> trainings(long mentor) {
		return this.jdbc.sql("""
				select id, kind, title, finished_on, hours, document from mentor_training
				where region_id = :region and mentor_id = :mentor order by finished_on desc, id desc limit 100""")
			.param("region", Scope.current().region())
			.param("mentor", mentor)
			.query(TrainingView.class)
			.list();
	}

}
