package ru.nastavnik.kit.problem;

/**
 * One kind of refusal. Each service lists its own in an enum; the code is stable, tests
 * and screens branch on it alone.
 */
public interface Problem {

	/** Stable code such as {@code registry.mentor.no-consent}. */
	String code();

	/** HTTP status. */
	int status();

	/** Short Russian name of the kind. */
	String title();

	/** The refusal with a Russian sentence that says what to do. */
	default ProblemException because(String detail) {
		return new ProblemException(this, detail);
	}

}
