package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Placed;

/**
 * A leave from a post; it may have no planned end.
 */
@Entity
@Table(name = "employment_leave")
class Leave extends Placed {

	/** Kinds of leave. */
	enum Kind {

		ANNUAL, MATERNITY, CHILDCARE, STUDY, SICK, LONG_PEDAGOGICAL, UNPAID, OTHER;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "employment_leave_seq")
	@SequenceGenerator(name = "employment_leave_seq", sequenceName = "employment_leave_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private long employmentId;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.OTHER;

	private LocalDate validFrom = LocalDate.EPOCH;

	private @Nullable LocalDate validTo;

	private @Nullable LocalDate returnedOn;

	/** For JPA. */
	protected Leave() {
	}

	Leave(Employment employment, Kind kind, LocalDate from, @Nullable LocalDate to) {
		super(employment.place());
		this.personId = employment.personId();
		this.employmentId = employment.id();
		this.kind = kind;
		this.validFrom = from;
		this.validTo = to;
	}

	/** Back at work from this day on. */
	void returned(LocalDate on) {
		this.returnedOn = on;
	}

	/** The last day away, if it is known. */
	@Nullable LocalDate last() {
		return (this.returnedOn != null) ? this.returnedOn.minusDays(1) : this.validTo;
	}

	boolean overlaps(LocalDate from, @Nullable LocalDate to) {
		LocalDate last = last();
		return (last == null || !last.isBefore(from)) && (to == null || !this.validFrom.isAfter(to));
	}

	boolean on(LocalDate date) {
		return overlaps(date, date);
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	long employmentId() {
		return this.employmentId;
	}

	Kind kind() {
		return this.kind;
	}

	LocalDate from() {
		return this.validFrom;
	}

	@Nullable LocalDate to() {
		return this.validTo;
	}

	@Nullable LocalDate returnedOn() {
		return this.returnedOn;
	}

}
