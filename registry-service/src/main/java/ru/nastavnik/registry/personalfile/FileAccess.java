package ru.nastavnik.registry.personalfile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
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
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * One request of a mentor for the file of one mentee.
 */
@Entity
class FileAccess extends Placed {

	/** How far it has come; an approval ends by itself after its last day. */
	enum Status {

		REQUESTED, APPROVED, REFUSED, ENDED;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "file_access_seq")
	@SequenceGenerator(name = "file_access_seq", sequenceName = "file_access_seq", allocationSize = 50)
	private @Nullable Long id;

	/** The mentee. */
	private long personId;

	private long mentorId;

	private String purpose = "";

	private List<String> asked = List.of();

	private LocalDate askedUntil = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private Status status = Status.REQUESTED;

	private List<String> granted = List.of();

	private @Nullable LocalDate validUntil;

	private @Nullable String note;

	private @Nullable String decidedBy;

	private @Nullable Instant decidedAt;

	private @Nullable String endReason;

	private @Nullable Instant endedAt;

	/** For JPA. */
	protected FileAccess() {
	}

	FileAccess(Place place, long mentor, long mentee, String purpose, Collection<Item> asked, LocalDate until,
			LocalDate today) {
		super(place);
		check(asked, "items", until, "until", today).done();
		this.mentorId = mentor;
		this.personId = mentee;
		this.purpose = purpose;
		this.asked = codes(asked);
		this.askedUntil = until;
	}

	/** The curator may give less than was asked for, never more. */
	void approve(Collection<Item> items, LocalDate until, @Nullable String why, LocalDate today) {
		check(items, "items", until, "until", today)
			.refuseIf(!this.asked.containsAll(codes(items)), "items",
					"Наставник просил не это. Отметьте из того, что он просил.")
			.done();
		decide(Status.APPROVED, why);
		this.granted = codes(items);
		this.validUntil = until;
	}

	void refuse(@Nullable String why) {
		new Checks().refuseIf(why == null || why.isBlank(), "note", "Напишите наставнику, почему.").done();
		decide(Status.REFUSED, why);
	}

	/** The curator closes the file before its day. */
	void end(LocalDate today) {
		if (this.status != Status.APPROVED || this.validUntil == null || today.isAfter(this.validUntil)) {
			throw RegistryProblem.TRANSITION.because("Доступ к личному делу не открыт. Обновите страницу.");
		}
		this.status = Status.ENDED;
		this.endReason = "curator";
		this.endedAt = Instant.now();
	}

	boolean isOpenOn(LocalDate day) {
		return this.status == Status.APPROVED && this.validUntil != null && !day.isAfter(this.validUntil);
	}

	boolean gives(Item item) {
		return this.granted.contains(item.toString());
	}

	private void decide(Status to, @Nullable String why) {
		if (this.status != Status.REQUESTED) {
			throw RegistryProblem.TRANSITION.because("Решение по этому запросу уже принято. Обновите страницу.");
		}
		this.status = to;
		this.note = why;
		this.decidedBy = Scope.current().name();
		this.decidedAt = Instant.now();
	}

	private static Checks check(Collection<Item> items, String itemsField, LocalDate until, String untilField,
			LocalDate today) {
		return new Checks().refuseIf(items.isEmpty(), itemsField, "Отметьте хотя бы один раздел.")
			.refuseIf(until.isBefore(today), untilField, "Последний день уже прошёл.")
			.refuseIf(until.isAfter(today.plusYears(1)), untilField, "Доступ даётся не больше чем на год.");
	}

	private static List<String> codes(Collection<Item> items) {
		return items.stream().distinct().sorted().map(Item::toString).toList();
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	long mentorId() {
		return this.mentorId;
	}

	String purpose() {
		return this.purpose;
	}

}
