package ru.nastavnik.registry.labour;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EntityManager;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.PersonalData;
import ru.nastavnik.registry.organisation.PeopleRehomed;
import ru.nastavnik.registry.person.PeopleMerged;

/**
 * Scans of the labour papers, and what is told and forgotten of a person on demand.
 */
@Service
@Transactional
@Order(100)
class LabourFiles implements PersonalData {

	private static final String KEPT = "Трудовые документы ведёт работодатель наставника. Обратитесь к его куратору.";

	/** What was scanned. */
	enum Paper {

		CONSENT, ADDENDUM, NOTICE;

		String feature() {
			return "labour-" + this;
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** A scan on the screen. */
	record FileView(long id, Paper paper, String name, int size) {
	}

	private final Assignments assignments;

	private final Papers papers;

	private final Files files;

	private final Outbox outbox;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	LabourFiles(Assignments assignments, Papers papers, Files files, Outbox outbox, EntityManager entityManager,
			JdbcClient jdbc) {
		this.assignments = assignments;
		this.papers = papers;
		this.files = files;
		this.outbox = outbox;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
	}

	@Transactional(readOnly = true)
	List<FileView> of(long id) {
		this.papers.view(id);
		return Arrays.stream(Paper.values())
			.flatMap((paper) -> this.files.of(paper.feature(), id)
				.stream()
				.map((file) -> new FileView(file.id(), paper, file.name(), file.size())))
			.toList();
	}

	FileView attach(long id, Paper paper, String name, byte[] content) {
		Assignment assignment = Keeping.own(this.assignments.findById(id), KEPT);
		Scope.current().requireRole(assignment.organisationId(), Role.CURATOR, Role.DIRECTOR);
		Upload upload = Upload.of(name, content, FileKind.SCAN);
		this.files.deleteOf(paper.feature(), id);
		StoredFile stored = this.files
			.store(StoredFile.Owner.of(assignment.place(), paper.feature(), id).about(assignment.personId()), upload);
		return new FileView(stored.id(), paper, stored.name(), stored.size());
	}

	@Transactional(readOnly = true)
	Files.Opened open(long file) {
		return Arrays.stream(Paper.values())
			.filter((paper) -> this.files.find(paper.feature(), file).isPresent())
			.findFirst()
			.map((paper) -> this.files.open(paper.feature(), file))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** The papers are of the other record now: whoever keeps a replica has to know. */
	@EventListener
	void on(PeopleMerged merged) {
		this.entityManager.flush();
		this.entityManager.clear();
		Stream.of(merged.personId(), merged.intoId())
			.flatMap((person) -> this.assignments.findByPersonIdOrMenteeId(person, person).stream())
			.map(Assignment::fact)
			.forEach(this.outbox::record);
	}

	/**
	 * A reorganisation has taken the papers along; set-wise, behind the entities' back.
	 */
	@EventListener
	void on(PeopleRehomed rehomed) {
		this.entityManager.flush();
		this.entityManager.clear();
		this.outbox.recordAll(this.assignments.findByPersonIdInOrMenteeIdIn(rehomed.people(), rehomed.people())
			.stream()
			.map(Assignment::fact)
			.toList());
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> export(long personId) {
		List<Map<String, Object>> rows = this.jdbc
			.sql("""
					select case when person_id = :person then 'наставник' else 'наставляемый' end as "роль", status as "состояние",
					  content as "содержание", term_from as "с", term_to as "по", form as "форма", pay_size as "размер выплаты",
					  pay_basis as "условия выплаты", consent_on as "согласие", addendum_number as "номер соглашения",
					  addendum_on as "дата соглашения", refused_on as "отказ", refusal_note as "примечание к отказу",
					  exempt_reason as "причина освобождения", exempt_reference as "основание освобождения",
					  notice_given_on as "уведомление", effective_on as "прекращение"
					from labour_assignment where region_id = :region and (person_id = :person or mentee_id = :person)
					order by id""")
			.param("region", Scope.current().region())
			.param("person", personId)
			.query()
			.listOfRows();
		Map<String, Object> sections = new LinkedHashMap<>();
		if (!rows.isEmpty()) {
			sections.put("Трудовые документы наставника", rows);
		}
		return sections;
	}

	@Override
	public void erase(long personId) {
		List<Assignment> gone = this.assignments.findByPersonIdOrMenteeId(personId, personId);
		for (Assignment assignment : gone) {
			for (Paper paper : Paper.values()) {
				this.files.deleteOf(paper.feature(), assignment.id());
			}
		}
		this.assignments.deleteAll(gone);
		this.assignments.flush();
		this.outbox.recordAll(gone.stream()
			.map((assignment) -> Fact.Draft.deleted(Fact.FACTS, Assignment.Changed.TYPE, assignment.id(),
					assignment.place()))
			.toList());
	}

}
