package ru.nastavnik.registry.act;

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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * A normative act: acting → repealed, and back when that was a mistake.
 */
@Entity
@Table(name = "normative_act")
class Act extends Placed {

	/** Who issued it, by level; a school's own acts are nobody else's to read. */
	enum Level {

		FEDERAL, REGIONAL, MUNICIPAL, INSTITUTIONAL;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		static Level of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		boolean shared() {
			return this != INSTITUTIONAL;
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Which of the four acts of a school it is (BR-011). */
	enum Part {

		REGULATION, PAIRING_ORDER, COUNCIL, PROGRAMMES;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		static @Nullable Part of(@Nullable String code) {
			return (code != null) ? valueOf(code.toUpperCase(Locale.ROOT)) : null;
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Whether it is in force. */
	enum Status {

		ACTING, REPEALED;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What an act says of itself. */
	record Requisites(String kind, String issuer, String number, LocalDate date, String title, @Nullable String link,
			@Nullable Part serves, List<Long> cites) {

		void check(Level level, LocalDate today, Checks checks) {
			checks.past(this.date, today, "date")
				.refuseIf(this.serves != null && level != Level.INSTITUTIONAL, "serves",
						"В комплект документов школы входят только её локальные акты.")
				.refuseIf(this.link != null && !this.link.matches("https?://\\S+"), "link",
						"Ссылка начинается с https:// и не содержит пробелов.");
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "normative_act_seq")
	@SequenceGenerator(name = "normative_act_seq", sequenceName = "normative_act_seq", allocationSize = 50)
	private @Nullable Long id;

	private boolean shared;

	@Enumerated(EnumType.STRING)
	private Level level = Level.INSTITUTIONAL;

	private String kind = "";

	private String issuer = "";

	private String number = "";

	private LocalDate actDate = LocalDate.EPOCH;

	private String title = "";

	private String textNorm = "";

	private @Nullable String link;

	@Enumerated(EnumType.STRING)
	private @Nullable Part serves;

	@Enumerated(EnumType.STRING)
	private Status status = Status.ACTING;

	private @Nullable LocalDate repealedOn;

	private @Nullable Long replacedById;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> cites = List.of();

	/** For JPA. */
	protected Act() {
	}

	Act(Place place, Level level, Requisites requisites) {
		super(place);
		this.level = level;
		this.shared = level.shared();
		change(requisites);
	}

	final void change(Requisites requisites) {
		this.kind = requisites.kind().strip();
		this.issuer = requisites.issuer().strip();
		this.number = requisites.number().strip();
		this.actDate = requisites.date();
		this.title = requisites.title().strip();
		this.link = requisites.link();
		this.serves = requisites.serves();
		this.cites = requisites.cites().stream().distinct().toList();
		this.textNorm = searchable(this.kind + " " + this.issuer + " " + this.number + " " + this.title);
	}

	/** BR-013: from now on everything that cites it is flagged. */
	void repeal(LocalDate on, @Nullable Long replacement, LocalDate today) {
		if (this.status == Status.REPEALED) {
			throw RegistryProblem.ACT_STATE.because("Акт уже отмечен как утративший силу.");
		}
		new Checks().past(on, today, "on")
			.ordered(this.actDate, on, "on", "Акт не мог утратить силу раньше своей даты. Проверьте даты.")
			.refuseIf(replacement != null && replacement == id(), "replacedById", "Акт не может заменить сам себя.")
			.done();
		this.status = Status.REPEALED;
		this.repealedOn = on;
		this.replacedById = replacement;
	}

	void reinstate() {
		if (this.status == Status.ACTING) {
			throw RegistryProblem.ACT_STATE.because("Акт и так действует.");
		}
		this.status = Status.ACTING;
		this.repealedOn = null;
		this.replacedById = null;
	}

	/** Words that begin with a space each, so that a word's beginning is found. */
	static String searchable(String text) {
		return " " + Names.normalised(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	Level level() {
		return this.level;
	}

	String title() {
		return this.title;
	}

}
