package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.util.EnumSet;
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
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.template.Term;

/**
 * One activity of a personal programme: {@code planned → done | struck}. What an
 * amendment adds is {@code proposed} until the amendment is approved; what it changes is
 * proposed beside the activity that it replaces.
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

	/** Of a planned activity: the strike is proposed by an amendment. */
	private @Nullable String strikeReason;

	/** Of a proposed activity: the one whose content it replaces. */
	private @Nullable Long replaces;

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

	void describe(Content content, Period period) {
		Demand.status(this.status, EnumSet.of(Status.PLANNED, Status.PROPOSED),
				"Выполненное или исключённое мероприятие изменить нельзя.");
		write(content);
		schedule(period);
		if (content.dueTo() != null) {
			this.dueFrom = content.dueFrom();
			this.dueTo = content.dueTo();
		}
	}

	private void write(Content content) {
		this.no = content.no();
		this.section = content.section();
		this.task = content.task();
		this.term = Term.parse(content.term());
		this.plannedResult = content.plannedResult();
		this.responsible = content.responsible();
	}

	/** Part of an amendment until it is approved. */
	void propose(@Nullable Activity instead) {
		this.status = Status.PROPOSED;
		this.replaces = (instead != null) ? instead.id() : null;
	}

	boolean replaces(Activity other) {
		return this.replaces != null && this.replaces == other.id();
	}

	boolean proposed() {
		return this.status == Status.PROPOSED;
	}

	boolean strikeProposed() {
		return this.status == Status.PLANNED && this.strikeReason != null;
	}

	void proposeStrike(@Nullable String reason) {
		demandPlanned();
		this.strikeReason = reason;
	}

	/** The amendment is approved: what it proposes for this activity takes effect. */
	void takeEffect(@Nullable Activity replacement) {
		if (strikeProposed()) {
			this.status = Status.STRUCK;
		}
		else if (replacement != null) {
			write(replacement.content());
			this.dueFrom = replacement.dueFrom;
			this.dueTo = replacement.dueTo;
		}
		else if (proposed()) {
			this.status = Status.PLANNED;
		}
	}

	/** Derives the due dates from the term and the programme's period. */
	void schedule(Period period) {
		Term.Due due = this.term.within(period.from(), period.to()).orElse(null);
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
		Demand.status(this.status, EnumSet.of(Status.PLANNED),
				"Мероприятие уже отмечено выполненным, исключено или ещё не утверждено.");
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

	/** As a refusal names it. */
	String label() {
		String text = (this.no + " " + this.task).strip();
		return (text.length() > 80) ? text.substring(0, 80) + "…" : text;
	}

	Content content() {
		return new Content(this.no, this.section, this.task, this.term.text(), this.dueFrom, this.dueTo,
				this.plannedResult, this.responsible);
	}

	ActivityView view() {
		return new ActivityView(id(), this.no, this.section, this.task, this.term, this.dueFrom, this.dueTo,
				this.plannedResult, this.responsible, this.status, this.doneOn, this.actualResult, this.strikeReason,
				this.replaces, version());
	}

	/** Where the activity stands. */
	enum Status {

		PLANNED, DONE, STRUCK, PROPOSED;

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
			@Nullable LocalDate doneOn, @Nullable String actualResult, @Nullable String strikeReason,
			@Nullable Long replaces, int version) {
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
