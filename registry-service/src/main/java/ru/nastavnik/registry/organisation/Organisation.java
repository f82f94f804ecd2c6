package ru.nastavnik.registry.organisation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumType;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.registry.Checks;

/**
 * An organisation of the region. It is created set-wise by {@link OrganisationDirectory};
 * this aggregate carries its later changes.
 */
@Entity
class Organisation extends Placed {

	/** What kind of organisation it is. */
	enum Type {

		SCHOOL, KINDERGARTEN, ADDITIONAL, COLLEGE, UNIVERSITY, SPECIAL, PARTNER, AUTHORITY;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Whether it works. */
	enum Status {

		ONBOARDING, ACTIVE, REORGANISED, CLOSED;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** The names and codes that an editor may change. */
	record Card(Type type, String fullName, String shortName, @Nullable String inn, @Nullable String ogrn,
			@Nullable String oktmo, @Nullable Status status) {

		/** What is wrong with the codes and the type. */
		void check(Level level, Checks checks) {
			boolean authority = this.type == Type.AUTHORITY;
			boolean entrepreneur = this.type == Type.PARTNER;
			checks
				.refuseIf(authority != (level != Level.SCHOOL), "type",
						authority ? "Орган управления не может стоять на уровне школы."
								: "На уровне выше школы укажите тип «орган управления».")
				.refuseIf(this.inn != null
						&& !StateCodes.isValidInn(this.inn) && !(entrepreneur && StateCodes.isValidPersonInn(this.inn)),
						"inn",
						"ИНН организации — 10 цифр с верной контрольной цифрой, партнёра-предпринимателя — 12. "
								+ "Проверьте цифры.")
				.refuseIf(
						this.ogrn != null && !StateCodes.isValidOgrn(this.ogrn)
								&& !(entrepreneur && StateCodes.isValidOgrnip(this.ogrn)),
						"ogrn", "ОГРН — 13 цифр с верной контрольной цифрой, ОГРНИП партнёра — 15. Проверьте цифры.")
				.refuseIf(
						this.oktmo != null
								&& !this.oktmo.matches((level == Level.MUNICIPALITY) ? "\\d{8}" : "\\d{8}(\\d{3})?"),
						"oktmo",
						(level == Level.MUNICIPALITY) ? "ОКТМО муниципалитета — 8 цифр." : "ОКТМО — 8 или 11 цифр.");
		}

		String nameNorm() {
			return searchable(this.fullName + " " + this.shortName);
		}

	}

	@Id
	private long id;

	private @Nullable Long parentId;

	@Enumerated(EnumType.STRING)
	private Level level = Level.SCHOOL;

	@Enumerated(EnumType.STRING)
	private Type type = Type.SCHOOL;

	private String fullName = "";

	private String shortName = "";

	private String nameNorm = "";

	private @Nullable String inn;

	private @Nullable String ogrn;

	private @Nullable String oktmo;

	@Enumerated(EnumType.STRING)
	private Status status = Status.ACTIVE;

	/** For JPA. */
	protected Organisation() {
	}

	void change(Card card) {
		Checks checks = new Checks();
		card.check(this.level, checks);
		checks.done();
		this.type = card.type();
		this.fullName = card.fullName().strip();
		this.shortName = card.shortName().strip();
		this.nameNorm = card.nameNorm();
		this.inn = card.inn();
		this.ogrn = card.ogrn();
		this.oktmo = card.oktmo();
		if (card.status() != null) {
			this.status = card.status();
		}
	}

	/** Its codes by kind, as far as it has them. */
	Map<String, String> codes() {
		Map<String, String> codes = new LinkedHashMap<>();
		putCode(codes, "inn", this.inn);
		putCode(codes, "ogrn", this.ogrn);
		putCode(codes, "oktmo", this.oktmo);
		return codes;
	}

	private static void putCode(Map<String, String> codes, String kind, @Nullable String value) {
		if (value != null) {
			codes.put(kind, value);
		}
	}

	/** Words that begin with a space each, so that a word's beginning is found. */
	static String searchable(String text) {
		return " " + Names.normalised(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
	}

}
