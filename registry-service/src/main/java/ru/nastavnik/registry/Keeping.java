package ru.nastavnik.registry;

import java.util.Optional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Others may read a row, from above or by a wider grant, but only the organisation that
 * keeps it changes it.
 */
public final class Keeping {

	private Keeping() {
	}

	/**
	 * The row to be changed; 404 when the caller does not see it, 403 when others keep
	 * it.
	 */
	public static <T extends Placed> T own(Optional<T> row, String refusal) {
		T found = row.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		require(found.organisationId(), refusal);
		return found;
	}

	/** Refuses with 403 unless the caller writes for this organisation. */
	public static void require(long organisation, String refusal) {
		if (!Scope.current().write().contains(organisation)) {
			throw KitProblem.FORBIDDEN.because(refusal);
		}
	}

}
