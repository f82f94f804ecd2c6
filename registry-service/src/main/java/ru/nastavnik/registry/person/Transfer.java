package ru.nastavnik.registry.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * A person's way from one organisation to another on a date. The posts or classes are
 * dated at once; the card moves to the new keeper on that day.
 */
@Entity
@Table(name = "person_transfer")
class Transfer extends Placed {

	/**
	 * Who began it: the old organisation, the new one, or the end of the last post in the
	 * old one.
	 */
	enum Kind {

		TRANSFER, ACCEPTANCE, SUCCESSION;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** How far it has come. */
	enum Status {

		PLANNED, DONE, UNDONE;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What ties the person to the new organisation. */
	enum Tie {

		POST, CLASS;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_transfer_seq")
	@SequenceGenerator(name = "person_transfer_seq", sequenceName = "person_transfer_seq", allocationSize = 50)
	private @Nullable Long id;

	private List<Long> organisations = List.of();

	private long personId;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.TRANSFER;

	private long fromId;

	private long toId;

	private LocalDate onDate = LocalDate.EPOCH;

	private @Nullable String basisNo;

	private @Nullable LocalDate basisOn;

	@Enumerated(EnumType.STRING)
	private Status status = Status.PLANNED;

	private boolean moves;

	@Enumerated(EnumType.STRING)
	private Tie tie = Tie.POST;

	private @Nullable Long closedId;

	private @Nullable LocalDate closedUntil;

	private @Nullable Long openedId;

	private @Nullable Instant doneAt;

	/** For JPA. */
	protected Transfer() {
	}

	Transfer(Place place, Person person, Kind kind, long to, Terms terms, boolean moves) {
		this(place, person, person.organisationId(), kind, to, terms, moves);
	}

	Transfer(Place place, Person person, long from, Kind kind, long to, Terms terms, boolean moves) {
		super(place);
		this.personId = person.id();
		this.kind = kind;
		this.fromId = from;
		this.toId = to;
		this.organisations = List.of(this.fromId, to);
		this.onDate = terms.on();
		this.basisNo = terms.basisNo();
		this.basisOn = terms.basisOn();
		this.moves = moves;
	}

	/** From when and by which order. */
	record Terms(LocalDate on, @Nullable String basisNo, @Nullable LocalDate basisOn) {
	}

	/** What the transfer has ended, and until when that would have lasted without it. */
	void closed(Tie oldTie, long tieId, @Nullable LocalDate until) {
		this.tie = oldTie;
		this.closedId = tieId;
		this.closedUntil = until;
	}

	void opened(Tie newTie, long tieId) {
		this.tie = newTie;
		this.openedId = tieId;
	}

	void done(Instant at) {
		this.status = Status.DONE;
		this.doneAt = at;
	}

	void undone() {
		this.status = Status.UNDONE;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	List<Long> organisations() {
		return this.organisations;
	}

	long personId() {
		return this.personId;
	}

	Kind kind() {
		return this.kind;
	}

	long from() {
		return this.fromId;
	}

	long to() {
		return this.toId;
	}

	LocalDate on() {
		return this.onDate;
	}

	@Nullable String basisNo() {
		return this.basisNo;
	}

	@Nullable LocalDate basisOn() {
		return this.basisOn;
	}

	Status status() {
		return this.status;
	}

	boolean moves() {
		return this.moves;
	}

	Tie tie() {
		return this.tie;
	}

	@Nullable Long closedId() {
		return this.closedId;
	}

	@Nullable LocalDate closedUntil() {
		return this.closedUntil;
	}

	@Nullable Long openedId() {
		return this.openedId;
	}

	@Nullable Instant doneAt() {
		return this.doneAt;
	}

}
