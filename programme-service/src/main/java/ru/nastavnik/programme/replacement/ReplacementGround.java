package ru.nastavnik.programme.replacement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;

/**
 * The five grounds on which the powers of a mentor end (4.6), who may start each, and
 * what has to be shown (BR-037).
 */
enum ReplacementGround {

	/** Personal application of the mentee or the mentor. */
	G1("личное заявление", "На основании личного заявления",
			EnumSet.of(Starter.MENTOR, Starter.MENTEE, Starter.REPRESENTATIVE)),
	/** Long absence of the mentor. */
	G2("длительное отсутствие наставника", "В связи с длительным отсутствием наставника", EnumSet.of(Starter.CURATOR)),
	/** Dismissal or transfer. */
	G3("увольнение или перевод", "В связи с увольнением или переводом", EnumSet.of(Starter.CURATOR)),
	/** Disciplinary liability of the mentor; the paper does not tell the others. */
	G4("решение директора", "По решению директора", EnumSet.of(Starter.DIRECTOR)),
	/** Psychological incompatibility. */
	G5("несовместимость участников", "В связи с психологической несовместимостью наставника и наставляемого",
			EnumSet.of(Starter.MENTOR, Starter.MENTEE, Starter.REPRESENTATIVE, Starter.CURATOR, Starter.PSYCHOLOGIST));

	private final String words;

	private final String preamble;

	private final Set<Starter> starters;

	ReplacementGround(String words, String preamble, Set<Starter> starters) {
		this.words = words;
		this.preamble = preamble;
		this.starters = starters;
	}

	/** As an order names it beside the person. */
	String words() {
		return this.words;
	}

	/** How an order that rests on it begins. */
	String preamble() {
		return this.preamble;
	}

	boolean startedBy(Starter starter) {
		return this.starters.contains(starter);
	}

	/** Refuses evidence that is not of this ground's kind. */
	void check(String reason, Evidence evidence) {
		ProblemException refusal = KitProblem.INVALID.because("Приложите то, чем подтверждается основание.");
		switch (this) {
			case G1 -> {
				need(refusal, evidence.documentOn() != null, "documentOn", "Укажите дату заявления.");
				need(refusal, !reason.isBlank(), "reason", "Напишите, о чём просит заявитель.");
			}
			case G2 -> {
				need(refusal, evidence.awayFrom() != null, "awayFrom", "Укажите, с какого дня наставник отсутствует.");
				need(refusal,
						evidence.awayTo() == null || evidence.awayFrom() == null
								|| !evidence.awayTo().isBefore(evidence.awayFrom()),
						"awayTo", "Окончание раньше начала.");
			}
			case G3 -> {
				need(refusal, given(evidence.documentNumber()), "documentNumber",
						"Укажите номер приказа об увольнении или переводе.");
				need(refusal, evidence.documentOn() != null, "documentOn", "Укажите дату приказа.");
			}
			case G4 -> {
				need(refusal, given(evidence.documentNumber()), "documentNumber", "Укажите номер приказа о взыскании.");
				need(refusal, evidence.documentOn() != null, "documentOn", "Укажите дату приказа.");
				need(refusal, reason.isBlank(), "reason",
						"О взыскании хранятся только номер и дата приказа. Оставьте поле пустым.");
			}
			case G5 -> need(refusal, !reason.isBlank(), "reason", "Опишите, в чём трудность и что уже пробовали.");
		}
		if (!refusal.violations().isEmpty()) {
			throw refusal;
		}
	}

	private static void need(ProblemException refusal, boolean there, String field, String message) {
		if (!there) {
			refusal.on(field, message);
		}
	}

	private static boolean given(@Nullable String text) {
		return text != null && !text.isBlank();
	}

	/** Only number and date of the order are kept of a disciplinary measure. */
	boolean takesFiles() {
		return this != G4;
	}

	/**
	 * What is shown for a ground; a scan may come later.
	 *
	 * @param awayFrom first day of an absence
	 */
	record Evidence(@Nullable String documentNumber, @Nullable LocalDate documentOn, @Nullable LocalDate awayFrom,
			@Nullable LocalDate awayTo) {

		static final Evidence NONE = new Evidence(null, null, null, null);

	}

	/** Whose initiative a change is. */
	enum Starter {

		MENTOR, MENTEE, REPRESENTATIVE, CURATOR, DIRECTOR, PSYCHOLOGIST;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		/** Whether it is the word of a member, or of a member's representative. */
		boolean isParty() {
			return this == MENTOR || this == MENTEE || this == REPRESENTATIVE;
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

}
