package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * On what grounds somebody represents a minor and for how long.
 */
public record Terms(Kind kind, @Nullable String basis, LocalDate from, @Nullable LocalDate to) {

	/** Grounds of representation. */
	public enum Kind {

		PARENT, ADOPTIVE_PARENT, GUARDIAN, TRUSTEE;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	public void check(LocalDate minorBorn, Identity representative, LocalDate today, Checks checks) {
		checks.past(this.from, today, "from")
			.refuseIf(Identity.isAdult(minorBorn, this.from), "from",
					"На эту дату человеку уже исполнилось 18 лет: представитель не нужен.")
			.refuseIf(!representative.adultOn(this.from), "birthDate",
					"Представитель должен быть совершеннолетним на дату начала. Проверьте даты.")
			.refuseIf(
					(this.kind == Kind.GUARDIAN || this.kind == Kind.TRUSTEE)
							&& (this.basis == null || this.basis.isBlank()),
					"basis", "Для опекуна и попечителя укажите документ об опеке или попечительстве.")
			.ordered(this.from, this.to, "to", "Окончание раньше начала. Проверьте даты.");
	}

	/** A representative acts from the child's birth, but not before coming of age. */
	public static LocalDate start(LocalDate minorBorn, Identity representative) {
		LocalDate ofAge = representative.birthDate().plusYears(Identity.ADULT).plusDays(1);
		return ofAge.isAfter(minorBorn) ? ofAge : minorBorn;
	}

}
