package ru.nastavnik.kit.problem;

/**
 * Somebody else saved first: the answer is a 409 that carries the saved state beside the
 * submitted version, so that the user can choose.
 */
public class StaleVersionException extends ProblemException {

	private final transient Object current;

	private final int submittedVersion;

	public StaleVersionException(Object current, int submittedVersion) {
		super(KitProblem.STALE,
				"Пока вы работали, эти данные изменил другой пользователь. " + "Сравните версии и сохраните ещё раз.");
		this.current = current;
		this.submittedVersion = submittedVersion;
	}

	/** Throws unless the submitted version is the saved one. */
	public static void check(int saved, int submitted, java.util.function.Supplier<?> currentView) {
		if (saved != submitted) {
			throw new StaleVersionException(currentView.get(), submitted);
		}
	}

	Object current() {
		return this.current;
	}

	int submittedVersion() {
		return this.submittedVersion;
	}

}
