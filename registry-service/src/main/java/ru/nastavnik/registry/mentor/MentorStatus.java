package ru.nastavnik.registry.mentor;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/**
 * How far a candidacy has come (life cycle 4.3).
 */
enum MentorStatus {

	CANDIDATE, CONSENT_PENDING, QUESTIONNAIRE_DONE, INTERVIEWED, SELECTED, IN_REGISTRY, TRAINED, AVAILABLE, ASSIGNED,
	RESTING, ALUMNI_POOL, DECLINED, EXCLUDED;

	@EnumeratedValue
	private final String code = name().toLowerCase(Locale.ROOT);

	/** From here on the mentor is in the register: a consent and a "yes" are needed. */
	boolean inRegister() {
		return compareTo(IN_REGISTRY) >= 0 && compareTo(ALUMNI_POOL) <= 0;
	}

	/** Before the register: what a selection that took place elsewhere passes over. */
	boolean inSelection() {
		return compareTo(CONSENT_PENDING) >= 0 && compareTo(TRAINED) <= 0;
	}

	/** By hand and one step at a time; {@code assigned} follows the mentorships. */
	boolean leadsTo(MentorStatus to) {
		if (to == EXCLUDED) {
			return this != EXCLUDED;
		}
		return switch (this) {
			case CANDIDATE -> to == CONSENT_PENDING;
			case CONSENT_PENDING -> to == QUESTIONNAIRE_DONE;
			case QUESTIONNAIRE_DONE -> to == INTERVIEWED;
			case INTERVIEWED -> to == SELECTED || to == DECLINED;
			case SELECTED -> to == IN_REGISTRY;
			case IN_REGISTRY -> to == TRAINED;
			case TRAINED -> to == AVAILABLE;
			case AVAILABLE -> Set.of(RESTING, ALUMNI_POOL).contains(to);
			case RESTING -> Set.of(AVAILABLE, ALUMNI_POOL).contains(to);
			case ALUMNI_POOL -> to == AVAILABLE;
			case ASSIGNED -> false;
			case DECLINED, EXCLUDED -> to == CONSENT_PENDING;
		};
	}

	@JsonValue
	@Override
	public String toString() {
		return this.code;
	}

}
