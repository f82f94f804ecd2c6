package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.template.Term;

/**
 * One activity of a personal programme: {@code planned → done | struck}.
 */
@Entity
@Table(name = "programme_activity")
class Activity extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "programme_activity_seq")
	@SequenceGenerator(name = "programme_activity_seq", allocationSize = 50)
	private @Nullable Long id;

	private int seq;

	private String no = "";

	private String section = "";

	private String task = "";

	@Convert(converter = TermText.class)
	private Term term = Term.parse("");

	private @Nullable LocalDate dueFrom;

	private @Nullable LocalDate dueTo;

	private String plannedResult = "";

	private String responsible = "";

	@Enumerated(EnumType.STRING)
	private Status status = Status.PLANNED;

	private @Nullable LocalDate doneOn;

	private @Nullable String actualResult;

	private @Nullable String strikeReason;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	protected Activity() {
	}

	Activity(Place place, int seq, boolean withMinors, List<Long> participants) {
		super(place);
		this.seq = seq;
		this.withMinors = withMinors;
		this.participants = participants;
	}

	void describe(Content content, LocalDate from, LocalDate to) {
		if (this.status != Status.PLANNED) {
			throw ProgrammeProblem.WRONG_STATUS.because("Выполненное или исключённое мероприятие изменить нельзя.");
		}
		this.no = content.no();
		this.section = content.section();
		this.task = content.task();
		this.term = Term.parse(content.term());
		this.plannedResult = content.plannedResult();
		this.responsible = content.responsible();
		schedule(from, to);
		if (content.dueTo() != null) {
			this.dueFrom = content.dueFrom();
			this.dueTo = content.dueTo();
		}
	}

	/** Derives the due dates from the term and the programme's period. */
	void schedule(LocalDate from, LocalDate to) {
		Term.Due due = this.term.within(from, to).orElse(null);
		this.dueFrom = (due != null) ? due.from() : null;
		this.dueTo = (due != null) ? due.to() : null;
	}

	void finish(LocalDate on, @Nullable String result) {
		demandPlanned();
		this.status = Status.DONE;
		this.doneOn = on;
		this.actualResult = result;
	}

	void strike(String reason) {
		demandPlanned();
		this.status = Status.STRUCK;
		this.strikeReason = reason;
	}

	private void demandPlanned() {
		if (this.status != Status.PLANNED) {
			throw ProgrammeProblem.WRONG_STATUS.because("Мероприятие уже отмечено выполненным или исключено.");
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	void identify(long given) {
		this.id = given;
	}

	int seq() {
		return this.seq;
	}

	Status status() {
		return this.status;
	}

	@Nullable LocalDate dueFrom() {
		return this.dueFrom;
	}

	@Nullable LocalDate dueTo() {
		return this.dueTo;
	}

	@Nullable LocalDate doneOn() {
		return this.doneOn;
	}

	Content content() {
		return new Content(this.no, this.section, this.task, this.term.text(), this.dueFrom, this.dueTo,
				this.plannedResult, this.responsible);
	}

	ActivityView view() {
		return new ActivityView(id(), this.no, this.section, this.task, this.term, this.dueFrom, this.dueTo,
				this.plannedResult, this.responsible, this.status, this.doneOn, this.actualResult, this.strikeReason,
				version());
	}

	/** Where the activity stands. */
	enum Status {

		PLANNED, DONE, STRUCK;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What is to be done. */
	record Content(String no, String section, String task, String term, @Nullable LocalDate dueFrom,
			@Nullable LocalDate dueTo, String plannedResult, String responsible) {
	}

	/** An activity on the screen. */
	record ActivityView(long id, String no, String section, String task, Term term, @Nullable LocalDate dueFrom,
			@Nullable LocalDate dueTo, String plannedResult, String responsible, Status status,
			@Nullable LocalDate doneOn, @Nullable String actualResult, @Nullable String strikeReason, int version) {
	}

	/** A term is stored as it was written. */
	@Converter
	static class TermText implements AttributeConverter<Term, String> {

		@Override
		public String convertToDatabaseColumn(Term term) {
			return term.text();
		}

		@Override
		public Term convertToEntityAttribute(String text) {
			return Term.parse(text);
		}

	}

}
